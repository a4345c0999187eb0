package io.tailforge.videogen;

/**
 * What a particle draws while the frame is exposed: a line that covers so many pixels in all, spread evenly over its length
 * and width.
 *
 * @param u0 where it begins, pixels from the left; {@code v0} from the top; {@code u1} and {@code v1} where it ends
 * @param range metres from the eye
 * @param covered pixels
 * @param width pixels
 */
record Streak(
        double u0,
        double v0,
        double u1,
        double v1,
        float range,
        float covered,
        float width,
        float red,
        float green,
        float blue) {
    private static final int LONGEST = 400;

    /** Draws what lies in rows {@code top .. end - 1}; drawn band by band it is what it is drawn whole. */
    void draw(Canvas canvas, int top, int end) {
        boolean upright = Math.abs(v1 - v0) >= Math.abs(u1 - u0);
        double along = upright ? v1 - v0 : u1 - u0;
        double from = upright ? v0 : u0;
        double across0 = upright ? u0 : v0;
        double slope = Math.abs(along) < 1e-6 ? 0 : ((upright ? u1 - u0 : v1 - v0) / along);
        double low = Math.min(from, from + along);
        double high = Math.max(from, from + along);
        float half = Math.max(0.5f, 0.5f * width);
        int first = (int) Math.round(low - 0.5 * width);
        int last = Math.min((int) Math.round(high + 0.5 * width), first + LONGEST);
        float alpha = Math.min(0.9f, covered / ((last - first + 1) * 2 * half));
        int begin = upright ? Math.max(first, top) : first;
        int stop = upright ? Math.min(last, end - 1) : last;
        for (int step = begin; step <= stop; step++) {
            double middle = across0 + slope * (Math.clamp(step, low, high) - from);
            for (int side = (int) Math.ceil(middle - half - 0.5); side <= middle + half + 0.5; side++) {
                float part = Elementary.clamp01((float) (half + 0.5 - Math.abs(side - middle)));
                int v = upright ? step : side;
                if (v >= top && v < end) {
                    dot(canvas, upright ? side : step, v, alpha * part);
                }
            }
        }
    }

    private void dot(Canvas canvas, int u, int v, float alpha) {
        if (u < 0 || u >= canvas.width || alpha <= 0) {
            return;
        }
        int p = v * canvas.width + u;
        if (canvas.range[p] > range) {
            float[] light = canvas.smooth;
            light[3 * p] = Elementary.mix(light[3 * p], red, alpha);
            light[3 * p + 1] = Elementary.mix(light[3 * p + 1], green, alpha);
            light[3 * p + 2] = Elementary.mix(light[3 * p + 2], blue, alpha);
        }
    }

    boolean touches(int top, int end) {
        double reach = 0.5 * width + 2;
        return Math.max(v0, v1) + reach >= top && Math.min(v0, v1) - reach < end;
    }
}
