package io.tailforge.world.trace;

/** Which rays of a grid make a tile: blocks of 4 rows by 4 (or 2) columns, stacked to a square. Scratch of one thread. */
final class RayGrid {
    private static final int BLOCK_ROWS = 4;

    private final int blockColumns;
    private final int rows;
    private final int columns;
    private final int[] index;

    RayGrid(int lanes) {
        blockColumns = lanes / BLOCK_ROWS;
        rows = 4 * BLOCK_ROWS;
        columns = lanes / 4 * blockColumns;
        index = new int[lanes * lanes];
    }

    /** Rows of a tile. */
    int rows() {
        return rows;
    }

    /** Columns of a tile. */
    int columns() {
        return columns;
    }

    /** Index of each ray of the tile that was placed last. */
    int[] index() {
        return index;
    }

    /** Lists the rays of the tile whose first ray is at a row and column; returns how many. */
    int place(int from, int gridRows, int gridColumns, int row, int column) {
        int count = 0;
        int lastColumn = Math.min(column + columns, gridColumns);
        int lastRow = Math.min(row + rows, gridRows);
        for (int blockColumn = column; blockColumn < lastColumn; blockColumn += blockColumns) {
            for (int blockRow = row; blockRow < lastRow; blockRow += BLOCK_ROWS) {
                for (int c = blockColumn; c < Math.min(blockColumn + blockColumns, lastColumn); c++) {
                    for (int r = blockRow; r < Math.min(blockRow + BLOCK_ROWS, lastRow); r++) {
                        index[count++] = from + c * gridRows + r;
                    }
                }
            }
        }
        return count;
    }
}
