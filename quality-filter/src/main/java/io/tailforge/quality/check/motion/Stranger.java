package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A compact part of a picture that what is known does not explain.
 *
 * @param firstFrame and {@code lastFrame}: between them it came
 * @param weight its cells, each as often as it is beyond what is taken for chance, at most four times
 */
record Stranger(int firstFrame, int lastFrame, double weight, int left, int top, int right, int bottom) {
    private static final int COLUMNS = CellPicture.COLUMNS;
    private static final int ROWS = CellPicture.ROWS;

    /** A stranger stands on the ground: share of its cells. */
    private static final double ON_GROUND = 0.25;

    /** Rows of cells. */
    private static final int ABOVE = 4;

    /** A cell weighs no more. */
    private static final double MOST = 4;

    Where where() {
        double width = CellPicture.COLUMNS;
        double height = CellPicture.ROWS;
        return Where.frames(firstFrame, lastFrame)
                .in(new ImageRegion(left / width, top / height, (right + 1) / width, (bottom + 1) / height));
    }

    /**
     * Parts that hang together, of squares of two cells at least, and stand on the ground.
     *
     * @param strange how many times a cell is beyond what is taken for chance
     * @param ground cells that show ground or what stands on it
     */
    static List<Stranger> listIn(float[] strange, boolean[] ground, int firstFrame, int lastFrame) {
        boolean[] open = new boolean[strange.length];
        for (int cell = 0; cell < strange.length - COLUMNS - 1; cell++) {
            if (strange[cell] > 1
                    && strange[cell + 1] > 1
                    && strange[cell + COLUMNS] > 1
                    && strange[cell + COLUMNS + 1] > 1) {
                open[cell] = true;
                open[cell + 1] = true;
                open[cell + COLUMNS] = true;
                open[cell + COLUMNS + 1] = true;
            }
        }
        List<Stranger> strangers = new ArrayList<>();
        for (int cell = 0; cell < open.length; cell++) {
            if (open[cell]) {
                gather(open, strange, ground, cell, firstFrame, lastFrame).ifPresent(strangers::add);
            }
        }
        return strangers;
    }

    private static Optional<Stranger> gather(
            boolean[] open, float[] strange, boolean[] ground, int start, int firstFrame, int lastFrame) {
        Deque<Integer> next = new ArrayDeque<>(List.of(start));
        open[start] = false;
        double weight = 0;
        int cells = 0;
        int onGround = 0;
        int left = COLUMNS;
        int right = 0;
        int top = ROWS;
        int bottom = 0;
        while (!next.isEmpty()) {
            int cell = next.remove();
            cells++;
            onGround += isOnGround(ground, cell) ? 1 : 0;
            weight += Math.min(MOST, strange[cell]);
            left = Math.min(left, cell % COLUMNS);
            right = Math.max(right, cell % COLUMNS);
            top = Math.min(top, cell / COLUMNS);
            bottom = Math.max(bottom, cell / COLUMNS);
            for (int step : new int[] {-COLUMNS - 1, -COLUMNS, 1 - COLUMNS, -1, 1, COLUMNS - 1, COLUMNS, COLUMNS + 1}) {
                if (open[cell + step]) {
                    open[cell + step] = false;
                    next.add(cell + step);
                }
            }
        }
        return onGround > ON_GROUND * cells
                ? Optional.of(new Stranger(firstFrame, lastFrame, weight, left, top, right, bottom))
                : Optional.empty();
    }

    /** Whether a cell shows the ground or lies a little above it: a rail before it, or an edge, may hide what is between. */
    private static boolean isOnGround(boolean[] ground, int cell) {
        for (int below = cell; below < Math.min(ground.length, cell + (ABOVE + 1) * COLUMNS); below += COLUMNS) {
            if (ground[below]) {
                return true;
            }
        }
        return false;
    }
}
