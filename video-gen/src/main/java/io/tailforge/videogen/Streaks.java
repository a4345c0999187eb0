package io.tailforge.videogen;

import java.util.Arrays;

/**
 * What particles draw while the frame is exposed: lines, each of which covers so many pixels in all, spread evenly over its
 * length and width. Kept as numbers, not as objects: there are tens of thousands in a picture.
 */
final class Streaks {
    private static final int LONGEST = 400;
    private static final int FIELDS = 10;

    private float[] values;
    private int count;

    Streaks() {
        this(new float[64 * FIELDS], 0);
    }

    private Streaks(float[] values, int count) {
        this.values = values;
        this.count = count;
    }

    /**
     * Adds a line.
     *
     * @param u0 where it begins, pixels from the left; {@code v0} from the top; {@code u1} and {@code v1} where it ends
     * @param range metres from the eye
     * @param covered pixels
     * @param width pixels
     * @param colour three numbers
     */
    void add(double u0, double v0, double u1, double v1, float range, float covered, float width, float[] colour) {
        if ((count + 1) * FIELDS > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        int at = count++ * FIELDS;
        values[at] = (float) u0;
        values[at + 1] = (float) v0;
        values[at + 2] = (float) u1;
        values[at + 3] = (float) v1;
        values[at + 4] = range;
        values[at + 5] = covered;
        values[at + 6] = width;
        System.arraycopy(colour, 0, values, at + 7, 3);
    }

    void clear() {
        count = 0;
    }

    /** As many as there are now, for good. */
    Streaks copy() {
        return new Streaks(Arrays.copyOf(values, count * FIELDS), count);
    }

    /** Draws what lies in rows {@code top .. end - 1}; drawn band by band they are what they are drawn at once. */
    void draw(Canvas canvas, int top, int end) {
        for (int at = 0; at < count * FIELDS; at += FIELDS) {
            float reach = 0.5f * values[at + 6] + 2;
            if (Math.max(values[at + 1], values[at + 3]) + reach >= top
                    && Math.min(values[at + 1], values[at + 3]) - reach < end) {
                draw(at, canvas, top, end);
            }
        }
    }

    private void draw(int at, Canvas canvas, int top, int end) {
        float du = values[at + 2] - values[at];
        float dv = values[at + 3] - values[at + 1];
        boolean upright = Math.abs(dv) >= Math.abs(du);
        double along = upright ? dv : du;
        double from = values[upright ? at + 1 : at];
        double across0 = values[upright ? at : at + 1];
        double slope = Math.abs(along) < 1e-6 ? 0 : ((upright ? du : dv) / along);
        double low = Math.min(from, from + along);
        double high = Math.max(from, from + along);
        float width = values[at + 6];
        float half = Math.max(0.5f, 0.5f * width);
        int first = (int) Math.round(low - 0.5 * width);
        int last = Math.min((int) Math.round(high + 0.5 * width), first + LONGEST);
        float alpha = Math.min(0.9f, values[at + 5] / ((last - first + 1) * 2 * half));
        int begin = upright ? Math.max(first, top) : first;
        int stop = upright ? Math.min(last, end - 1) : last;
        for (int step = begin; step <= stop; step++) {
            double middle = across0 + slope * (Math.clamp(step, low, high) - from);
            for (int side = (int) Math.ceil(middle - half - 0.5); side <= middle + half + 0.5; side++) {
                float part = Elementary.clamp01((float) (half + 0.5 - Math.abs(side - middle)));
                int v = upright ? step : side;
                if (v >= top && v < end) {
                    dot(at, canvas, upright ? side : step, v, alpha * part);
                }
            }
        }
    }

    private void dot(int at, Canvas canvas, int u, int v, float alpha) {
        if (u < 0 || u >= canvas.width || alpha <= 0) {
            return;
        }
        int p = v * canvas.width + u;
        if (canvas.range[p] > values[at + 4]) {
            for (int c = 0; c < 3; c++) {
                canvas.smooth[3 * p + c] = Elementary.mix(canvas.smooth[3 * p + c], values[at + 7 + c], alpha);
            }
        }
    }
}
