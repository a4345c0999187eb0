package io.tailforge.conditioning.raster;

import io.tailforge.video.Frame;
import java.util.Arrays;

/**
 * Changes a picture's height by Lanczos interpolation over 8 rows (a = 4, not widened when shrinking), as OpenCV does for
 * 8-bit pictures: weights rounded to 1/2048, border rows repeated, sums rounded and clamped. The overshoot beside edges
 * ("rings") is part of the style. Most of a control frame is black, and black stays black: only what is not is calculated.
 * Not thread-safe.
 */
final class LanczosRows {
    static final int TAPS = 8;
    static final int BITS = 11;
    private static final int ONE = 1 << BITS;
    /** Parts of a row that are found black, and skipped, one by one. */
    private static final int BLOCKS = 40;

    private final int fromHeight;
    private final int toHeight;
    private final int[] firstRow;
    private final int[] weights;
    private final RowBlend blend = RowBlend.fastest();
    private final int[] starts = new int[TAPS];
    private final int[] rowWeights = new int[TAPS];
    private final long[] litBlocks;
    private byte[] black = new byte[0];

    LanczosRows(int fromHeight, int toHeight) {
        this.fromHeight = fromHeight;
        this.toHeight = toHeight;
        this.firstRow = new int[toHeight];
        this.weights = new int[toHeight * TAPS];
        this.litBlocks = new long[fromHeight];
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
        int block = Math.ceilDiv(stride, BLOCKS);
        if (black.length != block) {
            black = new byte[block];
        }
        findLitBlocks(from.bytes(), stride, block);
        for (int row = 0; row < toHeight; row++) {
            long lit = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                int source = source(row, tap);
                starts[tap] = source * stride;
                rowWeights[tap] = weights[row * TAPS + tap];
                lit |= litBlocks[source];
            }
            resizeRow(from.bytes(), to.bytes(), row * stride, stride, block, lit);
        }
    }

    private void findLitBlocks(byte[] bytes, int stride, int block) {
        for (int row = 0; row < fromHeight; row++) {
            int start = row * stride;
            long lit = 0;
            for (int at = 0, bit = 0; at < stride; at += block, bit++) {
                int end = Math.min(at + block, stride);
                if (Arrays.mismatch(bytes, start + at, start + end, black, 0, end - at) >= 0) {
                    lit |= 1L << bit;
                }
            }
            litBlocks[row] = lit;
        }
    }

    private void resizeRow(byte[] from, byte[] to, int out, int stride, int block, long lit) {
        int at = 0;
        int bit = 0;
        while (at < stride) {
            boolean isLit = (lit >>> bit & 1) != 0;
            int start = at;
            do {
                at = Math.min(at + block, stride);
                bit++;
            } while (at < stride && (lit >>> bit & 1) != 0 == isLit);
            if (isLit) {
                blend.blend(from, starts, rowWeights, start, at, to, out);
            } else {
                Arrays.fill(to, out + start, out + at, (byte) 0);
            }
        }
    }

    private int source(int row, int tap) {
        return Math.max(0, Math.min(fromHeight - 1, firstRow[row] + tap));
    }
}
