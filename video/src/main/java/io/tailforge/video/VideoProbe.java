package io.tailforge.video;

import io.tailforge.scene.artifact.FileOrigin;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a video file without decoding it, or decodes it to prove it whole. */
public final class VideoProbe {
    private VideoProbe() {}

    /**
     * Codec, size, rate and frames. Matroska has no frame index, so there the packets are counted.
     *
     * @throws io.tailforge.scene.problem.BadInputException VIDEO-UNREADABLE, VIDEO-NO-STREAM, VIDEO-SIZE, VIDEO-EMPTY
     *     or VIDEO-DAMAGED
     */
    public static VideoInfo probe(Path file) {
        try (Source source = Source.open(file)) {
            long frames = source.indexedFrames() > 0 ? source.indexedFrames() : countPackets(source);
            if (frames == 0) {
                throw Ffmpeg.refuse("VIDEO-EMPTY", file, "the video has no frame");
            }
            return source.info(frames);
        }
    }

    /** Where the file belongs, if it says so; only its header is read. Errors as of {@link #probe}. */
    public static Optional<FileOrigin> findOrigin(Path file) {
        try (Source source = Source.open(file)) {
            return source.origin();
        }
    }

    /** As {@link #probe}, and every frame decodes without an error and is there. */
    public static VideoInfo verify(Path file) {
        VideoInfo info = probe(file);
        PixelFormat format = info.pixelFormat().startsWith("gray") ? PixelFormat.GRAY8 : PixelFormat.RGB24;
        try (VideoDecoder decoder = VideoDecoder.open(file, format, info.width(), info.height())) {
            long decoded = 0;
            while (decoder.skip()) {
                decoded++;
            }
            if (decoded != info.frames()) {
                throw Ffmpeg.damaged(file, decoded + " of " + info.frames() + " frames decode");
            }
        }
        return info;
    }

    private static long countPackets(Source source) {
        long packets = 0;
        while (source.nextPacket()) {
            packets++;
        }
        return packets;
    }
}
