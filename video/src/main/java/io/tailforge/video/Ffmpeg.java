package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/** What encoder and decoder share: quiet logs, names of formats, error codes in words. */
final class Ffmpeg {
    static {
        av_log_set_level(AV_LOG_QUIET);
    }

    private Ffmpeg() {}

    /** The one spelling that no other protocol of FFmpeg can be smuggled into. */
    static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    static int pixelFormat(PixelFormat format) {
        return switch (format) {
            case RGB24 -> AV_PIX_FMT_RGB24;
            case GRAY8 -> AV_PIX_FMT_GRAY8;
            case GRAY16 -> AV_PIX_FMT_GRAY16LE;
            case YUV420 -> AV_PIX_FMT_YUV420P;
        };
    }

    static int checkWrite(int code, Path file, String what) {
        if (code < 0) {
            throw new UncheckedIOException(new IOException(file + ": cannot " + what + ": " + words(code)));
        }
        return code;
    }

    static int checkRead(int code, Path file, String what) {
        if (code < 0) {
            throw damaged(file, what + ": " + words(code));
        }
        return code;
    }

    static BadInputException damaged(Path file, String what) {
        return refuse("VIDEO-DAMAGED", file, what + "; the file is cut off or damaged, make or copy it again");
    }

    static BadInputException refuse(String code, Path file, String detail) {
        return new BadInputException(Problem.of(code, file.toString(), detail));
    }

    /** A native allocation that must have worked. */
    static <P extends Pointer> P allocated(P pointer) {
        if (Pointer.isNull(pointer)) {
            throw new OutOfMemoryError("FFmpeg could not allocate native memory");
        }
        return pointer;
    }

    private static String words(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
