package io.tailforge.video;

import java.util.Arrays;
import java.util.Objects;

/**
 * One picture. The storage is handed out as it is, so that engines write into it and encoders read from it without a
 * copy: element {@code (y * width + x) * format.samples() + channel}. Not thread-safe.
 */
public final class Frame {
    private static final int MAX_SIDE = 16_384;

    private final int width;
    private final int height;
    private final PixelFormat format;
    private final byte[] bytes;
    private final short[] shorts;

    private Frame(int width, int height, PixelFormat format, byte[] bytes, short[] shorts) {
        this.width = width;
        this.height = height;
        this.format = Objects.requireNonNull(format);
        this.bytes = bytes;
        this.shorts = shorts;
        int stored = format == PixelFormat.GRAY16 ? shorts.length : bytes.length;
        if (stored != length(width, height, format)) {
            throw new IllegalArgumentException(
                    "a " + width + "x" + height + " " + format + " frame does not have " + stored + " samples");
        }
    }

    /** A black frame. */
    public static Frame of(int width, int height, PixelFormat format) {
        int length = length(width, height, format);
        return format == PixelFormat.GRAY16
                ? new Frame(width, height, format, new byte[0], new short[length])
                : new Frame(width, height, format, new byte[length], new short[0]);
    }

    public static Frame rgb24(int width, int height) {
        return of(width, height, PixelFormat.RGB24);
    }

    public static Frame gray8(int width, int height) {
        return of(width, height, PixelFormat.GRAY8);
    }

    public static Frame gray16(int width, int height) {
        return of(width, height, PixelFormat.GRAY16);
    }

    /** A frame over the caller's bytes, any format but GRAY16; not copied. */
    public static Frame wrap(int width, int height, PixelFormat format, byte[] bytes) {
        return new Frame(width, height, format, bytes, new short[0]);
    }

    /** A GRAY16 frame over the caller's values; not copied. */
    public static Frame wrap(int width, int height, short[] shorts) {
        return new Frame(width, height, PixelFormat.GRAY16, new byte[0], shorts);
    }

    private static int length(int width, int height, PixelFormat format) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException("not a frame size: " + width + "x" + height);
        }
        return format.length(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public PixelFormat format() {
        return format;
    }

    /** The storage of a frame that is not GRAY16, live. */
    public byte[] bytes() {
        if (format == PixelFormat.GRAY16) {
            throw new IllegalStateException("a GRAY16 frame has shorts, not bytes");
        }
        return bytes;
    }

    /** The storage of a GRAY16 frame, live; values are unsigned. */
    public short[] shorts() {
        if (format != PixelFormat.GRAY16) {
            throw new IllegalStateException("a " + format + " frame has bytes, not shorts");
        }
        return shorts;
    }

    /** Channel 0..2 of an RGB24 pixel or channel 0 of a grey one, unsigned. */
    public int sample(int x, int y, int channel) {
        int index = (y * width + x) * format.samples() + channel;
        return format == PixelFormat.GRAY16 ? shorts[index] & 0xffff : bytes[index] & 0xff;
    }

    public void clear() {
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(shorts, (short) 0);
    }

    public Frame copy() {
        return new Frame(width, height, format, bytes.clone(), shorts.clone());
    }

    /** Same size, format and pixels. */
    public boolean sameAs(Frame other) {
        return width == other.width
                && height == other.height
                && format == other.format
                && Arrays.equals(bytes, other.bytes)
                && Arrays.equals(shorts, other.shorts);
    }
}
