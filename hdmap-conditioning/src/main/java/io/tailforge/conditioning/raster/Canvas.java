package io.tailforge.conditioning.raster;

/**
 * One layer's picture: packed 0xRRGGBB, black where nothing is drawn, later strokes over earlier ones. It remembers which
 * blocks of each row were touched, so that merging and clearing cost what was drawn, not what could have been.
 */
final class Canvas {
    private static final int BLOCKS = 64;

    private final int width;
    private final int height;
    private final int blockShift;
    private final int[] pixels;
    private final long[] touched;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.blockShift = 32 - Integer.numberOfLeadingZeros((width - 1) / BLOCKS);
        this.pixels = new int[width * height];
        this.touched = new long[height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void point(int x, int y, int rgb) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = rgb;
            touched[y] |= 1L << (x >> blockShift);
        }
    }

    /** Pixels from through to of row y, both included. */
    void span(int y, int from, int to, int rgb) {
        int left = Math.max(from, 0);
        int right = Math.min(to, width - 1);
        if (y < 0 || y >= height || left > right) {
            return;
        }
        int row = y * width;
        for (int i = row + left; i <= row + right; i++) {
            pixels[i] = rgb;
        }
        touched[y] |= -1L << (left >> blockShift) & -1L >>> (BLOCKS - 1 - (right >> blockShift));
    }

    /** Raises each channel of the merged picture to this canvas's, then makes the canvas black again. */
    void mergeInto(MergedPicture merged) {
        for (int y = 0; y < height; y++) {
            if (touched[y] != 0) {
                merged.raiseRow(pixels, y, touched[y], blockShift);
                touched[y] = 0;
            }
        }
    }
}
