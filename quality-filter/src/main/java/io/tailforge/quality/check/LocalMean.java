package io.tailforge.quality.check;

import io.tailforge.quality.FrameLuma;

/** What is usual around each cell of the luma grid. */
public final class LocalMean {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** Half width and half height of what lies around a cell. */
    private static final int AROUND_X = 8;

    private static final int AROUND_Y = 4;

    private LocalMean() {}

    /** Mean over what lies around each cell, itself included. */
    public static float[] of(float[] cells) {
        double[] sum = summed(cells);
        float[] out = new float[cells.length];
        for (int y = 0; y < ROWS; y++) {
            int top = Math.max(0, y - AROUND_Y);
            int bottom = Math.min(ROWS, y + AROUND_Y + 1);
            for (int x = 0; x < COLUMNS; x++) {
                int left = Math.max(0, x - AROUND_X);
                int right = Math.min(COLUMNS, x + AROUND_X + 1);
                double within =
                        sum[at(right, bottom)] - sum[at(right, top)] - sum[at(left, bottom)] + sum[at(left, top)];
                out[y * COLUMNS + x] = (float) (within / ((bottom - top) * (right - left)));
            }
        }
        return out;
    }

    /** Sums over everything left of and above a corner. */
    private static double[] summed(float[] cells) {
        double[] sum = new double[(COLUMNS + 1) * (ROWS + 1)];
        for (int y = 0; y < ROWS; y++) {
            double row = 0;
            for (int x = 0; x < COLUMNS; x++) {
                row += cells[y * COLUMNS + x];
                sum[at(x + 1, y + 1)] = sum[at(x + 1, y)] + row;
            }
        }
        return sum;
    }

    private static int at(int x, int y) {
        return y * (COLUMNS + 1) + x;
    }
}
