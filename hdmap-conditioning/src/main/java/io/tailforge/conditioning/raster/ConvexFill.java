package io.tailforge.conditioning.raster;

/**
 * Fills convex polygons with OpenCV's pixel rules: the outline as one-pixel lines, and in each row the pixels between the
 * left and right chains of edges, which are stepped in 16-bit fixed point from the rounded row of their upper end. Strokes
 * take the pixels nearest to the crossings, hulls only those that lie between them.
 */
final class ConvexFill {
    private static final long HALF = ThinLine.ONE >> 1;

    private final Canvas canvas;
    private final ThinLine outline;
    private final Chain forwards = new Chain();
    private final Chain backwards = new Chain();
    private int edgesLeft;
    private long leftRounding;
    private long rightRounding;

    ConvexFill(Canvas canvas) {
        this.canvas = canvas;
        this.outline = new ThinLine(canvas);
    }

    /** Corners in 16-bit fixed point, in order round the polygon. */
    void fillFixed(long[] x, long[] y, int corners, int rgb) {
        for (int i = 0, last = corners - 1; i < corners; last = i++) {
            outline.betweenFixed(x[last], y[last], x[i], y[i], rgb);
        }
        leftRounding = HALF;
        rightRounding = HALF;
        fillInside(x, y, corners, rgb);
    }

    /** Corners at whole pixels, given in fixed point. */
    void fillPixels(long[] x, long[] y, int corners, int rgb) {
        for (int i = 0, last = corners - 1; i < corners; last = i++) {
            outline.betweenPixels(
                    x[last] >> ThinLine.SHIFT,
                    y[last] >> ThinLine.SHIFT,
                    x[i] >> ThinLine.SHIFT,
                    y[i] >> ThinLine.SHIFT,
                    rgb);
        }
        leftRounding = ThinLine.ONE - 1;
        rightRounding = 0;
        fillInside(x, y, corners, rgb);
    }

    private void fillInside(long[] x, long[] y, int corners, int rgb) {
        int top = 0;
        int bottom = 0;
        for (int i = 1; i < corners; i++) {
            top = y[i] < y[top] ? i : top;
            bottom = y[i] > y[bottom] ? i : bottom;
        }
        int firstRow = row(y[top]);
        int lastRow = Math.min(row(y[bottom]), canvas.height() - 1);
        if (corners < 3 || lastRow < 0) {
            return;
        }
        edgesLeft = corners;
        forwards.start(top, 1, firstRow);
        backwards.start(top, corners - 1, firstRow);
        scan(x, y, corners, firstRow, lastRow, rgb);
    }

    private void scan(long[] x, long[] y, int corners, int firstRow, int lastRow, int rgb) {
        int row = firstRow;
        while (row <= lastRow) {
            forwards.turnAt(row, x, y, corners);
            backwards.turnAt(row, x, y, corners);
            if (edgesLeft < 0) {
                return;
            }
            int steps = 1;
            if (row >= 0) {
                paint(row, rgb);
            } else {
                steps = rowsToSkip(row);
            }
            forwards.x += forwards.slope * steps;
            backwards.x += backwards.slope * steps;
            row += steps;
        }
    }

    /** Above the canvas nothing is painted: on to its first row, or to the next corner. */
    private int rowsToSkip(int row) {
        long toCorner = (long) Math.min(forwards.endRow, backwards.endRow) - row;
        return (int) Math.max(1, Math.min(-(long) row, toCorner));
    }

    private void paint(int row, int rgb) {
        long left = Math.min(forwards.x, backwards.x);
        long right = Math.max(forwards.x, backwards.x);
        int from = (int) (left + leftRounding >> ThinLine.SHIFT);
        int to = (int) (right + rightRounding >> ThinLine.SHIFT);
        canvas.span(row, from, to, rgb);
    }

    private static int row(long y) {
        return (int) (y + HALF >> ThinLine.SHIFT);
    }

    /** The edges down one side of the polygon. */
    private final class Chain {
        private int corner;
        private int step;
        private int endRow;
        private long x;
        private long slope;

        void start(int top, int direction, int row) {
            corner = top;
            step = direction;
            endRow = row;
            x = -ThinLine.ONE;
            slope = 0;
        }

        /** Takes the next edge that goes below this row, if the present one ends here. */
        void turnAt(int row, long[] px, long[] py, int corners) {
            if (row < endRow) {
                return;
            }
            int from = corner;
            int to = (from + step) % corners;
            while (edgesLeft-- > 0) {
                int end = row(py[to]);
                if (end > row) {
                    long rows = (long) end - row;
                    endRow = end;
                    slope = ((px[to] - px[from]) * 2 + rows) / (2 * rows);
                    x = px[from];
                    corner = to;
                    return;
                }
                from = to;
                to = (to + step) % corners;
            }
        }
    }
}
