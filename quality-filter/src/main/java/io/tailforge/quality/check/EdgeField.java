package io.tailforge.quality.check;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;

/** How strong a camera's upright picture edges are where depth jumps, and at each sideways offset from there. */
final class EdgeField {
    /** Farthest offset, cells. */
    private static final int REACH = 4;

    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** Ratio of two neighbours' depths from which on there is an edge between them. */
    private static final float JUMP = 1.25f;

    /** What is usual around a cell is the mean over this half width and half height. */
    private static final int AROUND_X = 8;

    private static final int AROUND_Y = 4;

    private final double far;
    private final double[] sums = new double[2 * REACH + 1];
    private final long[] counts = new long[2 * REACH + 1];

    /** @param far depth in metres beyond which edges do not count */
    EdgeField(double far) {
        this.far = far;
    }

    void add(FrameLuma luma, ExpectedView expected) {
        float[] edge = prominence(luma.cells());
        float[] depth = expected.depth();
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x + 1 < COLUMNS; x++) {
                if (jumps(depth[y * COLUMNS + x], depth[y * COLUMNS + x + 1])) {
                    count(edge, x, y);
                }
            }
        }
    }

    private boolean jumps(float a, float b) {
        float near = Math.min(a, b);
        return near > 0 && near < far && Math.max(a, b) > near * JUMP;
    }

    private void count(float[] edge, int x, int y) {
        for (int offset = -REACH; offset <= REACH; offset++) {
            int at = x + offset;
            if (at >= 0 && at + 1 < COLUMNS) {
                sums[offset + REACH] += Math.max(edge[y * COLUMNS + at], edge[y * COLUMNS + at + 1]);
                counts[offset + REACH]++;
            }
        }
    }

    /** Sideways gradient of each cell, held against what is usual around it: 0..1. */
    private static float[] prominence(float[] luma) {
        float[] gradient = new float[luma.length];
        for (int y = 0; y < ROWS; y++) {
            for (int i = y * COLUMNS + 1; i < (y + 1) * COLUMNS - 1; i++) {
                gradient[i] = Math.abs(luma[i + 1] - luma[i - 1]);
            }
        }
        float[] usual = meanAround(gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= gradient[i] + usual[i] + 1;
        }
        return gradient;
    }

    private static float[] meanAround(float[] cells) {
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

    /** Places where depth jumps, over all frames. */
    long edges() {
        return counts[REACH];
    }

    /** How much stronger the edges are in their place (a cell more or less) than three and four cells beside it. */
    double peak() {
        double here = here();
        double beside = Math.max(Math.max(mean(-3), mean(3)), Math.max(mean(-4), mean(4)));
        return beside > 0 ? here / beside - 1 : 0;
    }

    private double here() {
        return Math.max(mean(0), Math.max(mean(-1), mean(1)));
    }

    private double mean(int offset) {
        int i = offset + REACH;
        return counts[i] == 0 ? 0 : sums[i] / counts[i];
    }
}
