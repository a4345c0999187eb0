package io.tailforge.world.build.ground;

/** Draws known heights out smoothly over the cells without one: means down a pyramid, then back up. */
final class HeightFill {
    private HeightFill() {}

    /** NaN marks the unknown; all are known afterwards (0 where nothing was). */
    static void fill(float[] height, int nx, int ny) {
        boolean complete = true;
        for (float z : height) {
            complete &= !Float.isNaN(z);
        }
        if (complete) {
            return;
        }
        if (nx == 1 && ny == 1) {
            height[0] = 0;
            return;
        }
        int mx = (nx + 1) / 2;
        int my = (ny + 1) / 2;
        float[] coarse = means(height, nx, ny, mx, my);
        fill(coarse, mx, my);
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                if (Float.isNaN(height[y * nx + x])) {
                    height[y * nx + x] = sample(coarse, mx, my, (x - 0.5) / 2, (y - 0.5) / 2);
                }
            }
        }
    }

    private static float[] means(float[] height, int nx, int ny, int mx, int my) {
        float[] coarse = new float[mx * my];
        for (int y = 0; y < my; y++) {
            for (int x = 0; x < mx; x++) {
                float sum = 0;
                int count = 0;
                for (int k = 0; k < 4; k++) {
                    int fx = 2 * x + (k & 1);
                    int fy = 2 * y + (k >> 1);
                    float z = fx < nx && fy < ny ? height[fy * nx + fx] : Float.NaN;
                    if (!Float.isNaN(z)) {
                        sum += z;
                        count++;
                    }
                }
                coarse[y * mx + x] = count == 0 ? Float.NaN : sum / count;
            }
        }
        return coarse;
    }

    private static float sample(float[] field, int nx, int ny, double fx, double fy) {
        double cx = Math.clamp(fx, 0, nx - 1);
        double cy = Math.clamp(fy, 0, ny - 1);
        int x = (int) cx;
        int y = (int) cy;
        int x1 = Math.min(x + 1, nx - 1);
        int y1 = Math.min(y + 1, ny - 1);
        double tx = cx - x;
        double ty = cy - y;
        return (float) ((field[y * nx + x] * (1 - tx) + field[y * nx + x1] * tx) * (1 - ty)
                + (field[y1 * nx + x] * (1 - tx) + field[y1 * nx + x1] * tx) * ty);
    }
}
