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

    private final double far;
    private final double[] sums = new double[2 * REACH + 1];
    private final long[] counts = new long[2 * REACH + 1];

    /** @param far depth in metres beyond which edges do not count */
    EdgeField(double far) {
        this.far = far;
    }

    void add(FrameLuma luma, ExpectedView expected) {
        Prominence edge = Prominence.of(luma);
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

    private void count(Prominence edge, int x, int y) {
        for (int offset = -REACH; offset <= REACH; offset++) {
            int at = x + offset;
            if (at >= 0 && at + 1 < COLUMNS) {
                sums[offset + REACH] += edge.between(y * COLUMNS + at);
                counts[offset + REACH]++;
            }
        }
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
