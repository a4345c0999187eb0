package io.tailforge.video;

/** How a {@link Frame} stores its pixels, rows packed from the top, no padding. */
public enum PixelFormat {
    /** Three bytes a pixel: red, green, blue, 0..255. */
    RGB24(3),
    /** One byte a pixel. */
    GRAY8(1),
    /** One unsigned 16-bit value a pixel. */
    GRAY16(1),
    /** Luma as in {@link #GRAY8}, then blue and then red difference at half the width and height (rounded up), as most video is stored. */
    YUV420(1);

    private final int samples;

    PixelFormat(int samples) {
        this.samples = samples;
    }

    /** Array elements a pixel; of {@link #YUV420} those of the luma. */
    public int samples() {
        return samples;
    }

    /** Array elements a frame. */
    int length(int width, int height) {
        int chroma = this == YUV420 ? 2 * half(width) * half(height) : 0;
        return Math.addExact(Math.multiplyExact(width * height, samples), chroma);
    }

    /** Width or height of a chroma plane. */
    static int half(int side) {
        return (side + 1) / 2;
    }
}
