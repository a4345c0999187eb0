package io.tailforge.scene.sensor;

/**
 * The clip's raster in time and space: frame k is taken at k / fps seconds after the start, by every camera.
 *
 * @param frames number of frames, 1..100000
 * @param fps frames a second, 1..60
 * @param width pixels, even (4:2:0 video), 16..8192
 * @param height pixels, even, 16..8192
 */
public record FrameGrid(int frames, int fps, int width, int height) {
    public FrameGrid {
        if (frames < 1 || frames > 100_000 || fps < 1 || fps > 60) {
            throw new IllegalArgumentException("not a clip: " + frames + " frames at " + fps + " fps");
        }
        if (width < 16 || height < 16 || width > 8192 || height > 8192 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "width and height must be even and 16..8192, not " + width + "x" + height);
        }
    }

    /** Microseconds since the start of the clip, rounded. */
    public long timestampMicros(int frame) {
        return Math.round(frame * 1e6 / fps);
    }

    public long durationMicros() {
        return timestampMicros(frames);
    }
}
