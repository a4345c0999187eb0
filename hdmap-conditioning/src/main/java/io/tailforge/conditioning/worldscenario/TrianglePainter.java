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
    /** Bits after the point of a fixed-point number. */
    private static final int FRACTION = 32;

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
            int innerLeft = 0;
            int innerRight = 4 * py < spans.firstRow() || 4 * py + 3 > spans.lastRow() ? -1 : Integer.MAX_VALUE;
            for (int row = Math.max(spans.firstRow(), 4 * py); row <= Math.min(spans.lastRow(), 4 * py + 3); row++) {
                innerLeft = Math.max(innerLeft, spans.left(row));
                innerRight = Math.min(innerRight, spans.right(row));
                if (spans.left(row) <= spans.right(row)) {
                    left = Math.min(left, spans.left(row));
                    right = Math.max(right, spans.right(row));
                }
            }
            if (left > right) {
                continue;
            }
            buffer.touch(py, left, right);
            if (innerLeft > innerRight) {
                fillBorder(py, left, right);
            } else {
                fillBorder(py, left, innerLeft - 1);
                fillInner(py, innerLeft, innerRight);
                fillBorder(py, innerRight + 1, right);
            }
        }
    }

    /** Pixels of which the triangle may cover some samples only. */
    private void fillBorder(int py, int from, int to) {
        for (int row = Math.max(spans.firstRow(), 4 * py); row <= Math.min(spans.lastRow(), 4 * py + 3); row++) {
            int left = Math.max(from, spans.left(row));
            int right = Math.min(to, spans.right(row));
            double depthAt = depthAt(py, row & 3);
            int index = buffer.index(left, py) + (row & 3);
            for (int px = left; px <= right; px++, index += SampleBuffer.SAMPLES) {
                int depth = SampleBuffer.depthOf(depthAt + planes[1] * px);
                if (!buffer.isHidden(index, depth)) {
                    buffer.set(index, depth, shade(px + 0.5 - originX, py + 0.5 - originY));
                }
            }
        }
    }

    /** Pixels that are covered wholly; in fixed point, because most of a picture is drawn here. */
    private void fillInner(int py, int left, int right) {
        long depthByX = fixed(planes[1] * SampleBuffer.FARTHEST);
        long depth0 = fixed((depthAt(py, 0) + planes[1] * left) * SampleBuffer.FARTHEST + 0.5);
        long depth1 = fixed((depthAt(py, 1) + planes[1] * left) * SampleBuffer.FARTHEST + 0.5);
        long depth2 = fixed((depthAt(py, 2) + planes[1] * left) * SampleBuffer.FARTHEST + 0.5);
        long depth3 = fixed((depthAt(py, 3) + planes[1] * left) * SampleBuffer.FARTHEST + 0.5);
        long redByX = fixed(planes[4] * 255);
        long greenByX = fixed(planes[7] * 255);
        long blueByX = fixed(planes[10] * 255);
        long red = fixed((atRow(3, py) + planes[4] * left) * 255 + 0.5);
        long green = fixed((atRow(6, py) + planes[7] * left) * 255 + 0.5);
        long blue = fixed((atRow(9, py) + planes[10] * left) * 255 + 0.5);
        int index = buffer.index(left, py);
        for (int px = left; px <= right; px++, index += SampleBuffer.SAMPLES) {
            int rgb = (int) (red >> FRACTION) << 16 | (int) (green >> FRACTION) << 8 | (int) (blue >> FRACTION);
            buffer.offer(index, (int) (depth0 >> FRACTION), rgb);
            buffer.offer(index + 1, (int) (depth1 >> FRACTION), rgb);
            buffer.offer(index + 2, (int) (depth2 >> FRACTION), rgb);
            buffer.offer(index + 3, (int) (depth3 >> FRACTION), rgb);
            depth0 += depthByX;
            depth1 += depthByX;
            depth2 += depthByX;
            depth3 += depthByX;
            red += redByX;
            green += greenByX;
            blue += blueByX;
        }
    }

    private static long fixed(double value) {
        return (long) (value * (1L << FRACTION));
    }

    /** Depth share of a row's samples where px is 0. */
    private double depthAt(int py, int sample) {
        return planes[0]
                + planes[1] * (SampleBuffer.SAMPLE_X[sample] / 256.0 - originX)
                + planes[2] * (py + SampleBuffer.SAMPLE_Y[sample] / 256.0 - originY);
    }

    /** Value of a plane at the centre of the pixel (0, py). */
    private double atRow(int plane, int py) {
        return planes[plane] + planes[plane + 1] * (0.5 - originX) + planes[plane + 2] * (py + 0.5 - originY);
    }

    private int shade(double dx, double dy) {
        return channel(3, dx, dy) << 16 | channel(6, dx, dy) << 8 | channel(9, dx, dy);
    }

    private int channel(int plane, double dx, double dy) {
        return SampleBuffer.channel((float) (planes[plane] + planes[plane + 1] * dx + planes[plane + 2] * dy));
    }
}
