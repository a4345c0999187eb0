package io.tailforge.conditioning.worldscenario;

/**
 * Draws segments as the model does: a quadrilateral and a half circle at each end, of a width that is the same in both axes
 * of the picture when each is measured in the picture's own extent, so that level lines are thinner than upright ones.
 * Segments may be given in runs, each nearer than the next; samples that the one before has had are then skipped.
 */
final class SegmentPainter {
    private static final double[] CAP_COS = new double[WorldScenarioV3Style.CAP_STEPS - 1];
    private static final double[] CAP_SIN = new double[WorldScenarioV3Style.CAP_STEPS - 1];

    static {
        for (int i = 0; i < CAP_COS.length; i++) {
            double angle = Math.PI * (i + 1) / WorldScenarioV3Style.CAP_STEPS - Math.PI / 2;
            CAP_COS[i] = StrictMath.cos(angle);
            CAP_SIN[i] = StrictMath.sin(angle);
        }
    }

    private final SampleBuffer buffer;
    private final double aspect;
    private final double[] x = new double[2 * WorldScenarioV3Style.CAP_STEPS + 2];
    private final double[] y = new double[x.length];
    private int corners;
    private ConvexSpans spans;
    private ConvexSpans before;
    private boolean continued;

    private double from;
    private double to;
    private double share;
    private double shareByX;
    private double shareByY;
    private double nearDepth;
    private double depthRange;
    private float nearFade;
    private float fadeRange;
    private int farRgb;
    private float red;
    private float green;
    private float blue;

    SegmentPainter(SampleBuffer buffer) {
        this.buffer = buffer;
        this.aspect = (double) buffer.width() / buffer.height();
        this.spans = new ConvexSpans(buffer.width(), buffer.height());
        this.before = new ConvexSpans(buffer.width(), buffer.height());
    }

    void colour(int rgb) {
        red = (rgb >> 16) / 255f;
        green = (rgb >> 8 & 0xff) / 255f;
        blue = (rgb & 0xff) / 255f;
    }

    /** Ends a run: the next segment is drawn whole. */
    void lift() {
        continued = false;
    }

    /**
     * Draws one segment between points of the picture (x, y in pixels, depth in metres), of which a is not deeper than b.
     * What lies behind the camera or beyond the last depth is cut off.
     *
     * @param width in pixels, before it narrows with depth
     * @param startCap false where a segment of the same run ends in point a, in nearly the same direction
     */
    void draw(double[] a, double[] b, double width, boolean startCap) {
        double half = width / 2 * WorldScenarioV3Style.fade((a[2] + b[2]) / 2);
        double dx = b[0] - a[0];
        double dy = (b[1] - a[1]) * aspect;
        double length = Math.sqrt(dx * dx + dy * dy);
        if (!(half > 0) || !(length > 0) || b[2] < 0 || a[2] > WorldScenarioV3Style.MAX_DEPTH) {
            lift();
            return;
        }
        from = 0;
        to = 1;
        keep(a[2], b[2], 0, WorldScenarioV3Style.MAX_DEPTH);
        keep(a[0], b[0], -ConvexSpans.REACH, ConvexSpans.REACH);
        keep(a[1], b[1], -ConvexSpans.REACH, ConvexSpans.REACH);
        if (!(from < to)) {
            lift();
            return;
        }
        outline(a, b, dx / length * half, dy / length * half, startCap);
        prepareShades(a, b, dx / length / length, dy / length / length);
        if (spans.cover(x, y, corners)) {
            fill();
            ConvexSpans swap = before;
            before = spans;
            spans = swap;
            continued = true;
        }
    }

    /** Keeps the part of the segment where a coordinate that runs from a to b lies between two bounds. */
    private void keep(double a, double b, double low, double high) {
        cut((low - a) / (b - a), a < low, b < low);
        cut((high - a) / (b - a), a > high, b > high);
    }

