package io.tailforge.conditioning.raster;

/** Canvases of one size, merged by the maximum of each channel. Black again once it is written out. */
final class MergedPicture {
    private static final int RED = 0xff0000;
    private static final int GREEN = 0xff00;
    private static final int BLUE = 0xff;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final long[] touched;
    private int blockShift;

    MergedPicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.touched = new long[height];
    }

    /** Takes the named blocks of a canvas's row and leaves them black. */
    void raiseRow(int[] canvas, int y, long blocks, int shift) {
        blockShift = shift;
        touched[y] |= blocks;
        for (long left = blocks; left != 0; left &= left - 1) {
            int from = Long.numberOfTrailingZeros(left) << shift;
            raise(canvas, y * width + from, y * width + Math.min(from + (1 << shift), width));
        }
    }

    private void raise(int[] canvas, int from, int to) {
        for (int i = from; i < to; i++) {
            int above = canvas[i];
            int below = pixels[i];
            pixels[i] = Math.max(above & RED, below & RED)
                    | Math.max(above & GREEN, below & GREEN)
                    | Math.max(above & BLUE, below & BLUE);
            canvas[i] = 0;
        }
    }

    /** Writes what was touched over a black picture, packed RGB24. */
    void moveInto(byte[] rgb24) {
        for (int y = 0; y < height; y++) {
            for (long left = touched[y]; left != 0; left &= left - 1) {
                int from = Long.numberOfTrailingZeros(left) << blockShift;
                moveBlock(rgb24, y * width + from, y * width + Math.min(from + (1 << blockShift), width));
            }
            touched[y] = 0;
        }
    }

    private void moveBlock(byte[] rgb24, int from, int to) {
        for (int i = from, at = 3 * from; i < to; i++, at += 3) {
            int rgb = pixels[i];
            rgb24[at] = (byte) (rgb >> 16);
            rgb24[at + 1] = (byte) (rgb >> 8);
            rgb24[at + 2] = (byte) rgb;
            pixels[i] = 0;
        }
    }
}
