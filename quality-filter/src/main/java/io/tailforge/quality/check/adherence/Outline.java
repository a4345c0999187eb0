package io.tailforge.quality.check.adherence;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where an actor that a view shows ends before something farther away. Used by one thread. */
final class Outline {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** What is only this much farther away may belong to it, or be the road that it stands on. */
    private static final float BEHIND = 1.03f;

    private final List<Border> borders = new ArrayList<>();
    private int cells;
    private int left = COLUMNS;
    private int top = ROWS;
    private int right;
    private int bottom;

    /**
     * A stretch of one cell's length.
     *
     * @param column of its middle on the luma grid, cells' middles at whole numbers
     * @param row likewise
     * @param upright between left and right, else between above and below
     * @param depth of the actor there, metres
     */
    record Border(double column, double row, boolean upright, float depth) {}

    /** By index of the actor + 1. */
    static Map<Integer, Outline> listIn(ExpectedView view) {
        Map<Integer, Outline> outlines = new TreeMap<>();
        for (int cell = 0; cell < view.instance().length; cell++) {
            if (view.instance()[cell] > 0 && view.depth()[cell] > 0) {
                outlines.computeIfAbsent((int) view.instance()[cell], unused -> new Outline())
                        .add(view, cell);
            }
        }
        return outlines;
    }

    private void add(ExpectedView view, int cell) {
        int column = cell % COLUMNS;
        int row = cell / COLUMNS;
        float depth = view.depth()[cell];
        cells++;
        left = Math.min(left, column);
        top = Math.min(top, row);
        right = Math.max(right, column + 1);
        bottom = Math.max(bottom, row + 1);
        if (column > 0 && ends(view, cell, cell - 1)) {
            borders.add(new Border(column - 0.5, row, true, depth));
        }
        if (column < COLUMNS - 1 && ends(view, cell, cell + 1)) {
            borders.add(new Border(column + 0.5, row, true, depth));
        }
        if (row > 0 && ends(view, cell, cell - COLUMNS)) {
            borders.add(new Border(column, row - 0.5, false, depth));
        }
        if (row < ROWS - 1 && ends(view, cell, cell + COLUMNS)) {
            borders.add(new Border(column, row + 0.5, false, depth));
        }
    }

    private static boolean ends(ExpectedView view, int actor, int beside) {
        float there = view.depth()[beside];
        return view.instance()[beside] != view.instance()[actor]
                && (there <= 0 || there > view.depth()[actor] * BEHIND);
    }

    List<Border> borders() {
        return borders;
    }

    /** Cells of the luma grid that show the actor. */
    int cells() {
        return cells;
    }

    ImageRegion region() {
        return ImageRegion.ofPixels(left, top, right, bottom, COLUMNS, ROWS);
    }
}
