package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;

/**
 * Asks of a followed patch whether what it does not take along looks like something that stays where it was on the picture.
 * What is left of the patch after less before is freed of mean, gain and small shifts, as is the change of another picture
 * between the same two places; the correlation of both is 0 where nothing of that picture is in it. Holds scratch.
 */
final class StuckPatch {
    private static final int HALF = 4;
    private static final int SIDE = 2 * HALF + 1;
    private static final int AREA = SIDE * SIDE;
    private static final int NUISANCES = 4;

    private final double[] uAfter = new double[AREA];
    private final double[] vAfter = new double[AREA];
    private final double[] uBefore = new double[AREA];
    private final double[] vBefore = new double[AREA];
    private final double[] left = new double[AREA];
    private final double[] other = new double[AREA];
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
        if (!usable) {
            return;
        }
        for (int i = 0; i < AREA; i++) {
            int x = i % SIDE - HALF;
            int y = i / SIDE - HALF;
            uBefore[i] = point.u() + x;
            vBefore[i] = point.v() + y;
            uAfter[i] = point.foundU() + warp[0] * x + warp[1] * y;
            vAfter[i] = point.foundV() + warp[2] * x + warp[3] * y;
            double here = at(before, uBefore[i], vBefore[i]);
            left[i] = at(after, uAfter[i], vAfter[i]) - here;
            nuisance[0][i] = 1;
            nuisance[1][i] = here;
            nuisance[2][i] = at(before, uBefore[i] + 1, vBefore[i]) - at(before, uBefore[i] - 1, vBefore[i]);
            nuisance[3][i] = at(before, uBefore[i], vBefore[i] + 1) - at(before, uBefore[i], vBefore[i] - 1);
        }
        for (int n = 0; n < NUISANCES; n++) {
            for (int m = 0; m < n; m++) {
                takeAway(nuisance[n], nuisance[m]);
            }
            normalise(nuisance[n]);
        }
        free(left);
    }

    /** Of a picture that may be in it, as it was at both times. @return correlation; NaN where there is nothing to compare */
    double likenessTo(Plane then, Plane oneBefore) {
        if (!usable) {
            return Double.NaN;
        }
        for (int i = 0; i < AREA; i++) {
            other[i] = at(then, uAfter[i], vAfter[i]) - at(oneBefore, uBefore[i], vBefore[i]);
        }
        return correlation();
    }

    private double correlation() {
        free(other);
        double both = dot(left, other);
        double energy = dot(left, left) * dot(other, other);
        return energy > AREA * AREA / 16.0 ? both / Math.sqrt(energy) : Double.NaN;
    }

    private void free(double[] patch) {
        for (double[] direction : nuisance) {
            takeAway(patch, direction);
        }
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

    private static double at(Plane plane, double u, double v) {
        return PatchTracker.at(plane.pixels(), plane.width(), (float) u, (float) v);
    }
}
