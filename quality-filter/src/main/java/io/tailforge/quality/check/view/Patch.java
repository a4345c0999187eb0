package io.tailforge.quality.check.view;

import io.tailforge.quality.Plane;
import io.tailforge.quality.check.view.SurfacePoint.Mapping;

/** A square of one picture as another camera ought to see it, and the search for it there. */
final class Patch {
    static final int HALF = 6;
    private static final int SIDE = 2 * HALF + 1;
    private static final int AREA = SIDE * SIDE;

    private static final int STEP = 2;

    /** Farthest place looked at, pixels. */
    static final int REACH = 6;

    private final Mapping mapping;
    private final float[] values = new float[AREA];
    private float mean;
    private float spread;

    private Patch(Mapping mapping) {
        this.mapping = mapping;
    }

    static Patch of(Plane source, Mapping mapping) {
        Patch patch = new Patch(mapping);
        patch.take(source);
        return patch;
    }

    /** The picture around the point, turned and stretched as the other camera sees it. */
    private void take(Plane source) {
        double det = mapping.determinant();
        double du = fraction(mapping.to().u());
        double dv = fraction(mapping.to().v());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < AREA; i++) {
            double x = i % SIDE - HALF - du;
            double y = i / SIDE - HALF - dv;
            double u = mapping.from().u() + (mapping.vv() * x - mapping.uv() * y) / det;
            double v = mapping.from().v() + (mapping.uu() * y - mapping.vu() * x) / det;
            float value = (float) source.sample(u, v);
            values[i] = value;
            sum += value;
            squares += value * value;
        }
        mean = (float) (sum / AREA);
        spread = (float) Math.sqrt(Math.max(0, squares / AREA - sum / AREA * (sum / AREA)));
    }

    private static double fraction(double at) {
        return at - Math.round(at);
    }

    /** Mean of the source's pixels. */
    double mean() {
        return mean;
    }

    /** Their standard deviation. */
    double spread() {
        return spread;
    }

    /**
     * Share of the patch's variance that a step of {@link #STEP} pixels undoes, in the direction in which it undoes least: a
     * ramp or a straight edge can be found anywhere along itself.
     */
    double distinctness() {
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int row = 1; row < SIDE - 1; row++) {
            for (int i = row * SIDE + 1; i < row * SIDE + SIDE - 1; i++) {
                double gx = (values[i + 1] - values[i - 1]) / 2;
                double gy = (values[i + SIDE] - values[i - SIDE]) / 2;
                xx += gx * gx;
                xy += gx * gy;
                yy += gy * gy;
            }
        }
        double half = (xx + yy) / 2;
        double least = half - Math.sqrt(Math.max(0, half * half - (xx * yy - xy * xy)));
        return STEP * STEP * least / ((SIDE - 2) * (SIDE - 2)) / Math.max(1e-6, 2.0 * spread * spread);
    }

    /** Whether the whole search stays within a picture. */
    boolean fits(Plane target) {
        long u = Math.round(mapping.to().u());
        long v = Math.round(mapping.to().v());
        int margin = HALF + REACH;
        return u >= margin && v >= margin && u < target.width() - margin && v < target.height() - margin;
    }

    /** Looks for the patch around the place where it ought to be. */
    Match search(Plane target) {
        int u = (int) Math.round(mapping.to().u());
        int v = (int) Math.round(mapping.to().v());
        int width = 2 * REACH + 1;
        float[] likeness = new float[width * width];
        int best = 0;
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = likeness(target, u + i % width - REACH, v + i / width - REACH);
            best = likeness[i] > likeness[best] ? i : best;
        }
        return new Match(likeness, best);
    }

    /** Most alike within a pixel of where it ought to be; -1 where that is not in the picture. */
    double likenessNear(Plane target) {
        if (!fits(target)) {
            return -1;
        }
        int u = (int) Math.round(mapping.to().u());
        int v = (int) Math.round(mapping.to().v());
        double most = -1;
        for (int i = 0; i < 9; i++) {
            most = Math.max(most, likeness(target, u + i % 3 - 1, v + i / 3 - 1));
        }
        return most;
    }

    /** Mean of the target's pixels where the patch was found. */
    double meanThere(Plane target, Match match) {
        int left = (int) Math.round(mapping.to().u()) + match.best() % Match.WIDTH - REACH - HALF;
        int top = (int) Math.round(mapping.to().v()) + match.best() / Match.WIDTH - REACH - HALF;
        int sum = 0;
        for (int i = 0; i < AREA; i++) {
            sum += target.at(left + i % SIDE, top + i / SIDE);
        }
        return (double) sum / AREA;
    }

    /** Zero-mean normalised cross-correlation with the target around a pixel. */
    private float likeness(Plane target, int u, int v) {
        byte[] pixels = target.pixels();
        float sum = 0;
        float squares = 0;
        float products = 0;
        for (int row = 0; row < SIDE; row++) {
            int from = (v - HALF + row) * target.width() + u - HALF;
            for (int column = 0; column < SIDE; column++) {
                float value = pixels[from + column] & 0xff;
                sum += value;
                squares += value * value;
                products += value * values[row * SIDE + column];
            }
        }
        float there = (float) Math.sqrt(Math.max(0, squares / AREA - sum / AREA * (sum / AREA)));
        return spread * there < 0.5f ? 0 : (products / AREA - mean * (sum / AREA)) / (spread * there);
    }

    /**
     * How alike the target is at each offset, row by row from up left.
     *
     * @param best where it is most alike
     */
    record Match(float[] likeness, int best) {
        private static final int WIDTH = 2 * REACH + 1;

        /** Squared pixels within which all is the same peak. */
        private static final int PEAK = 6;

        double most() {
            return likeness[best];
        }

        /** By how much it is more alike there than anywhere off the peak. */
        double lead() {
            float next = -1;
            for (int i = 0; i < likeness.length; i++) {
                int right = i % WIDTH - best % WIDTH;
                int down = i / WIDTH - best / WIDTH;
                next = right * right + down * down > PEAK ? Math.max(next, likeness[i]) : next;
            }
            return likeness[best] - next;
        }

        /** Pixels to the right of the place that the patch is found at. */
        double du() {
            int column = best % WIDTH;
            return column - REACH + (column == 0 || column == WIDTH - 1 ? 0 : between(best - 1, best + 1));
        }

        double dv() {
            int row = best / WIDTH;
            return row - REACH + (row == 0 || row == WIDTH - 1 ? 0 : between(best - WIDTH, best + WIDTH));
        }

        private double between(int before, int after) {
            double bend = likeness[before] - 2 * likeness[best] + likeness[after];
            return bend >= 0 ? 0 : Math.clamp((likeness[before] - likeness[after]) / (2 * bend), -0.5, 0.5);
        }
    }
}
