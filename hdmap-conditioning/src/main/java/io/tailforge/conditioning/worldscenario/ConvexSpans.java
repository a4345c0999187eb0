package io.tailforge.conditioning.worldscenario;

import java.util.Arrays;

/**
 * Finds the samples that a convex polygon covers, as one run of pixels in every row of samples (four rows a pixel, one
 * sample of each pixel in each). Corners are snapped to 1/256 pixel; samples on left and lower edges belong to the polygon,
 * those on right and upper ones do not, so that neighbours share no sample and leave none out.
 */
final class ConvexSpans {
    /** How far off the picture corners may lie, pixels. */
    static final double REACH = 16384;

    /**
     * Less than the least distance from a whole number that a crossing can have (1 over the greatest height of an edge),
     * more than what the arithmetic is off.
     */
    private static final double ROUNDING = 1e-8;

    private static final int MAX_CORNERS = 32;

    private final int width;
    private final int rows;
    /** Exact crossings in 1/256 pixel, and then the pixels. */
    private final int[] left;

    private final int[] right;
    private final int[] snappedX = new int[MAX_CORNERS];
    private final int[] snappedY = new int[MAX_CORNERS];
    private int firstRow;
    private int lastRow;

    ConvexSpans(int width, int height) {
        this.width = width;
        this.rows = SampleBuffer.SAMPLES * height;
        this.left = new int[rows];
        this.right = new int[rows];
    }

    int firstRow() {
        return firstRow;
    }

    /** Below {@link #firstRow} where nothing is covered. */
    int lastRow() {
        return lastRow;
    }

    /** First covered pixel of a row of samples; a row is empty if it lies after {@link #right}. */
    int left(int row) {
        return left[row];
    }

    int right(int row) {
        return right[row];
    }

    /**
     * Takes a polygon.
     *
     * @param x pixels from the upper left corner of the picture, at most twice {@link #REACH} off
     * @return false where no sample's row is touched
     */
    boolean cover(double[] x, double[] y, int corners) {
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int i = 0; i < corners; i++) {
            snappedX[i] = snap(x[i]);
            snappedY[i] = snap(y[i]);
            top = Math.min(top, snappedY[i]);
            bottom = Math.max(bottom, snappedY[i]);
        }
        firstRow = Math.max(0, rowAfter(top));
        lastRow = Math.min(rows - 1, rowAfter(bottom) - 1);
        if (firstRow > lastRow) {
            return false;
        }
        Arrays.fill(left, firstRow, lastRow + 1, Integer.MAX_VALUE);
        Arrays.fill(right, firstRow, lastRow + 1, Integer.MIN_VALUE);
        int from = corners - 1;
        for (int to = 0; to < corners; to++) {
            if (snappedY[from] <= snappedY[to]) {
                edge(snappedX[from], snappedY[from], snappedX[to], snappedY[to]);
            } else {
                edge(snappedX[to], snappedY[to], snappedX[from], snappedY[from]);
            }
            from = to;
        }
        toPixels();
        return true;
    }

    private static int snap(double v) {
        return (int) Math.rint(v * SampleBuffer.SUBPIXELS);
    }

    /** The first row of samples strictly below a height: rows lie at 32 + 64 k. */
    private static int rowAfter(int y) {
        return (y - 32 >> 6) + 1;
    }

    /** @param ay not below {@code by} */
    private void edge(int ax, int ay, int bx, int by) {
        int row = Math.max(firstRow, rowAfter(ay));
        int last = Math.min(lastRow, rowAfter(by) - 1);
        if (row > last) {
            return;
        }
        double slope = (double) (bx - ax) / (by - ay);
        double start = ax - ROUNDING;
        for (; row <= last; row++) {
            int crossing = (int) Math.ceil(start + slope * (64 * row + 32 - ay));
            left[row] = Math.min(left[row], crossing);
            right[row] = Math.max(right[row], crossing);
        }
    }

    private void toPixels() {
        for (int row = firstRow; row <= lastRow; row++) {
            int sample = SampleBuffer.SAMPLE_X[row & 3];
            left[row] = Math.max(0, left[row] - sample + 255 >> 8);
            right[row] = Math.min(width - 1, right[row] - sample - 1 >> 8);
        }
    }
}
