package io.tailforge.video;

/** How a {@link Frame} stores its pixels, rows packed from the top, no padding. */
public enum PixelFormat {
    /** Three bytes a pixel: red, green, blue, 0..255. */
    RGB24(3),
    /** One byte a pixel. */
    GRAY8(1),
    /** One unsigned 16-bit value a pixel. */
    GRAY16(1);

    private final int samples;

    PixelFormat(int samples) {
        this.samples = samples;
    }

    /** Array elements a pixel. */
    public int samples() {
        return samples;
    }
}
