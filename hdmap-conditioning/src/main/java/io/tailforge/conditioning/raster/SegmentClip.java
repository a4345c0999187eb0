package io.tailforge.conditioning.raster;

/**
 * Cohen-Sutherland clipping of one segment to 0..right x 0..bottom on integers, new ends truncated towards the old ones.
 * Where nothing of the segment is inside, the ends stay as far as they were moved until that was known.
 */
final class SegmentClip {
    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int ABOVE = 4;
    private static final int BELOW = 8;

    long x0;
    long y0;
    long x1;
    long y1;

    void set(long fromX, long fromY, long toX, long toY) {
        x0 = fromX;
        y0 = fromY;
        x1 = toX;
        y1 = toY;
    }

    /** @return whether something of the segment is inside */
    boolean clip(long right, long bottom) {
        int first = code(x0, y0, right, bottom);
        int second = code(x1, y1, right, bottom);
        if (mayCross(first, second)) {
            if ((first & (ABOVE | BELOW)) != 0) {
                moveFirstToRow((first & ABOVE) != 0 ? 0 : bottom);
                first = sideways(x0, right);
            }
            if ((second & (ABOVE | BELOW)) != 0) {
                moveSecondToRow((second & ABOVE) != 0 ? 0 : bottom);
                second = sideways(x1, right);
            }
            if (mayCross(first, second)) {
                if (first != 0) {
                    moveFirstToColumn(first == LEFT ? 0 : right);
                    first = 0;
                }
                if (second != 0) {
                    moveSecondToColumn(second == LEFT ? 0 : right);
                    second = 0;
                }
            }
        }
        return (first | second) == 0;
    }

    private static boolean mayCross(int first, int second) {
        return (first & second) == 0 && (first | second) != 0;
    }

    private static int code(long x, long y, long right, long bottom) {
        return sideways(x, right) | (y < 0 ? ABOVE : 0) | (y > bottom ? BELOW : 0);
    }

    private static int sideways(long x, long right) {
        return x < 0 ? LEFT : x > right ? RIGHT : 0;
    }

    private void moveFirstToRow(long row) {
        x0 += (long) ((double) (row - y0) * (x1 - x0) / (y1 - y0));
        y0 = row;
    }

    private void moveSecondToRow(long row) {
        x1 += (long) ((double) (row - y1) * (x1 - x0) / (y1 - y0));
        y1 = row;
    }

    private void moveFirstToColumn(long column) {
        y0 += (long) ((double) (column - x0) * (y1 - y0) / (x1 - x0));
        x0 = column;
    }

    private void moveSecondToColumn(long column) {
        y1 += (long) ((double) (column - x1) * (y1 - y0) / (x1 - x0));
        x1 = column;
    }
}
