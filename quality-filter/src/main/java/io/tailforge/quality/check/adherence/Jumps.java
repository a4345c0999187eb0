package io.tailforge.quality.check.adherence;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import java.util.Arrays;

/**
 * Where depth jumps sideways in a view, and so a picture has an upright edge.
 *
 * @param cells of the luma grid, left ones of each pair, ascending
 * @param near for each cell of the grid: whether there is such a place within a cell of it, to the left or right
 */
record Jumps(int[] cells, boolean[] near) {
    private static final int COLUMNS = FrameLuma.COLUMNS;

    private static final double FAR_METRES = 80;

    /** Ratio of two neighbours' depths from which on there is an edge between them. */
    private static final float JUMP = 1.25f;

    /** @param whole the world's own; else only the outlines of actors count */
    static Jumps of(ExpectedView view, boolean whole) {
        int[] cells = new int[view.depth().length];
        boolean[] near = new boolean[cells.length];
        int count = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            if (cell % COLUMNS < COLUMNS - 1 && (whole ? jumps(view, cell) : bounds(view, cell))) {
                cells[count++] = cell;
                Arrays.fill(near, Math.max(0, cell - 1), Math.min(cells.length, cell + 2), true);
            }
        }
        return new Jumps(Arrays.copyOf(cells, count), near);
    }

    private static boolean jumps(ExpectedView view, int cell) {
        float a = view.depth()[cell];
        float b = view.depth()[cell + 1];
        float nearer = Math.min(a, b);
        return nearer > 0 && nearer < FAR_METRES && Math.max(a, b) > nearer * JUMP;
    }

    /** Whether an actor ends here that stands before what is beside it; what that is need not be known. */
    private static boolean bounds(ExpectedView view, int cell) {
        return stands(view, cell, cell + 1) || stands(view, cell + 1, cell);
    }

    private static boolean stands(ExpectedView view, int actor, int beside) {
        float depth = view.depth()[actor];
        boolean another = view.instance()[actor] > 0 && view.instance()[beside] != view.instance()[actor];
        return another
                && depth > 0
                && depth < FAR_METRES
                && (view.depth()[beside] <= 0 || view.depth()[beside] > depth);
    }
}
