package io.tailforge.quality;

import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import java.util.Arrays;
import java.util.Objects;

/**
 * A decoded frame at the working size, shared by all checks. One may be kept for the few frames that a check looks back, never
 * for the clip: at 640 x 352 it holds a third of a megabyte.
 */
public final class CameraFrame {
    /** Wider videos are scaled down to this when they are decoded. */
    public static final int MOST_WIDTH = 640;

    private final String camera;
    private final int index;
    private final long ptsMicros;
    private final FrameLuma luma;
    private final Plane grey;
    private final Plane blue;
    private final Plane red;

    private CameraFrame(String camera, int index, long ptsMicros, Frame yuv) {
        this.camera = Objects.requireNonNull(camera);
        this.index = index;
        this.ptsMicros = ptsMicros;
        int width = (yuv.width() + 1) / 2;
        int height = (yuv.height() + 1) / 2;
        int first = yuv.width() * yuv.height();
        this.grey = new Plane(yuv.width(), yuv.height(), Arrays.copyOf(yuv.bytes(), first));
        this.blue = plane(yuv, first, width, height);
        this.red = plane(yuv, first + width * height, width, height);
        this.luma = FrameLuma.of(grey);
    }

    private static Plane plane(Frame yuv, int first, int width, int height) {
        return new Plane(width, height, Arrays.copyOfRange(yuv.bytes(), first, first + width * height));
    }

    /** @param yuv copied, at the working size */
    static CameraFrame of(String camera, int index, long ptsMicros, Frame yuv) {
        if (yuv.format() != PixelFormat.YUV420) {
            throw new IllegalArgumentException("not YUV420: " + yuv.format());
        }
        return new CameraFrame(camera, index, ptsMicros, yuv);
    }

    public String camera() {
        return camera;
    }

    /** From 0, in the order of the file. */
    public int index() {
        return index;
    }

    /** As the file says, microseconds. */
    public long ptsMicros() {
        return ptsMicros;
    }

    public FrameLuma luma() {
        return luma;
    }

    /** Luma as it is coded, 16..235. */
    public Plane grey() {
        return grey;
    }

    /** Blue difference, neutral at 128, at half the working size. */
    public Plane chromaBlue() {
        return blue;
    }

    /** Red difference, neutral at 128, at half the working size. */
    public Plane chromaRed() {
        return red;
    }
}
