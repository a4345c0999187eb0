package io.tailforge.quality.check.view;

import io.tailforge.quality.FrameLuma;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cells of the luma grid with drawing in both directions, the strongest of each block of the picture. */
final class Corners {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;
    private static final int BLOCK = 5;
    private static final float LEAST = 6;
    private static final int TRIES = 3;

    private Corners() {}

    /** @param usable which cells may be taken; asked for few of them */
    static List<Integer> strongest(FrameLuma luma, IntPredicate usable) {
        float[] strength = strength(luma.cells());
        List<Integer> cells = new ArrayList<>();
        for (int top = 2; top + BLOCK < ROWS - 1; top += BLOCK) {
            for (int left = 2; left + BLOCK < COLUMNS - 1; left += BLOCK) {
                addStrongest(strength, left, top, usable, cells);
            }
        }
        return cells;
    }

    private static void addStrongest(float[] strength, int left, int top, IntPredicate usable, List<Integer> cells) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int best = top * COLUMNS + left;
            for (int y = top; y < top + BLOCK; y++) {
                for (int x = left; x < left + BLOCK; x++) {
                    best = strength[y * COLUMNS + x] > strength[best] ? y * COLUMNS + x : best;
                }
            }
            if (strength[best] < LEAST) {
                return;
            }
            if (usable.test(best)) {
                cells.add(best);
                return;
            }
            strength[best] = 0;
        }
    }

    /** Smaller eigenvalue of the structure tensor over 3 x 3 cells, luma levels squared. */
    private static float[] strength(float[] luma) {
        float[] strength = new float[luma.length];
        for (int y = 2; y < ROWS - 2; y++) {
            for (int x = 2; x < COLUMNS - 2; x++) {
                strength[y * COLUMNS + x] = eigenvalue(luma, y * COLUMNS + x);
            }
        }
        return strength;
    }

    private static float eigenvalue(float[] luma, int cell) {
        float xx = 0;
        float xy = 0;
        float yy = 0;
        for (int dy = -COLUMNS; dy <= COLUMNS; dy += COLUMNS) {
            for (int i = cell + dy - 1; i <= cell + dy + 1; i++) {
                float gx = luma[i + 1] - luma[i - 1];
                float gy = luma[i + COLUMNS] - luma[i - COLUMNS];
                xx += gx * gx;
                xy += gx * gy;
                yy += gy * gy;
            }
        }
        float half = (xx + yy) / 2;
        return half - (float) Math.sqrt(Math.max(0, half * half - (xx * yy - xy * xy)));
    }
}
