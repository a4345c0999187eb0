package io.tailforge.conditioning.raster;

import io.tailforge.video.Frame;
import java.util.Arrays;

/**
 * Changes a picture's height by Lanczos interpolation over 8 rows (a = 4, not widened when shrinking), as OpenCV does for
 * 8-bit pictures: weights rounded to 1/2048, border rows repeated, sums rounded and clamped. The overshoot beside edges
 * ("rings") is part of the style.
 */
final class LanczosRows {
    private static final int TAPS = 8;
    private static final int BITS = 11;
    private static final int ONE = 1 << BITS;

    private final int fromHeight;
    private final int toHeight;
    private final int[] firstRow;
    private final int[] weights;

    LanczosRows(int fromHeight, int toHeight) {
        this.fromHeight = fromHeight;
        this.toHeight = toHeight;
        this.firstRow = new int[toHeight];
        this.weights = new int[toHeight * TAPS];
        double scale = (double) fromHeight / toHeight;
        for (int row = 0; row < toHeight; row++) {
            double centre = (float) ((row + 0.5) * scale - 0.5);
            int below = (int) Math.floor(centre);
            firstRow[row] = below - 3;
            setWeights(row, centre - below);
        }
    }

    private void setWeights(int row, double fraction) {
        double[] exact = new double[TAPS];
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            exact[tap] = lanczos(fraction + 3 - tap);
            sum += exact[tap];
        }
        for (int tap = 0; tap < TAPS; tap++) {
            weights[row * TAPS + tap] = (int) Math.rint(exact[tap] / sum * ONE);
        }
    }

    private static double lanczos(double t) {
        if (Math.abs(t) < 1e-6) {
            return 1;
        }
        double pi = Math.PI * t;
        return 4 * StrictMath.sin(pi) * StrictMath.sin(pi / 4) / (pi * pi);
    }

    void resize(Frame from, Frame to) {
        if (from.height() != fromHeight || to.height() != toHeight || from.width() != to.width()) {
            throw new IllegalArgumentException("this resizes from " + fromHeight + " rows to " + toHeight);
        }
        int stride = 3 * from.width();
        boolean[] black = blackRows(from.bytes(), stride);
        for (int row = 0; row < toHeight; row++) {
            if (areAllBlack(black, row)) {
                Arrays.fill(to.bytes(), row * stride, (row + 1) * stride, (byte) 0);
            } else {
                blend(from.bytes(), to.bytes(), row, stride);
            }
        }
    }

    private boolean[] blackRows(byte[] bytes, int stride) {
        byte[] none = new byte[stride];
        boolean[] black = new boolean[fromHeight];
        for (int row = 0; row < fromHeight; row++) {
            black[row] = Arrays.equals(bytes, row * stride, (row + 1) * stride, none, 0, stride);
        }
        return black;
    }

    private boolean areAllBlack(boolean[] black, int row) {
        for (int tap = 0; tap < TAPS; tap++) {
            if (!black[source(row, tap)]) {
                return false;
            }
        }
        return true;
    }

    private void blend(byte[] from, byte[] to, int row, int stride) {
        int r0 = source(row, 0) * stride;
        int r1 = source(row, 1) * stride;
        int r2 = source(row, 2) * stride;
        int r3 = source(row, 3) * stride;
        int r4 = source(row, 4) * stride;
        int r5 = source(row, 5) * stride;
        int r6 = source(row, 6) * stride;
        int r7 = source(row, 7) * stride;
        int w = row * TAPS;
        int w0 = weights[w];
        int w1 = weights[w + 1];
        int w2 = weights[w + 2];
        int w3 = weights[w + 3];
        int w4 = weights[w + 4];
        int w5 = weights[w + 5];
        int w6 = weights[w + 6];
        int w7 = weights[w + 7];
        int out = row * stride;
        for (int i = 0; i < stride; i++) {
            int sum = w0 * (from[r0 + i] & 0xff)
                    + w1 * (from[r1 + i] & 0xff)
                    + w2 * (from[r2 + i] & 0xff)
                    + w3 * (from[r3 + i] & 0xff)
                    + w4 * (from[r4 + i] & 0xff)
                    + w5 * (from[r5 + i] & 0xff)
                    + w6 * (from[r6 + i] & 0xff)
                    + w7 * (from[r7 + i] & 0xff);
            to[out + i] = (byte) Math.max(0, Math.min(255, sum + ONE / 2 >> BITS));
        }
    }

    private int source(int row, int tap) {
        return Math.max(0, Math.min(fromHeight - 1, firstRow[row] + tap));
    }
}
