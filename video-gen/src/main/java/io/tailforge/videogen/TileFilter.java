package io.tailforge.videogen;

/**
 * Smooths what is known at the pixels of one tile without leaving a surface: rows, then columns, each pixel weighed by how
 * alike its surface is. Values are in the order of {@link TileOrder}. One per thread.
 */
final class TileFilter {
    private static final int SIDE = TileOrder.SIDE;
    private static final int PIXELS = SIDE * SIDE;
    private static final int WINDOW = 4;
    private static final int REACH = WINDOW - 1;
    /** Surfaces that turn away more than this are two: cosine. */
    private static final float ALIKE = 0.7f;

    private static final int[] AT = order();
    private static final int[] TRANSPOSED = transposed();

    /**
     * Likeness of each pixel to the ones 1, 2 or 3 further along: down the columns, and across the rows of the transposed
     * tile, so that both are runs along the array.
     */
    private final float[] down = new float[REACH * PIXELS];

    private final float[] across = new float[REACH * PIXELS];
    private final float[] x = new float[PIXELS];
    private final float[] y = new float[PIXELS];
    private final float[] z = new float[PIXELS];
    private final float[] nx = new float[PIXELS];
    private final float[] ny = new float[PIXELS];
    private final float[] nz = new float[PIXELS];
    private final float[] gx = new float[PIXELS];
    private final float[] gy = new float[PIXELS];
    private final float[] gz = new float[PIXELS];
    private final float[] reach = new float[PIXELS];
    private final boolean[] leaf = new boolean[PIXELS];
    private boolean leaves;
    private float[] from = new float[PIXELS];
    private float[] to = new float[PIXELS];

    private static int[] order() {
        int[] order = new int[PIXELS];
        for (int k = 0; k < PIXELS; k++) {
            order[k] = TileOrder.index(k % SIDE, k / SIDE);
        }
        return order;
    }

    private static int[] transposed() {
        int[] order = new int[PIXELS];
        for (int k = 0; k < PIXELS; k++) {
            order[k] = TileOrder.index(k / SIDE, k % SIDE);
        }
        return order;
    }

    /** Learns which pixels of a tile lie on the same surface. */
    void compare(Surfels s) {
        load(s, AT);
        compare(down);
        load(s, TRANSPOSED);
        compare(across);
    }

    private void load(Surfels s, int[] order) {
        leaves = false;
        for (int k = 0; k < PIXELS; k++) {
            int i = order[k];
            boolean sky = s.isSky(i);
            x[k] = s.x[i];
            y[k] = s.y[i];
            z[k] = s.z[i];
            gx[k] = s.gx[i];
            gy[k] = s.gy[i];
            gz[k] = s.gz[i];
            nx[k] = sky ? 0 : s.nx[i];
            ny[k] = sky ? 0 : s.ny[i];
            nz[k] = sky ? 0 : s.nz[i];
            reach[k] = 0.04f + 0.012f * (sky ? 0 : s.range[i]);
            leaf[k] = !sky && s.translucency[i] > 0;
            leaves |= leaf[k];
        }
    }

    private void compare(float[] likeness) {
        for (int step = 1; step <= REACH; step++) {
            int further = step * SIDE;
            int at = (step - 1) * PIXELS;
            for (int k = 0; k < PIXELS - further; k++) {
                int j = k + further;
                float cos = nx[k] * nx[j] + ny[k] * ny[j] + nz[k] * nz[j];
                float off = (x[j] - x[k]) * gx[k] + (y[j] - y[k]) * gy[k] + (z[j] - z[k]) * gz[k];
                likeness[at + k] = cos < ALIKE || Math.abs(off) > reach[k] ? 0 : cos * cos;
            }
            if (leaves) {
                compareLeaves(likeness, at, further);
            }
        }
    }

    private void compareLeaves(float[] likeness, int at, int further) {
        for (int k = 0; k < PIXELS - further; k++) {
            int j = k + further;
            if (leaf[k] && leaf[j]) {
                likeness[at + k] = 0.3f + 0.7f * Math.max(0, nx[k] * nx[j] + ny[k] * ny[j] + nz[k] * nz[j]);
            }
        }
    }

    /**
     * Spreads values of which each pixel of a 4 x 4 block knows another part: windows of 4 x 4 that hold every part once,
     * then once more, which leaves no blocks to be seen.
     */
    void gather(float[] values) {
        for (int k = 0; k < PIXELS; k++) {
            from[k] = values[TRANSPOSED[k]];
        }
        window(across, 1);
        transpose();
        window(down, 1);
        transpose();
        window(across, 2);
        transpose();
        window(down, 2);
        for (int k = 0; k < PIXELS; k++) {
            values[AT[k]] = from[k];
        }
    }

    /** Softens the steps between yes and no to the width of a pixel; does nothing where all are the same. */
    void soften(float[] values) {
        if (isEven(values)) {
            return;
        }
        for (int k = 0; k < PIXELS; k++) {
            from[k] = values[TRANSPOSED[k]];
        }
        blend(across);
        transpose();
        blend(down);
        for (int k = 0; k < PIXELS; k++) {
            values[AT[k]] = from[k];
        }
    }

    private static boolean isEven(float[] values) {
        for (int k = 1; k < PIXELS; k++) {
            if (values[k] != values[0]) {
                return false;
            }
        }
        return true;
    }

    private void transpose() {
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                to[column * SIDE + row] = from[row * SIDE + column];
            }
        }
        swap();
    }

    private void swap() {
        float[] other = from;
        from = to;
        to = other;
    }

    /** Weighted sums over four rows that begin so many before each one, shifted to lie within the tile. */
    private void window(float[] likeness, int before) {
        System.arraycopy(from, 0, to, 0, PIXELS);
        for (int step = 1; step <= REACH; step++) {
            for (int row = 0; row + step < SIDE; row++) {
                int first = Math.clamp(row - before, 0, SIDE - WINDOW);
                if (row + step < first + WINDOW) {
                    addBelow(likeness, row, step);
                }
            }
            for (int row = step; row < SIDE; row++) {
                int first = Math.clamp(row - before, 0, SIDE - WINDOW);
                if (row - step >= first) {
                    addAbove(likeness, row, step);
                }
            }
        }
        swap();
    }

    private void addBelow(float[] likeness, int row, int step) {
        int weight = (step - 1) * PIXELS + row * SIDE;
        int other = (row + step) * SIDE;
        for (int k = 0; k < SIDE; k++) {
            to[row * SIDE + k] += likeness[weight + k] * from[other + k];
        }
    }

    private void addAbove(float[] likeness, int row, int step) {
        int other = (row - step) * SIDE;
        int weight = (step - 1) * PIXELS + other;
        for (int k = 0; k < SIDE; k++) {
            to[row * SIDE + k] += likeness[weight + k] * from[other + k];
        }
    }

    /** A quarter of each neighbouring row's pixel on the same surface. */
    private void blend(float[] likeness) {
        System.arraycopy(from, 0, to, 0, PIXELS);
        for (int k = 0; k < PIXELS - SIDE; k++) {
            to[k] += 0.25f * likeness[k] * (from[k + SIDE] - from[k]);
        }
        for (int k = SIDE; k < PIXELS; k++) {
            to[k] += 0.25f * likeness[k - SIDE] * (from[k - SIDE] - from[k]);
        }
        swap();
    }
}
