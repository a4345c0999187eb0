package io.tailforge.conditioning.worldscenario;

/**
 * Fills triangles whose corners have a place in the picture, a depth and a colour, all of which run evenly from corner to
 * corner in the picture. What lies behind the camera or beyond the last depth is cut off in the picture, too, so that a
 * surface through the camera plane is bent as the model bends it. Depth is taken at the sample, colour at the pixel's centre.
 */
final class TrianglePainter {
    /** Numbers a corner has: x, y (pixels), depth (metres), red, green, blue (0..1, faded). */
    static final int CORNER = 6;

    private static final int MAX_CORNERS = 3 + 6;

    private final SampleBuffer buffer;
    private final ConvexSpans spans;
    private final double[] x = new double[MAX_CORNERS];
    private final double[] y = new double[MAX_CORNERS];
    private double[] polygon = new double[3 * MAX_CORNERS];
    private double[] clipped = new double[3 * MAX_CORNERS];
    /** For depth share, red, green and blue: the value at the first corner, its growth by x and by y. */
    private final double[] planes = new double[12];

    private double originX;
    private double originY;

    TrianglePainter(SampleBuffer buffer) {
        this.buffer = buffer;
        this.spans = new ConvexSpans(buffer.width(), buffer.height());
    }

    /** @param corners packed corners, of which a, b and c are the offsets of three */
    void draw(double[] corners, int a, int b, int c) {
        int count = clip(corners, a, b, c);
        if (count < 3 || !preparePlanes(corners, a, b, c)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            x[i] = polygon[3 * i];
            y[i] = polygon[3 * i + 1];
        }
        if (spans.cover(x, y, count)) {
            fill();
        }
    }

    private int clip(double[] corners, int a, int b, int c) {
        System.arraycopy(corners, a, polygon, 0, 3);
        System.arraycopy(corners, b, polygon, 3, 3);
        System.arraycopy(corners, c, polygon, 6, 3);
        int count = clip(3, 2, 0, 1);
        count = clip(count, 2, WorldScenarioV3Style.MAX_DEPTH, -1);
        for (int axis = 0; axis < 2; axis++) {
            count = clip(count, axis, -ConvexSpans.REACH, 1);
            count = clip(count, axis, ConvexSpans.REACH, -1);
        }
        return count;
    }

    /** Keeps the part of the polygon where side x (coordinate - bound) is not negative. */
    private int clip(int count, int axis, double bound, int side) {
        int kept = 0;
        boolean cut = false;
        for (int i = 0; i < count; i++) {
            int next = 3 * ((i + 1) % count);
            double a = side * (polygon[3 * i + axis] - bound);
            double b = side * (polygon[next + axis] - bound);
            if (a >= 0) {
                System.arraycopy(polygon, 3 * i, clipped, 3 * kept++, 3);
            }
            if (a < 0 != b < 0) {
                between(3 * i, next, a / (a - b), 3 * kept++);
            }
            cut |= a < 0;
        }
        if (cut) {
            double[] swap = polygon;
            polygon = clipped;
            clipped = swap;
        }
        return kept;
    }

    private void between(int a, int b, double t, int to) {
        for (int axis = 0; axis < 3; axis++) {
            clipped[to + axis] = polygon[a + axis] + t * (polygon[b + axis] - polygon[a + axis]);
        }
    }

    private boolean preparePlanes(double[] corners, int a, int b, int c) {
        originX = corners[a];
        originY = corners[a + 1];
        double ex = corners[b] - originX;
        double ey = corners[b + 1] - originY;
        double fx = corners[c] - originX;
        double fy = corners[c + 1] - originY;
        double area = ex * fy - ey * fx;
        for (int i = 0; i < 4; i++) {
            double scale = i == 0 ? 1 / WorldScenarioV3Style.MAX_DEPTH : 1;
            double origin = corners[a + 2 + i] * scale;
            double e = corners[b + 2 + i] * scale - origin;
            double f = corners[c + 2 + i] * scale - origin;
            planes[3 * i] = origin;
            planes[3 * i + 1] = (e * fy - f * ey) / area;
            planes[3 * i + 2] = (f * ex - e * fx) / area;
        }
        return Double.isFinite(planes[1]) && area != 0;
    }

    private void fill() {
        for (int py = spans.firstRow() >> 2; py <= spans.lastRow() >> 2; py++) {
            int left = Integer.MAX_VALUE;
            int right = -1;
            for (int row = Math.max(spans.firstRow(), 4 * py); row <= Math.min(spans.lastRow(), 4 * py + 3); row++) {
                if (spans.left(row) <= spans.right(row)) {
                    left = Math.min(left, spans.left(row));
                    right = Math.max(right, spans.right(row));
                }
            }
            if (left <= right) {
                buffer.touch(py, left, right);
                fillRow(py, left, right);
            }
        }
    }

    private void fillRow(int py, int left, int right) {
        for (int sample = 0; sample < SampleBuffer.SAMPLES; sample++) {
            int row = 4 * py + sample;
            if (row >= spans.firstRow() && row <= spans.lastRow()) {
                fillSamples(py, sample, spans.left(row), spans.right(row));
            }
        }
    }

    private void fillSamples(int py, int sample, int left, int right) {
        double dx = SampleBuffer.SAMPLE_X[sample] / 256.0 - originX;
        double dy = py + SampleBuffer.SAMPLE_Y[sample] / 256.0 - originY;
        double depthAt = planes[0] + planes[1] * dx + planes[2] * dy;
        int index = buffer.index(left, py) + sample;
        for (int px = left; px <= right; px++, index += SampleBuffer.SAMPLES) {
            int depth = SampleBuffer.depthOf(depthAt + planes[1] * px);
            if (!buffer.isHidden(index, depth)) {
                buffer.set(index, depth, shade(px + 0.5 - originX, py + 0.5 - originY));
            }
        }
    }

    private int shade(double dx, double dy) {
        return channel(3, dx, dy) << 16 | channel(6, dx, dy) << 8 | channel(9, dx, dy);
    }

    private int channel(int plane, double dx, double dy) {
        return SampleBuffer.channel((float) (planes[plane] + planes[plane + 1] * dx + planes[plane + 2] * dy));
    }
}
