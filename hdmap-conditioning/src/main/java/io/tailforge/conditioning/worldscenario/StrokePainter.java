package io.tailforge.conditioning.worldscenario;

/**
 * Draws strokes. Points are taken in stretches; a stretch that lies beside the picture is passed over by its ends, and
 * points that would lie within a sixteenth of a pixel of the last are left out, because what they add cannot be seen.
 */
final class StrokePainter {
    private static final int STRETCH = 32;
    private static final double LEFT_OUT_PIXELS = 1.0 / 16;
    private static final double LEFT_OUT_METRES = 1;
    /** Cosine of the bend from which on a joint's round end shows. */
    private static final double STRAIGHT = 0.9999;

    private final CameraSpace space;
    private final SegmentPainter segments;
    private final int width;
    private final int height;
    private final double scale;
    private final double[] first = new double[3];
    private final double[] last = new double[3];
    private double[] from = new double[3];
    private double[] to = new double[3];
    private double headingX;
    private double headingY;

    StrokePainter(CameraSpace space, SampleBuffer buffer, SegmentPainter segments) {
        this.space = space;
        this.segments = segments;
        this.width = buffer.width();
        this.height = buffer.height();
        this.scale = width / WorldScenarioV3Style.WIDTH;
    }

    void draw(Stroke stroke) {
        segments.colour(stroke.rgb());
        int end = stroke.points() - 1;
        for (int at = 0; at < end; at += STRETCH) {
            drawStretch(stroke, at, Math.min(end, at + STRETCH));
        }
    }

    private void drawStretch(Stroke stroke, int a, int b) {
        space.toCamera(stroke.xyz(), 3 * a, first, 0);
        space.toCamera(stroke.xyz(), 3 * b, last, 0);
        double metres = distance(first, last);
        boolean behind = Math.max(first[2], last[2]) < -metres;
        if (behind || Math.min(first[2], last[2]) > WorldScenarioV3Style.MAX_DEPTH + metres) {
            return;
        }
        boolean whole = Math.min(first[2], last[2]) > 0;
        boolean seen = space.toPicture(first, 0) & space.toPicture(last, 0);
        if (whole && (!seen || isBeside(first, last, stroke.width() * scale))) {
            return;
        }
        if (first[2] <= last[2]) {
            drawFrom(stroke, a, b, 1, metres / (b - a));
        } else {
            drawFrom(stroke, b, a, -1, metres / (b - a));
        }
    }

    /** True where both points lie off the same side of the picture, by more than a line between them can bulge. */
    private boolean isBeside(double[] a, double[] b, double pixels) {
        double margin = pixels + Math.hypot(a[0] - b[0], a[1] - b[1]) / 2;
        return Math.max(a[0], b[0]) < -margin
                || Math.min(a[0], b[0]) > width + margin
                || Math.max(a[1], b[1]) < -margin
                || Math.min(a[1], b[1]) > height + margin;
    }

    private static double distance(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Draws the points start..end, the nearer end first. */
    private void drawFrom(Stroke stroke, int start, int end, int step, double metresAPoint) {
        segments.lift();
        headingX = 0;
        headingY = 0;
        boolean drawn = load(stroke, start, from);
        int most = Math.max(1, (int) (LEFT_OUT_METRES / Math.max(metresAPoint, 1e-9)));
        int stride = 1;
        for (int at = start; at != end; ) {
            int taken = Math.min(stride, (end - at) * step);
            at += taken * step;
            boolean loaded = load(stroke, at, to);
            if (drawn && loaded) {
                stride = Math.clamp((long) (taken * LEFT_OUT_PIXELS / drawSegment(stroke.width() * scale)), 1, most);
            } else {
                segments.lift();
            }
            drawn = loaded;
            double[] swap = from;
            from = to;
            to = swap;
        }
    }

    /** @return false for a point behind the camera: the model drops the segments it belongs to */
    private boolean load(Stroke stroke, int point, double[] out) {
        space.toCamera(stroke.xyz(), 3 * point, out, 0);
        return out[2] >= 0 && space.toPicture(out, 0);
    }

    /** @return its length in pixels */
    private double drawSegment(double pixels) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = Math.sqrt(dx * dx + dy * dy);
        boolean straight = dx * headingX + dy * headingY > STRAIGHT * length;
        if (from[2] <= to[2]) {
            segments.draw(from, to, pixels, !straight);
        } else {
            segments.lift();
            segments.draw(to, from, pixels, true);
            segments.lift();
        }
        headingX = dx / length;
        headingY = dy / length;
        return length;
    }
}
