package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    private static final double LEAST_CONTRAST = 1e-3;

    /** Two neighbouring pixels at once. */
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final float[] wide = new float[(SIDE + 2) * (SIDE + 2)];
    private final float[] template = new float[AREA];
    private final float[] dx = new float[AREA];
    private final float[] dy = new float[AREA];
    private final float[] found = new float[AREA];
    private double xx;
    private double xy;
    private double yy;

    /** Sums of the gradients, and of their products with the template. */
    private double dxSum;

    private double dySum;
    private double dxTemplate;
    private double dyTemplate;
    private double spread;
    private double meanTaken;
    private double edgesTaken;

    /** Of what is found: mean, standard deviation, products with the gradients, and how alike it is. */
    private double mean;

    private double contrast;
    private double dxFound;
    private double dyFound;
    private double alike;

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
        takeLevel(plane, u, v, HALF + 1, wide);
        int width = SIDE + 2;
        xx = 0;
        xy = 0;
        yy = 0;
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = (y + 1) * width + x + 1;
                int i = y * SIDE + x;
                float value = wide[at];
                template[i] = value;
                dx[i] = (wide[at + 1] - wide[at - 1]) / 2;
                dy[i] = (wide[at + width] - wide[at - width]) / 2;
                xx += dx[i] * dx[i];
                xy += dx[i] * dy[i];
                yy += dy[i] * dy[i];
                sum += value;
                squares += value * value;
            }
        }
        meanTaken = sum / AREA;
        spread = Math.sqrt(Math.max(0, squares / AREA - meanTaken * meanTaken));
        if (!(spread > FLAT && leastEigenvalue() > CORNER * AREA)) {
            return false;
        }
        prepare();
        return true;
    }

    private double leastEigenvalue() {
        double half = (xx + yy) / 2;
        return half - Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    }

    /**
     * How much of the taken patch's edges tells how far it went along a way: near 0 on a line that runs along it, which looks
     * the same wherever it is, a half where it has edges of all directions, 1 on a line across.
     */
    double telling(double right, double down) {
        double across = xx * down * down - 2 * xy * right * down + yy * right * right;
        double length = right * right + down * down;
        return across > 0 ? (xx * yy - xy * xy) * length / (across * (xx + yy)) : 0;
    }

    /** Frees the template of mean and contrast, and sums up what each step of a search needs of it. */
    private void prepare() {
        dxSum = 0;
        dySum = 0;
        dxTemplate = 0;
        dyTemplate = 0;
        float middle = (float) meanTaken;
        float scale = (float) (1 / spread);
        for (int i = 0; i < AREA; i++) {
            template[i] = (template[i] - middle) * scale;
            dxSum += dx[i];
            dySum += dy[i];
            dxTemplate += dx[i] * template[i];
            dyTemplate += dy[i] * template[i];
        }
        edgesTaken = -1;
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
            double scale = contrast > LEAST_CONTRAST ? 1 / contrast : 0;
            double bx = (dxFound - mean * dxSum) * scale - dxTemplate;
            double by = (dyFound - mean * dySum) * scale - dyTemplate;
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
                return likeness();
            }
        }
        return sample(plane, foundU, foundV, warp) ? likeness() : -1;
    }

    /** How alike the taken patch and the one at a place are, without a search. */
    double compare(Plane plane, double u, double v, double[] warp) {
        return sample(plane, u, v, warp) ? likeness() : -1;
    }

    private double likeness() {
        return contrast > LEAST_CONTRAST ? alike / contrast / AREA : 0;
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
                float gx = (found[i + 1] - found[i - 1]) / 2;
                float gy = (found[i + SIDE] - found[i - SIDE]) / 2;
                energy += gx * gx + gy * gy;
            }
        }
        return Math.log((energy + 1) / (edgesTaken() + 1));
    }

    private double edgesTaken() {
        if (edgesTaken < 0) {
            edgesTaken = 0;
            for (int y = 1; y < SIDE - 1; y++) {
                for (int i = y * SIDE + 1; i < (y + 1) * SIDE - 1; i++) {
                    edgesTaken += dx[i] * dx[i] + dy[i] * dy[i];
                }
            }
        }
        return edgesTaken;
    }

    /** Takes the patch at a place, and in the same pass all that a step and the likeness need. */
    private boolean sample(Plane plane, double u, double v, double[] warp) {
        double reach = HALF * (Math.max(Math.abs(warp[0]) + Math.abs(warp[1]), Math.abs(warp[2]) + Math.abs(warp[3])));
        if (!isInside(plane, u, v, reach + 1)) {
            return false;
        }
        byte[] pixels = plane.pixels();
        int width = plane.width();
        float stepU = (float) warp[0];
        float stepV = (float) warp[2];
        double sum = 0;
        double squares = 0;
        double products = 0;
        double dxProducts = 0;
        double dyProducts = 0;
        for (int i = 0, y = -HALF; y <= HALF; y++) {
            float rowU = (float) (u + warp[1] * y);
            float rowV = (float) (v + warp[3] * y);
            for (int x = -HALF; x <= HALF; x++, i++) {
                float value = at(pixels, width, rowU + stepU * x, rowV + stepV * x);
                found[i] = value;
                sum += value;
                squares += value * value;
                products += value * template[i];
                dxProducts += value * dx[i];
                dyProducts += value * dy[i];
            }
        }
        mean = sum / AREA;
        contrast = Math.sqrt(Math.max(0, squares / AREA - mean * mean));
        alike = products;
        dxFound = dxProducts;
        dyFound = dyProducts;
        return true;
    }

    /** A square that is not turned: all its places lie alike between their pixels. @param out {@code 2 half + 1} each way */
    static void takeLevel(Plane plane, double u, double v, int half, float[] out) {
        byte[] pixels = plane.pixels();
        int left = (int) u;
        int top = (int) v;
        float a = (float) (u - left);
        float b = (float) (v - top);
        int side = 2 * half + 1;
        for (int y = 0; y < side; y++) {
            int row = (top + y - half) * plane.width() + left - half;
            for (int x = 0; x < side; x++) {
                out[y * side + x] = between(pixels, row + x, plane.width(), a, b);
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
        return between(pixels, y * width + x, width, u - x, v - y);
    }

    /** Between a pixel and its neighbours to the right and below. @param i the pixel's index */
    static float between(byte[] pixels, int i, int width, float a, float b) {
        int upper = (short) PAIR.get(pixels, i);
        int lower = (short) PAIR.get(pixels, i + width);
        int upperLeft = upper & 0xff;
        int lowerLeft = lower & 0xff;
        float top = upperLeft + a * ((upper >> 8 & 0xff) - upperLeft);
        float low = lowerLeft + a * ((lower >> 8 & 0xff) - lowerLeft);
        return top + b * (low - top);
    }
}
