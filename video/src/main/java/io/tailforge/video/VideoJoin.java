package io.tailforge.video;

import io.tailforge.scene.artifact.FileOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One video of several whose frames follow each other, and the other way round: the end of one. */
public final class VideoJoin {
    /** Frames that are encoded a second time should not show it. */
    private static final int TAIL_CRF = 10;

    private VideoJoin() {}

    /** How a video came about. */
    public enum Way {
        /** The encoded frames are those of the parts. */
        COPIED,
        /** The parts were encoded in different ways, so all frames were decoded and encoded once more. */
        ENCODED
    }

    /** A video and how many frames it must have. */
    public record Part(Path file, int frames) {}

    /**
     * Joins parts of one camera, H.264 in MP4 or FFV1 in Matroska. FFV1 loses nothing either way. Every frame of the result is
     * decoded once to prove it whole. Where all parts say where they belong, so does the result.
     *
     * @param target absent
     * @throws io.tailforge.scene.problem.BadInputException VIDEO-* where a part is damaged, VIDEO-PARTS where parts differ in
     *     size, rate or kind, have another number of frames or say that they do not follow each other
     */
    public static Way join(List<Part> parts, Path target) {
        VideoInfo first = VideoProbe.probe(parts.getFirst().file());
        boolean allSay = true;
        int total = 0;
        for (Part part : parts) {
            VideoInfo info = VideoProbe.probe(part.file());
            requireLike(first, part, info);
            requireNext(first.origin(), total, part, info.origin());
            allSay &= info.origin().isPresent();
            total += part.frames();
        }
        Optional<FileOrigin> origin = allSay ? first.origin() : Optional.empty();
        Way way = PacketCopy.copy(parts, target, origin) ? Way.COPIED : encode(parts, first, target, origin);
        requireFrames(target, total);
        return way;
    }

    private static void requireNext(
            Optional<FileOrigin> first, int framesBefore, Part part, Optional<FileOrigin> origin) {
        if (first.isPresent()
                && origin.isPresent()
                && !origin.get().equals(first.get().later(framesBefore))) {
            throw Ffmpeg.refuse(
                    "VIDEO-PARTS",
                    part.file(),
                    "it says %s, but should go on as %s"
                            .formatted(origin.get(), first.get().later(framesBefore)));
        }
    }

    private static void requireLike(VideoInfo first, Part part, VideoInfo info) {
        boolean alike = info.width() == first.width()
                && info.height() == first.height()
                && info.codec().equals(first.codec())
                && info.pixelFormat().equals(first.pixelFormat())
                && Math.abs(info.fps() - first.fps()) < 0.01;
        if (!alike || info.frames() != part.frames()) {
            throw Ffmpeg.refuse(
                    "VIDEO-PARTS",
                    part.file(),
                    "%d frames of %s %dx%d at %.3f fps cannot follow a part of %s %dx%d at %.3f fps; it should have %d"
                            .formatted(
                                    info.frames(),
                                    info.codec(),
                                    info.width(),
                                    info.height(),
                                    info.fps(),
                                    first.codec(),
                                    first.width(),
                                    first.height(),
                                    first.fps(),
                                    part.frames()));
        }
    }

    private static Way encode(List<Part> parts, VideoInfo info, Path target, Optional<FileOrigin> origin) {
        Optional<PixelFormat> grey = greyOf(info);
        if (grey.isEmpty() == info.codec().equals("ffv1")) {
            throw Ffmpeg.refuse("VIDEO-PARTS", parts.getFirst().file(), "only grey FFV1 and H.264 are joined");
        }
        delete(target);
        int fps = (int) Math.round(info.fps());
        try (VideoEncoder encoder = grey.isPresent()
                ? VideoEncoder.ffv1(target, info.width(), info.height(), fps, grey.get(), origin)
                : VideoEncoder.h264(target, info.width(), info.height(), fps, H264Settings.GENERATED, origin)) {
            for (Part part : parts) {
                append(part.file(), grey.orElse(PixelFormat.RGB24), encoder);
            }
        }
        return Way.ENCODED;
    }

    private static Optional<PixelFormat> greyOf(VideoInfo info) {
        return switch (info.pixelFormat()) {
            case "gray" -> Optional.of(PixelFormat.GRAY8);
            case "gray16le" -> Optional.of(PixelFormat.GRAY16);
            default -> Optional.empty();
        };
    }

    private static void append(Path part, PixelFormat format, VideoEncoder encoder) {
        try (VideoDecoder decoder = VideoDecoder.open(part, format)) {
            Frame frame = Frame.of(decoder.width(), decoder.height(), format);
            while (decoder.read(frame)) {
                encoder.write(frame);
            }
        }
    }

    private static void requireFrames(Path file, int frames) {
        PixelFormat format = greyOf(VideoProbe.probe(file)).orElse(PixelFormat.RGB24);
        try (VideoDecoder decoder = VideoDecoder.open(file, format)) {
            long before = Long.MIN_VALUE;
            int decoded = 0;
            while (decoder.skip()) {
                if (decoder.ptsMicros() <= before) {
                    throw Ffmpeg.damaged(file, "frame " + decoded + " is not later than the one before it");
                }
                before = decoder.ptsMicros();
                decoded++;
            }
            if (decoded != frames) {
                throw Ffmpeg.damaged(file, decoded + " frames came of parts with " + frames);
            }
        }
    }

    /**
     * The last frames as a video of their own, H.264 in MP4.
     *
     * @throws io.tailforge.scene.problem.BadInputException VIDEO-PARTS where there are not so many
     */
    public static void tail(Path video, int frames, Path target) {
        VideoInfo info = VideoProbe.probe(video);
        if (info.frames() < frames) {
            throw Ffmpeg.refuse("VIDEO-PARTS", video, "has no " + frames + " frames but " + info.frames());
        }
        int fps = (int) Math.round(info.fps());
        H264Settings settings = H264Settings.GENERATED.withCrf(TAIL_CRF);
        try (VideoDecoder decoder = VideoDecoder.open(video, PixelFormat.RGB24);
                VideoEncoder encoder = VideoEncoder.h264(target, info.width(), info.height(), fps, settings)) {
            for (long skipped = 0; skipped < info.frames() - frames; skipped++) {
                decoder.skip();
            }
            for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
                encoder.write(frame.get());
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
