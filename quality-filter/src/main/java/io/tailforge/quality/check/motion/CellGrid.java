package io.tailforge.quality.check.motion;

import io.tailforge.quality.FrameLuma;

/** The grid of {@link FrameLuma}, on which expected views lie. */
final class CellGrid {
    static final int COLUMNS = FrameLuma.COLUMNS;
    static final int ROWS = FrameLuma.ROWS;

    private CellGrid() {}

    /** Index of the cell that a place lies in. */
    static int nearest(float column, float row) {
        return Math.clamp(Math.round(row), 0, ROWS - 1) * COLUMNS + Math.clamp(Math.round(column), 0, COLUMNS - 1);
    }
}