    private void cut(double t, boolean startIsOut, boolean endIsOut) {
        if (startIsOut && endIsOut) {
            to = -1;
        } else if (startIsOut) {
            from = Math.max(from, t);
        } else if (endIsOut) {
            to = Math.min(to, t);
        }
    }

    /** @param ux half the width along the segment, in pixels of x; {@code uy} in pixels of x down the picture */
    private void outline(double[] a, double[] b, double ux, double uy, boolean startCap) {
        corners = 0;
        double ax = a[0] + from * (b[0] - a[0]);
        double ay = a[1] + from * (b[1] - a[1]);
        double bx = a[0] + to * (b[0] - a[0]);
        double by = a[1] + to * (b[1] - a[1]);
        end(ax, ay, -ux, -uy, startCap && from == 0);
        end(bx, by, ux, uy, to == 1);
    }

    /** Half a circle that looks along (ux, uy), or only its two ends. */
    private void end(double cx, double cy, double ux, double uy, boolean round) {
        corner(cx + uy, cy - ux / aspect);
        if (round) {
            for (int i = 0; i < CAP_COS.length; i++) {
                double along = CAP_COS[i];
                double aside = CAP_SIN[i];
                corner(cx + along * ux - aside * uy, cy + (along * uy + aside * ux) / aspect);
            }
        }
        corner(cx - uy, cy + ux / aspect);
    }

    private void corner(double cx, double cy) {
        x[corners] = cx;
        y[corners++] = cy;
    }

    private void prepareShades(double[] a, double[] b, double perX, double perY) {
        shareByX = perX;
        shareByY = perY * aspect;
        share = -(a[0] * shareByX + a[1] * shareByY);
        nearDepth = a[2] / WorldScenarioV3Style.MAX_DEPTH;
        depthRange = b[2] / WorldScenarioV3Style.MAX_DEPTH - nearDepth;
        nearFade = (float) WorldScenarioV3Style.fade(a[2]);
        fadeRange = (float) WorldScenarioV3Style.fade(b[2]) - nearFade;
        farRgb = shade(1);
    }

    private void fill() {
        for (int row = spans.firstRow(); row <= spans.lastRow(); row++) {
            int left = spans.left(row);
            int right = spans.right(row);
            if (left > right) {
                continue;
            }
            if (continued
                    && row >= before.firstRow()
                    && row <= before.lastRow()
                    && before.left(row) <= before.right(row)) {
                fillRow(row, left, Math.min(right, before.left(row) - 1));
                fillRow(row, Math.max(left, before.right(row) + 1), right);
            } else {
                fillRow(row, left, right);
            }
        }
    }

    private void fillRow(int row, int left, int right) {
        if (left > right) {
            return;
        }
        int py = row >> 2;
        int sample = row & 3;
        buffer.touch(py, left, right);
        double sx = SampleBuffer.SAMPLE_X[sample] / 256.0;
        double atRow = share + shareByY * (py + SampleBuffer.SAMPLE_Y[sample] / 256.0) + shareByX * sx;
        double toCentre = shareByX * (0.5 - sx) + shareByY * (0.5 - SampleBuffer.SAMPLE_Y[sample] / 256.0);
        int index = buffer.index(left, py) + sample;
        for (int px = left; px <= right; px++, index += SampleBuffer.SAMPLES) {
            double t = atRow + shareByX * px;
            double held = Math.min(1, Math.max(0, t));
            int depth = SampleBuffer.depthOf(nearDepth + depthRange * held);
            if (!buffer.isHidden(index, depth)) {
                buffer.set(index, depth, t > 1 ? farRgb : shade(t < 0 ? 0 : t + toCentre));
            }
        }
    }

    private int shade(double t) {
        float fade = nearFade + fadeRange * (float) t;
        return SampleBuffer.channel(red * fade) << 16
                | SampleBuffer.channel(green * fade) << 8
                | SampleBuffer.channel(blue * fade);
    }
}
