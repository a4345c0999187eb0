package io.tailforge.video;

import io.tailforge.scene.artifact.FileOrigin;
import java.util.Objects;
import java.util.Optional;

/**
 * What a video file says about itself.
 *
 * @param container FFmpeg's name of the format, for example {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec for example {@code h264}, {@code ffv1}
 * @param pixelFormat for example {@code yuv420p}, {@code gray16le}
 * @param colourSpace the tagged matrix, for example {@code bt709}; {@code unknown} where untagged
 * @param frames pictures in the file
 * @param fps mean frames a second
 * @param durationMicros of the video stream
 * @param bytes size of the file
 * @param origin where it belongs, if it says so
 */
public record VideoInfo(
        String container,
        String codec,
        String pixelFormat,
        String colourSpace,
        int width,
        int height,
        long frames,
        double fps,
        long durationMicros,
        long bytes,
        Optional<FileOrigin> origin) {
    public VideoInfo {
        Objects.requireNonNull(container);
        Objects.requireNonNull(codec);
        Objects.requireNonNull(pixelFormat);
        Objects.requireNonNull(colourSpace);
        Objects.requireNonNull(origin);
    }
}
