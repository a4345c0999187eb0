package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds corners of one frame in the next by their looks alone, wherever they went: first on the luma grid, then in pixels. */
final class FreeMatcher {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** Cells that a corner may go to the side, up and down; half the side of a square of cells, and of pixels. */
    private static final int REACH_COLUMNS = 8;

    private static final int REACH_ROWS = 4;
    private static final int HALF_CELLS = 3;
    private static final int HALF = 6;
    private static final int FINE_REACH = 3;

    /** Twice as many may be looked for, spread over the picture. */
    private static final int MOST_CORNERS = 100;

    /** Squares less alike are no match. */
    private static final double ALIKE = 0.85;

    private FreeMatcher() {}

    /** A corner and where it is in the other frame. */
    record Found(Pixel from, Pixel to) {}

    static List<Found> match(CameraFrame from, CameraFrame to) {
        List<Integer> corners = Corners.strongest(from.luma(), FreeMatcher::isInside);
        int stride = Math.max(1, corners.size() / MOST_CORNERS);
        return IntStream.range(0, corners.size() / stride)
                .mapToObj(i -> match(from, to, corners.get(i * stride)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isInside(int cell) {
        int x = cell % COLUMNS;
        int y = cell / COLUMNS;
        return x >= HALF_CELLS && y >= HALF_CELLS && x < COLUMNS - HALF_CELLS && y < ROWS - HALF_CELLS;
    }

    private static Optional<Found> match(CameraFrame from, CameraFrame to, int cell) {
        float[] square = new float[(2 * HALF_CELLS + 1) * (2 * HALF_CELLS + 1)];
        float[] other = new float[square.length];
        if (!take(from.luma().cells(), COLUMNS, cell % COLUMNS, cell / COLUMNS, HALF_CELLS, square)) {
            return Optional.empty();
        }
        int best = -1;
        double most = ALIKE;
        for (int dy = -REACH_ROWS; dy <= REACH_ROWS; dy++) {
            for (int dx = -REACH_COLUMNS; dx <= REACH_COLUMNS; dx++) {
                int there = cell + dy * COLUMNS + dx;
                boolean seen = Math.abs(cell % COLUMNS + dx - (COLUMNS - 1) / 2) <= (COLUMNS - 1) / 2 - HALF_CELLS
                        && there >= 0
                        && there < COLUMNS * ROWS
                        && isInside(there);
                if (seen && take(to.luma().cells(), COLUMNS, there % COLUMNS, there / COLUMNS, HALF_CELLS, other)) {
                    double alike = product(square, other);
                    best = alike > most ? there : best;
                    most = Math.max(most, alike);
                }
            }
        }
        return best < 0 ? Optional.empty() : refine(from.grey(), to.grey(), cell, best);
    }

    private static Optional<Found> refine(Plane from, Plane to, int cell, int there) {
        int x = (int) Math.round((cell % COLUMNS + 0.5) * from.width() / COLUMNS - 0.5);
        int y = (int) Math.round((cell / COLUMNS + 0.5) * from.height() / ROWS - 0.5);
        int atX = x + (int) Math.round((there % COLUMNS - cell % COLUMNS) * (double) from.width() / COLUMNS);
        int atY = y + (int) Math.round((there / COLUMNS - cell / COLUMNS) * (double) from.height() / ROWS);
        float[] square = new float[(2 * HALF + 1) * (2 * HALF + 1)];
        float[] other = new float[square.length];
        if (!take(from, x, y, square)) {
            return Optional.empty();
        }
        int side = 2 * FINE_REACH + 1;
        double[] alike = new double[side * side];
        int best = 0;
        for (int i = 0; i < alike.length; i++) {
            boolean seen = take(to, atX + i % side - FINE_REACH, atY + i / side - FINE_REACH, other);
            alike[i] = seen ? product(square, other) : -1;
            best = alike[i] > alike[best] ? i : best;
        }
        int column = best % side;
        int row = best / side;
        if (alike[best] < ALIKE || column == 0 || row == 0 || column == side - 1 || row == side - 1) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                new Pixel(x, y),
                new Pixel(
                        atX + column - FINE_REACH + peak(alike[best - 1], alike[best], alike[best + 1]),
                        atY + row - FINE_REACH + peak(alike[best - side], alike[best], alike[best + side]))));
    }

    /** Where the parabola through three neighbours has its top. */
    private static double peak(double before, double at, double after) {
        double bend = before - 2 * at + after;
        return bend >= 0 ? 0 : Math.clamp((before - after) / (2 * bend), -0.5, 0.5);
    }

    private static boolean take(Plane plane, int x, int y, float[] out) {
        if (x < HALF || y < HALF || x >= plane.width() - HALF || y >= plane.height() - HALF) {
            return false;
        }
        int i = 0;
        for (int row = y - HALF; row <= y + HALF; row++) {
            for (int column = x - HALF; column <= x + HALF; column++) {
                out[i++] = plane.at(column, row);
            }
        }
        return normalise(out);
    }

    private static boolean take(float[] grid, int width, int x, int y, int half, float[] out) {
        int i = 0;
        for (int row = y - half; row <= y + half; row++) {
            for (int column = x - half; column <= x + half; column++) {
                out[i++] = grid[row * width + column];
            }
        }
        return normalise(out);
    }

    /** Without mean, of length 1. @return false where there is nothing to see */
    private static boolean normalise(float[] square) {
        float sum = 0;
        for (float value : square) {
            sum += value;
        }
        float mean = sum / square.length;
        float squares = 0;
        for (int i = 0; i < square.length; i++) {
            square[i] -= mean;
            squares += square[i] * square[i];
        }
        if (squares < square.length) {
            return false;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < square.length; i++) {
            square[i] *= scale;
        }
        return true;
    }

    private static float product(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
