package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;

/**
 * Asks of a followed patch whether what it does not take along looks like something that stays where it was on the picture.
 * What is left of the patch after less before is freed of mean, gain and small shifts, as is the change of another picture
 * between the same two places; the correlation of both is 0 where nothing of that picture is in it. Holds scratch.
 */
final class StuckPatch {
    private static final int HALF = 4;

    /** Of a patch, pixels. */
    static final int SIDE = 2 * HALF + 1;

    private static final int AREA = SIDE * SIDE;
    private static final int NUISANCES = 4;

    /** Places in the later frame: index of the pixel up left, and how far beyond it. */
    private final int[] pixel = new int[AREA];

    private final float[] right = new float[AREA];
    private final float[] down = new float[AREA];

    /** Place in the earlier frame. */
    private double u;

    private double v;
    private final float[] wide = new float[(SIDE + 2) * (SIDE + 2)];
    private final float[] here = new float[AREA];
    private final double[] left = new double[AREA];
    private double energy;

    /** Unit length, upright on one another. */
    private final double[][] nuisance = new double[NUISANCES][AREA];

    private boolean usable;

    /** Takes a point's patch in both frames. */
    void take(FramePair pair, FollowedPoint point) {
        double[] warp = point.warp();
        Plane before = pair.before().grey();
        Plane after = pair.after().grey();
        double reach = HALF * Math.max(Math.abs(warp[0]) + Math.abs(warp[1]), Math.abs(warp[2]) + Math.abs(warp[3]));
        usable = PatchTracker.isInside(before, point.u(), point.v(), HALF + 2)
                && PatchTracker.isInside(after, point.foundU(), point.foundV(), reach + 1);
        if (usable) {
            u = point.u();
            v = point.v();
            place(after, point);
            compare(before, after);
            free();
        }
    }

    private void place(Plane after, FollowedPoint point) {
        double[] warp = point.warp();
        for (int i = 0; i < AREA; i++) {
            int x = i % SIDE - HALF;
            int y = i / SIDE - HALF;
            float atU = (float) (point.foundU() + warp[0] * x + warp[1] * y);
            float atV = (float) (point.foundV() + warp[2] * x + warp[3] * y);
            pixel[i] = (int) atV * after.width() + (int) atU;
            right[i] = atU - (int) atU;
            down[i] = atV - (int) atV;
        }
    }

    private void compare(Plane before, Plane after) {
        PatchTracker.takeLevel(before, u, v, HALF + 1, wide);
        int width = SIDE + 2;
        for (int i = 0; i < AREA; i++) {
            int at = (i / SIDE + 1) * width + i % SIDE + 1;
            left[i] = later(after, i) - wide[at];
            nuisance[0][i] = 1;
            nuisance[1][i] = wide[at];
            nuisance[2][i] = wide[at + 1] - wide[at - 1];
            nuisance[3][i] = wide[at + width] - wide[at - width];
        }
    }

    private void free() {
        for (int n = 0; n < NUISANCES; n++) {
            for (int m = 0; m < n; m++) {
                takeAway(nuisance[n], nuisance[m]);
            }
            normalise(nuisance[n]);
        }
        for (double[] direction : nuisance) {
            takeAway(left, direction);
        }
        energy = dot(left, left);
    }

    private float later(Plane plane, int i) {
        return PatchTracker.between(plane.pixels(), pixel[i], plane.width(), right[i], down[i]);
    }

    /** Of a picture that may be in it, as it was at both times. @return correlation; NaN where there is nothing to compare */
    double likenessTo(Plane then, Plane oneBefore) {
        if (!usable) {
            return Double.NaN;
        }
        PatchTracker.takeLevel(oneBefore, u, v, HALF, here);
        double both = 0;
        double whole = 0;
        double mean = 0;
        double gain = 0;
        double sideways = 0;
        double upright = 0;
        for (int i = 0; i < AREA; i++) {
            double other = later(then, i) - here[i];
            both += left[i] * other;
            whole += other * other;
            mean += nuisance[0][i] * other;
            gain += nuisance[1][i] * other;
            sideways += nuisance[2][i] * other;
            upright += nuisance[3][i] * other;
        }
        double freed = whole - mean * mean - gain * gain - sideways * sideways - upright * upright;
        return energy * freed > AREA * AREA / 16.0 ? both / Math.sqrt(energy * freed) : Double.NaN;
    }

    private static void takeAway(double[] patch, double[] unit) {
        double share = dot(patch, unit);
        for (int i = 0; i < AREA; i++) {
            patch[i] -= share * unit[i];
        }
    }

    private static void normalise(double[] patch) {
        double norm = Math.sqrt(dot(patch, patch));
        double scale = norm > 1e-6 ? 1 / norm : 0;
        for (int i = 0; i < AREA; i++) {
            patch[i] *= scale;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < AREA; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
