package io.tailforge.quality;

import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoInfo;
import java.nio.file.Path;
import java.util.Optional;

/** One camera's video on its way past the checks. */
final class FilmStrip implements AutoCloseable {
    private final String camera;
    private final VideoDecoder decoder;
    private final Frame buffer;
    private final int most;
    private int framesRead;
    private boolean over;

    /** @param most frames that are shown of a longer video */
    FilmStrip(String camera, Path file, VideoInfo info, int most) {
        WorkingSize size = WorkingSize.of(info.width(), info.height());
        this.camera = camera;
        this.most = most;
        this.decoder = VideoDecoder.open(file, PixelFormat.YUV420, size.width(), size.height());
        this.buffer = Frame.of(size.width(), size.height(), PixelFormat.YUV420);
    }

    String camera() {
        return camera;
    }

    int framesRead() {
        return framesRead;
    }

    /**
     * Empty after the last frame.
     *
     * @throws io.tailforge.scene.problem.BadInputException where the video is damaged
     */
    Optional<CameraFrame> next() {
        if (over || framesRead == most || !decoder.read(buffer)) {
            over = true;
            return Optional.empty();
        }
        return Optional.of(CameraFrame.of(camera, framesRead++, decoder.ptsMicros(), buffer));
    }

    @Override
    public void close() {
        over = true;
        decoder.close();
    }
}
