package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;

/**
 * Finds a small patch of one picture in another near where it is expected: inverse compositional Gauss-Newton on the place
 * alone, each patch freed of its mean and contrast first (Baker and Matthews, 2004). Holds scratch: one per thread.
 */
final class PatchTracker {
    static final int HALF = 4;
    static final int SIDE = 2 * HALF + 1;
    static final int AREA = SIDE * SIDE;

    private static final int STEPS = 8;
    private static final double STILL = 0.02;

    /** Standard deviation below which a patch is noise, luma levels. */
    private static final double FLAT = 2;

    /** Least of both eigenvalues of the mean gradient product: an edge without a corner is found anywhere along it. */
    private static final double CORNER = 6;

    /** Luma of black as it is coded, and levels added so that the dark does not count. */
    private static final double BLACK = 16;

    private static final double DARK = 24;

    private final float[] wide = new float[(SIDE + 2) * (SIDE + 2)];
    private final float[] template = new float[AREA];
    private final float[] dx = new float[AREA];
    private final float[] dy = new float[AREA];
    private final float[] found = new float[AREA];
    private double spread;
    private double xx;
    private double xy;
    private double yy;
    private double mean;
    private double contrast;
    private double meanTaken;

    private double foundU;
    private double foundV;

    double foundU() {
        return foundU;
    }

    double foundV() {
        return foundV;
    }

    /** Takes the patch around a place. @return false where it has too little texture to be found again */
    boolean take(Plane plane, double u, double v) {
        if (!isInside(plane, u, v, HALF + 2)) {
            return false;
        }
        sampleLevel(plane, u, v, wide, HALF + 1);
        int width = SIDE + 2;
        xx = 0;
        xy = 0;
        yy = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = (y + 1) * width + x + 1;
                int i = y * SIDE + x;
                template[i] = wide[at];
                dx[i] = (wide[at + 1] - wide[at - 1]) / 2;
                dy[i] = (wide[at + width] - wide[at - width]) / 2;
                xx += dx[i] * dx[i];
                xy += dx[i] * dy[i];
                yy += dy[i] * dy[i];
            }
        }
        spread = normalise(template);
        meanTaken = mean;
        return spread > FLAT && leastEigenvalue() > CORNER * AREA;
    }

    private double leastEigenvalue() {
        double half = (xx + yy) / 2;
        return half - Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    }

    /** Takes mean and contrast away. @return the standard deviation that it had */
    private double normalise(float[] patch) {
        double sum = 0;
        double squares = 0;
        for (float value : patch) {
            sum += value;
            squares += value * value;
        }
        mean = sum / patch.length;
        contrast = Math.sqrt(Math.max(0, squares / patch.length - mean * mean));
        float scale = contrast > 1e-3 ? (float) (1 / contrast) : 0;
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (patch[i] - (float) mean) * scale;
        }
        return contrast;
    }

    /**
     * Looks for the taken patch.
     *
     * @param warp what becomes of a step in the patch: du/du, du/dv, dv/du, dv/dv
     * @param reach as far from the expected place as it may be, pixels
     * @return how alike both are, -1 where the search left its reach or the picture
     */
    double find(Plane plane, double u, double v, double[] warp, double reach) {
        foundU = u;
        foundV = v;
        double determinant = xx * yy - xy * xy;
        for (int step = 0; step < STEPS; step++) {
            if (!sample(plane, foundU, foundV, warp)) {
                return -1;
            }
            double bx = 0;
            double by = 0;
            for (int i = 0; i < AREA; i++) {
                float error = found[i] - template[i];
                bx += dx[i] * error;
                by += dy[i] * error;
            }
            double ax = spread * (yy * bx - xy * by) / determinant;
            double ay = spread * (xx * by - xy * bx) / determinant;
            double stepU = warp[0] * ax + warp[1] * ay;
            double stepV = warp[2] * ax + warp[3] * ay;
            foundU -= stepU;
            foundV -= stepV;
            if (Math.hypot(foundU - u, foundV - v) > reach) {
                return -1;
            }
            if (Math.abs(stepU) + Math.abs(stepV) < STILL) {
                break;
            }
        }
        return sample(plane, foundU, foundV, warp) ? likeness() : -1;
    }

    /** How alike the taken patch and the one at a place are, without a search. */
    double compare(Plane plane, double u, double v, double[] warp) {
        return sample(plane, u, v, warp) ? likeness() : -1;
    }

    private double likeness() {
        double sum = 0;
        for (int i = 0; i < AREA; i++) {
            sum += template[i] * found[i];
        }
        return sum / AREA;
    }

    /** Natural logarithm of the mean luma of what was found last over that of the patch taken; both above black's 16. */
    double brighter() {
        return Math.log(Math.max(1, mean - BLACK + DARK) / Math.max(1, meanTaken - BLACK + DARK));
    }

    /** Natural logarithm of the gradient energy of what was found last over that of the patch taken. */
    double sharper() {
        double energy = 0;
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                double gx = (found[i + 1] - found[i - 1]) / 2;
                double gy = (found[i + SIDE] - found[i - SIDE]) / 2;
                energy += gx * gx + gy * gy;
            }
        }
        double before = 0;
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                before += dx[i] * dx[i] + dy[i] * dy[i];
            }
        }
        return Math.log((energy * contrast * contrast + 1) / (before + 1));
    }

    private boolean sample(Plane plane, double u, double v, double[] warp) {
        double reach = HALF * (Math.max(Math.abs(warp[0]) + Math.abs(warp[1]), Math.abs(warp[2]) + Math.abs(warp[3])));
        if (!isInside(plane, u, v, reach + 1)) {
            return false;
        }
        byte[] pixels = plane.pixels();
        int width = plane.width();
        int i = 0;
        for (int y = -HALF; y <= HALF; y++) {
            for (int x = -HALF; x <= HALF; x++) {
                found[i++] = at(pixels, width, (float) (u + warp[0] * x + warp[1] * y), (float)
                        (v + warp[2] * x + warp[3] * y));
            }
        }
        normalise(found);
        return true;
    }

    private static void sampleLevel(Plane plane, double u, double v, float[] out, int half) {
        int i = 0;
        for (int y = -half; y <= half; y++) {
            for (int x = -half; x <= half; x++) {
                out[i++] = at(plane.pixels(), plane.width(), (float) (u + x), (float) (v + y));
            }
        }
    }

    static boolean isInside(Plane plane, double u, double v, double margin) {
        return u >= margin && v >= margin && u < plane.width() - 1 - margin && v < plane.height() - 1 - margin;
    }

    /** Between the four pixels around a place, which must be inside. */
    static float at(byte[] pixels, int width, float u, float v) {
        int x = (int) u;
        int y = (int) v;
        float a = u - x;
        float b = v - y;
        int i = y * width + x;
        float top = (pixels[i] & 0xff) + a * ((pixels[i + 1] & 0xff) - (pixels[i] & 0xff));
        int j = i + width;
        float low = (pixels[j] & 0xff) + a * ((pixels[j + 1] & 0xff) - (pixels[j] & 0xff));
        return top + b * (low - top);
    }
}
