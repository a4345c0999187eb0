package io.tailforge.videogen;

import java.util.Arrays;

/**
 * Smooths what is known at the pixels of one tile without leaving a surface: rows, then columns, each pixel weighed by how
 * alike its surface is. Values are in the order of {@link TileOrder}. One per thread.
 */
final class TileFilter {
    private static final int SIDE = TileOrder.SIDE;
    private static final int PIXELS = SIDE * SIDE;
    private static final int WINDOW = 4;
    private static final int REACH = WINDOW - 1;
    private static final int[] AT = order();

    /** Likeness of the pixels at (x, y) and 1, 2 or 3 further along: across, then down. */
    private final float[] across = new float[REACH * PIXELS];

    private final float[] down = new float[REACH * PIXELS];
    private final float[] from = new float[PIXELS];
    private final float[] to = new float[PIXELS];

    private static int[] order() {
        int[] order = new int[PIXELS];
        for (int k = 0; k < PIXELS; k++) {
            order[k] = TileOrder.index(k % SIDE, k / SIDE);
        }
        return order;
    }

    /** Learns which pixels of a tile lie on the same surface. */
    void compare(Surfels s) {
        for (int k = 0; k < PIXELS; k++) {
            int i = AT[k];
            float reach = 0.04f + 0.012f * s.range[i];
            for (int step = 1; step <= REACH; step++) {
                int at = (step - 1) * PIXELS + k;
                across[at] = k % SIDE + step < SIDE ? likeness(s, i, AT[k + step], reach) : 0;
                down[at] = k / SIDE + step < SIDE ? likeness(s, i, AT[k + step * SIDE], reach) : 0;
            }
        }
    }

    private static float likeness(Surfels s, int i, int j, float reach) {
        if (s.isSky(i) || s.isSky(j)) {
            return 0;
        }
        float cos = s.nx[i] * s.nx[j] + s.ny[i] * s.ny[j] + s.nz[i] * s.nz[j];
        if (s.translucency[i] > 0 && s.translucency[j] > 0) {
            return 0.3f + 0.7f * Math.max(0, cos);
        }
        float off = (s.x[j] - s.x[i]) * s.gx[i] + (s.y[j] - s.y[i]) * s.gy[i] + (s.z[j] - s.z[i]) * s.gz[i];
        return cos < 0.7f || Math.abs(off) > reach ? 0 : cos * cos;
    }

    /**
     * Spreads values of which each pixel of a 4 x 4 block knows another part: windows of 4 x 4 that hold every part once,
     * then once more, which leaves no blocks to be seen.
     */
    void gather(float[] values) {
        load(values);
        window(across, 1, 1);
        window(down, SIDE, 1);
        window(across, 1, 2);
        window(down, SIDE, 2);
        store(values);
    }

    /** Softens the steps between yes and no to the width of a pixel; does nothing where all are the same. */
    void soften(float[] values) {
        if (isEven(values)) {
            return;
        }
        load(values);
        blend(across, 1);
        blend(down, SIDE);
        store(values);
    }

    private static boolean isEven(float[] values) {
        for (int k = 1; k < PIXELS; k++) {
            if (values[k] != values[0]) {
                return false;
            }
        }
        return true;
    }

    private void load(float[] values) {
        for (int k = 0; k < PIXELS; k++) {
            from[k] = values[AT[k]];
        }
    }

    private void store(float[] values) {
        for (int k = 0; k < PIXELS; k++) {
            values[AT[k]] = from[k];
        }
    }

    /** Weighted sums over four pixels that begin so many before each one, shifted to lie within the tile. */
    private void window(float[] likeness, int stride, int before) {
        for (int k = 0; k < PIXELS; k++) {
            int place = k / stride % SIDE;
            int first = Math.clamp(place - before, 0, SIDE - WINDOW);
            float sum = from[k];
            for (int other = first; other < first + WINDOW; other++) {
                if (other != place) {
                    sum += weight(likeness, k, other - place, stride) * from[k + (other - place) * stride];
                }
            }
            to[k] = sum;
        }
        System.arraycopy(to, 0, from, 0, PIXELS);
    }

    private static float weight(float[] likeness, int k, int step, int stride) {
        return step > 0 ? likeness[(step - 1) * PIXELS + k] : likeness[(-step - 1) * PIXELS + k + step * stride];
    }

    /** A quarter of each neighbour on the same surface. */
    private void blend(float[] likeness, int stride) {
        Arrays.fill(to, 0);
        for (int k = 0; k < PIXELS; k++) {
            int place = k / stride % SIDE;
            float next = place + 1 < SIDE ? 0.25f * likeness[k] : 0;
            float last = place > 0 ? 0.25f * likeness[k - stride] : 0;
            float sum = (1 - next - last) * from[k];
            sum += next > 0 ? next * from[k + stride] : 0;
            sum += last > 0 ? last * from[k - stride] : 0;
            to[k] = sum;
        }
        System.arraycopy(to, 0, from, 0, PIXELS);
    }
}
