package io.tailforge.quality;

/**
 * A frame's brightness on a coarse grid, which is all that many checks need: mean luma of the pixels under each cell.
 *
 * @param cells {@link #COLUMNS} x {@link #ROWS}, row by row from the top; not to be changed
 */
public record FrameLuma(float[] cells) {
    public static final int COLUMNS = 160;
    public static final int ROWS = 90;

    public FrameLuma {
        if (cells.length != COLUMNS * ROWS) {
            throw new IllegalArgumentException("not a luma grid: " + cells.length);
        }
    }

    static FrameLuma of(Plane grey) {
        float[] cells = new float[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            int top = row * grey.height() / ROWS;
            int bottom = Math.max(top + 1, (row + 1) * grey.height() / ROWS);
            for (int column = 0; column < COLUMNS; column++) {
                int left = column * grey.width() / COLUMNS;
                int right = Math.max(left + 1, (column + 1) * grey.width() / COLUMNS);
                cells[row * COLUMNS + column] = mean(grey, left, right, top, bottom);
            }
        }
        return new FrameLuma(cells);
    }

    private static float mean(Plane grey, int left, int right, int top, int bottom) {
        byte[] bytes = grey.pixels();
        int sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int i = y * grey.width() + left; i < y * grey.width() + right; i++) {
                sum += bytes[i] & 0xff;
            }
        }
        return (float) sum / ((right - left) * (bottom - top));
    }

    /** Mean absolute difference to another frame, luma levels. */
    public double meanDifference(FrameLuma other) {
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += Math.abs(cells[i] - other.cells[i]);
        }
        return sum / cells.length;
    }

    public double mean() {
        double sum = 0;
        for (float cell : cells) {
            sum += cell;
        }
        return sum / cells.length;
    }

    /** Standard deviation over the frame. */
    public double spread() {
        double mean = mean();
        double sum = 0;
        for (float cell : cells) {
            sum += (cell - mean) * (cell - mean);
        }
        return Math.sqrt(sum / cells.length);
    }
}
