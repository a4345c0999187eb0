package io.tailforge.acceptance.fault;

import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** False videos: whole files that any player plays. */
final class VideoForger {
    private VideoForger() {}

    private record Film(List<Frame> frames, int fps) {
        int width() {
            return frames.getFirst().width();
        }

        int height() {
            return frames.getFirst().height();
        }
    }

    static byte[] fewFrames(byte[] mp4) {
        return refilm(
                mp4, film -> new Film(film.frames().subList(0, film.frames().size() - 1), film.fps()));
    }

    static byte[] wrongSize(byte[] mp4) {
        return refilm(mp4, film -> {
            int width = film.width() - 16;
            return new Film(
                    film.frames().stream().map(frame -> crop(frame, width)).toList(), film.fps());
        });
    }

    static byte[] wrongRate(byte[] mp4) {
        return refilm(mp4, film -> new Film(film.frames(), film.fps() / 2));
    }

    /** The right pictures, without loss, by a codec that no player of MP4 needs to know. */
    static byte[] wrongCodec(byte[] mp4) {
        Film film = read(mp4);
        return inFile(file -> {
            try (VideoEncoder encoder =
                    VideoEncoder.ffv1(file, film.width(), film.height(), film.fps(), PixelFormat.GRAY8)) {
                film.frames().forEach(frame -> encoder.write(grey(frame)));
            }
        });
    }

    static byte[] black(byte[] mp4) {
        return refilm(
                mp4,
                film -> new Film(
                        Collections.nCopies(film.frames().size(), Frame.rgb24(film.width(), film.height())),
                        film.fps()));
    }

    static byte[] frozen(byte[] mp4) {
        return refilm(
                mp4,
                film -> new Film(
                        Collections.nCopies(film.frames().size(), film.frames().getFirst()), film.fps()));
    }

    static byte[] mirrored(byte[] mp4) {
        return refilm(
                mp4,
                film -> new Film(film.frames().stream().map(VideoForger::mirror).toList(), film.fps()));
    }

    private static byte[] refilm(byte[] mp4, UnaryOperator<Film> change) {
        Film film = change.apply(read(mp4));
        return inFile(file -> {
            try (VideoEncoder encoder =
                    VideoEncoder.h264(file, film.width(), film.height(), film.fps(), H264Settings.GENERATED)) {
                film.frames().forEach(encoder::write);
            }
        });
    }

    private static Film read(byte[] mp4) {
        List<Frame> frames = new ArrayList<>();
        int[] fps = new int[1];
        inFile(file -> {
            Files.write(file, mp4);
            try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.RGB24)) {
                fps[0] = (int) Math.round(decoder.fps());
                for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
                    frames.add(frame.get().copy());
                }
            }
        });
        return new Film(frames, fps[0]);
    }

    private static Frame mirror(Frame frame) {
        Frame out = Frame.rgb24(frame.width(), frame.height());
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                copy(frame, frame.width() - 1 - x, out, x, y);
            }
        }
        return out;
    }

    private static Frame crop(Frame frame, int width) {
        Frame out = Frame.rgb24(width, frame.height());
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < width; x++) {
                copy(frame, x, out, x, y);
            }
        }
        return out;
    }

    private static void copy(Frame from, int fromX, Frame to, int toX, int y) {
        System.arraycopy(from.bytes(), 3 * (y * from.width() + fromX), to.bytes(), 3 * (y * to.width() + toX), 3);
    }

    private static Frame grey(Frame frame) {
        Frame out = Frame.gray8(frame.width(), frame.height());
        for (int i = 0; i < out.bytes().length; i++) {
            out.bytes()[i] = frame.bytes()[3 * i + 1];
        }
        return out;
    }

    @FunctionalInterface
    private interface Writer {
        void to(Path file) throws IOException;
    }

    private static byte[] inFile(Writer writer) {
        try {
            Path file = Files.createTempFile("forged", ".mkv");
            try {
                writer.to(file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
