package io.tailforge.conditioning.worldscenario;

import java.util.Arrays;

/**
 * A picture with four samples a pixel, each with a colour and a depth, and how they become pixels. Sample s of a pixel lies
 * {@code (SAMPLE_X[s], SAMPLE_Y[s])} from its upper left corner and is kept at index {@code 4 (y width + x) + s}. Depth is
 * 24 bits, 0 at the camera plane; only what is strictly nearer replaces a sample.
 */
final class SampleBuffer {
    static final int SAMPLES = 4;
    static final int SUBPIXELS = 256;
    /** In 1/256 pixel, rows from above: the standard pattern of a GL picture whose first row is the lowest. */
    static final int[] SAMPLE_X = {160, 32, 224, 96};

    static final int[] SAMPLE_Y = {32, 96, 160, 224};
    static final int FARTHEST = (1 << 24) - 1;

    private static final float[] SHARE = new float[256];

    static {
        for (int i = 0; i < SHARE.length; i++) {
            SHARE[i] = i * (1f / 255f);
        }
    }

    private final int width;
    private final int height;
    private final int[] colour;
    private final int[] depth;
    /** For each row of pixels, which 64ths of it were drawn on since it was last cleared. */
    private final long[] drawn;

    private final int blockShift;

    SampleBuffer(int width, int height) {
        this.width = width;
        this.height = height;
        this.colour = new int[SAMPLES * width * height];
        this.depth = new int[SAMPLES * width * height];
        this.drawn = new long[height];
        this.blockShift = Math.max(4, 26 - Integer.numberOfLeadingZeros(width));
        Arrays.fill(depth, FARTHEST);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int index(int x, int y) {
        return SAMPLES * (y * width + x);
    }

    /** Says that pixels x0..x1 of a row are about to be drawn on. */
    void touch(int y, int x0, int x1) {
        drawn[y] |= (-1L >>> 63 - (x1 >> blockShift)) & (-1L << (x0 >> blockShift));
    }

    boolean isHidden(int sample, int at) {
        return at >= depth[sample];
    }

    void set(int sample, int at, int rgb) {
        depth[sample] = at;
        colour[sample] = rgb;
    }

    /** Sets a sample unless it holds something as near. */
    void offer(int sample, int at, int rgb) {
        if (at < depth[sample]) {
            depth[sample] = at;
            colour[sample] = rgb;
        }
    }

    /** @param share depth over the greatest depth; a little outside of 0..1 does no harm */
    static int depthOf(double share) {
        return (int) (share * FARTHEST + 0.5);
    }

    /** An 8-bit channel of a value 0..1, rounded as GL hardware and llvmpipe do: to the nearest, ties to even, in float. */
    static int channel(float value) {
        float held = Math.min(1, Math.max(0, value));
        return Float.floatToRawIntBits(held * (255f / 256f) + 32768f) & 0xff;
    }

    /** Writes the mean of every pixel's samples as RGB bytes and clears what was drawn. */
    void resolve(byte[] rgb) {
        Arrays.fill(rgb, (byte) 0);
        for (int y = 0; y < height; y++) {
            long blocks = drawn[y];
            while (blocks != 0) {
                int from = Long.numberOfTrailingZeros(blocks) << blockShift;
                resolveRow(rgb, y, from, Math.min(width, from + (1 << blockShift)));
                blocks &= blocks - 1;
            }
            drawn[y] = 0;
        }
    }

    private void resolveRow(byte[] rgb, int y, int from, int to) {
        int at = index(from, y);
        for (int x = from; x < to; x++, at += SAMPLES) {
            resolvePixel(rgb, 3 * (y * width + x), colour[at], colour[at + 1], colour[at + 2], colour[at + 3]);
        }
        Arrays.fill(colour, index(from, y), at, 0);
        Arrays.fill(depth, index(from, y), at, FARTHEST);
    }

    private static void resolvePixel(byte[] rgb, int to, int a, int b, int c, int d) {
        if (a == b && b == c && c == d) {
            rgb[to] = (byte) (a >> 16);
            rgb[to + 1] = (byte) (a >> 8);
            rgb[to + 2] = (byte) a;
            return;
        }
        rgb[to] = mean(a >> 16, b >> 16, c >> 16, d >> 16);
        rgb[to + 1] = mean(a >> 8 & 0xff, b >> 8 & 0xff, c >> 8 & 0xff, d >> 8 & 0xff);
        rgb[to + 2] = mean(a & 0xff, b & 0xff, c & 0xff, d & 0xff);
    }

    /** The mean of four samples, summed in the order of a picture whose first row is the lowest. */
    private static byte mean(int a, int b, int c, int d) {
        return (byte) channel((SHARE[d] + SHARE[c] + SHARE[b] + SHARE[a]) * 0.25f);
    }
}
