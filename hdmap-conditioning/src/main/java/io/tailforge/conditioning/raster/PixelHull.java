package io.tailforge.conditioning.raster;

import java.util.Arrays;

/** The convex hull of whole pixels, cut to the image (its right and lower border included). Reused from hull to hull. */
final class PixelHull {
    private static final long LIMIT = 1L << 30;

    private final double right;
    private final double bottom;
    private long[] pixels = new long[32];
    private int count;
    private double[] ringX = new double[64];
    private double[] ringY = new double[64];
    private double[] cutX = new double[64];
    private double[] cutY = new double[64];
    private int ring;
    private long[] x = new long[64];
    private long[] y = new long[64];

    PixelHull(int width, int height) {
        this.right = width;
        this.bottom = height;
    }

    void clear() {
        count = 0;
    }

    /** @param column between -2^30 and 2^30, as {@code row} */
    void add(long column, long row) {
        if (count == pixels.length) {
            pixels = Arrays.copyOf(pixels, 2 * count);
        }
        // Sorts by column, then row.
        pixels[count++] = column << 32 | row + LIMIT;
    }

    /** @return corners of the hull's part inside the image, in 16-bit fixed point at whole pixels; 0 where it has no area */
    int close() {
        reserve(2 * count + 8);
        buildHull();
        if (ring < 3) {
            return 0;
        }
        cut(ringX, ringY, 0, false);
        cut(ringX, ringY, right, true);
        cut(ringY, ringX, 0, false);
        cut(ringY, ringX, bottom, true);
        for (int i = 0; i < ring; i++) {
            x[i] = (long) ringX[i] << ThinLine.SHIFT;
            y[i] = (long) ringY[i] << ThinLine.SHIFT;
        }
        return ring < 3 ? 0 : ring;
    }

    long[] x() {
        return x;
    }

    long[] y() {
        return y;
    }

    private void reserve(int corners) {
        if (corners > ringX.length) {
            ringX = new double[corners];
            ringY = new double[corners];
            cutX = new double[corners];
            cutY = new double[corners];
            x = new long[corners];
            y = new long[corners];
        }
    }

    private static double column(long pixel) {
        return pixel >> 32;
    }

    private static double row(long pixel) {
        return (pixel & 0xffff_ffffL) - LIMIT;
    }

    /** Andrew's monotone chain; collinear pixels are left out. */
    private void buildHull() {
        Arrays.sort(pixels, 0, count);
        ring = 0;
        for (int i = 0; i < count; i++) {
            push(pixels[i], 2);
        }
        int lower = ring + 1;
        for (int i = count - 2; i >= 0; i--) {
            push(pixels[i], lower);
        }
        ring--;
    }

    private void push(long pixel, int keep) {
        double px = column(pixel);
        double py = row(pixel);
        while (ring >= keep && turn(px, py) <= 0) {
            ring--;
        }
        ringX[ring] = px;
        ringY[ring++] = py;
    }

    private double turn(double px, double py) {
        double ax = ringX[ring - 1] - ringX[ring - 2];
        double ay = ringY[ring - 1] - ringY[ring - 2];
        return ax * (py - ringY[ring - 2]) - ay * (px - ringX[ring - 2]);
    }

    /** Keeps the part of the ring with a coordinate at least (or, for an upper limit, at most) the limit. */
    private void cut(double[] along, double[] across, double limit, boolean upper) {
        int kept = 0;
        for (int i = 0, last = ring - 1; i < ring; last = i++) {
            boolean wasIn = upper ? along[last] <= limit : along[last] >= limit;
            boolean isIn = upper ? along[i] <= limit : along[i] >= limit;
            if (wasIn != isIn) {
                double t = (limit - along[last]) / (along[i] - along[last]);
                cutX[kept] = limit;
                cutY[kept++] = across[last] + t * (across[i] - across[last]);
            }
            if (isIn) {
                cutX[kept] = along[i];
                cutY[kept++] = across[i];
            }
        }
        System.arraycopy(cutX, 0, along, 0, kept);
        System.arraycopy(cutY, 0, across, 0, kept);
        ring = kept;
    }
}
