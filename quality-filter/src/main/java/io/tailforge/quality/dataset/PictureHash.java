package io.tailforge.quality.dataset;

import io.tailforge.quality.FrameLuma;
import java.util.Arrays;

/**
 * What a picture looks like from afar, in 64 bits: signs of its 8 x 8 lowest cosine frequencies about their median. Two
 * pictures differ by as many bits as these; a gain, noise or another codec changes few of them, another place half.
 */
final class PictureHash {
    private static final int SIDE = 32;
    private static final int LOW = 8;
    private static final double[][] COSINES = cosines();

    private PictureHash() {}

    private static double[][] cosines() {
        double[][] cosines = new double[LOW][SIDE];
        for (int k = 0; k < LOW; k++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[k][x] = StrictMath.cos(Math.PI * k * (2 * x + 1) / (2 * SIDE));
            }
        }
        return cosines;
    }

    /** @return bit 8 v + u of frequency u to the right and v down; bit 0, the mean, is always 0 */
    static long of(FrameLuma luma) {
        double[] low = transform(shrink(luma));
        double[] sorted = Arrays.copyOfRange(low, 1, low.length);
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        long hash = 0;
        for (int i = 1; i < low.length; i++) {
            hash |= low[i] > median ? 1L << i : 0;
        }
        return hash;
    }

    /** To a square, each of its cells the mean of what it covers. */
    private static double[] shrink(FrameLuma luma) {
        double[] square = new double[SIDE * SIDE];
        int[] counts = new int[SIDE * SIDE];
        for (int i = 0; i < luma.cells().length; i++) {
            int x = i % FrameLuma.COLUMNS * SIDE / FrameLuma.COLUMNS;
            int y = i / FrameLuma.COLUMNS * SIDE / FrameLuma.ROWS;
            square[y * SIDE + x] += luma.cells()[i];
            counts[y * SIDE + x]++;
        }
        for (int i = 0; i < square.length; i++) {
            square[i] /= counts[i];
        }
        return square;
    }

    private static double[] transform(double[] square) {
        double[] rows = new double[SIDE * LOW];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < LOW; u++) {
                for (int x = 0; x < SIDE; x++) {
                    rows[y * LOW + u] += square[y * SIDE + x] * COSINES[u][x];
                }
            }
        }
        double[] low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                for (int y = 0; y < SIDE; y++) {
                    low[v * LOW + u] += rows[y * LOW + u] * COSINES[v][y];
                }
            }
        }
        return low;
    }
}
