package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FFV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video file's frames in order, converted to one of our pixel formats and, where asked, to another size. A frame
 * that does not decode, or is missing at the end, is VIDEO-DAMAGED, never a grey patch. Not thread-safe.
 */
public final class VideoDecoder implements AutoCloseable {
    private final Source source;
    private final PixelFormat format;
    private final int width;
    private final int height;
    private final AVFrame decoded;
    private AVCodecContext codec = new AVCodecContext(null);
    private @Nullable Picture converted;
    private @Nullable Scaler scaler;
    private long ptsMicros;
    private long frames;
    private boolean flushing;
    private boolean closed;

    private VideoDecoder(Source source, PixelFormat format, int width, int height) {
        this.source = source;
        this.format = format;
        this.width = width;
        this.height = height;
        this.decoded = Ffmpeg.allocated(av_frame_alloc());
        try {
            openCodec();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a file at its own size.
     *
     * @throws io.tailforge.scene.problem.BadInputException VIDEO-* as in {@link VideoProbe#probe}
     */
    public static VideoDecoder open(Path file, PixelFormat format) {
        Source source = Source.open(file);
        return new VideoDecoder(
                source, format, source.codec().width(), source.codec().height());
    }

    /** Opens a file whose frames are scaled (bicubic) to a size while they are converted. */
    public static VideoDecoder open(Path file, PixelFormat format, int width, int height) {
        return new VideoDecoder(Source.open(file), format, width, height);
    }

    private void openCodec() {
        AVCodec decoder = avcodec_find_decoder(source.codec().codec_id());
        if (Pointer.isNull(decoder)) {
            throw Ffmpeg.refuse("VIDEO-UNREADABLE", source.file(), "this build cannot decode its codec");
        }
        codec = Ffmpeg.allocated(avcodec_alloc_context3(decoder));
        read(avcodec_parameters_to_context(codec, source.codec()), "the codec's parameters are wrong");
        codec.thread_count(1).err_recognition(AV_EF_CRCCHECK | AV_EF_EXPLODE);
        read(avcodec_open2(codec, decoder, (AVDictionary) null), "the codec does not open");
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Frames by the container's index, or by duration and rate where it has none. */
    public long expectedFrames() {
        return source.indexedFrames() > 0
                ? source.indexedFrames()
                : Math.round(source.durationMicros() * 1e-6 * source.fps());
    }

    public double fps() {
        return source.fps();
    }

    /** Presentation time of the frame read last, microseconds. */
    public long ptsMicros() {
        return ptsMicros;
    }

    /** The next frame, newly allocated; empty after the last. */
    public Optional<Frame> next() {
        Frame frame = Frame.of(width, height, format);
        return read(frame) ? Optional.of(frame) : Optional.empty();
    }

    /** Reads the next frame into one of this decoder's size and format; false after the last. */
    public boolean read(Frame target) {
        if (target.width() != width || target.height() != height || target.format() != format) {
            throw new IllegalArgumentException("this decoder gives " + width + "x" + height + " " + format);
        }
        if (!decode()) {
            return false;
        }
        Picture.emptyInto(convert(), target);
        return true;
    }

    /** Passes over the next frame; false after the last. One of FFV1 is decoded only where the next one needs it. */
    public boolean skip() {
        if (codec.codec_id() != AV_CODEC_ID_FFV1 || flushing) {
            return decode();
        }
        requireOpen();
        if (!nextPacket()) {
            return decode();
        }
        if (!source.isNextFree()) {
            read(avcodec_send_packet(codec, source.packet()), "frame " + frames + " does not decode");
            return decode();
        }
        frames++;
        ptsMicros = source.micros(source.packet().pts());
        return true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(source.file() + " is closed");
        }
    }

    private boolean decode() {
        requireOpen();
        int got = avcodec_receive_frame(codec, decoded);
        while (got == AVERROR_EAGAIN()) {
            feed();
            got = avcodec_receive_frame(codec, decoded);
        }
        if (got == AVERROR_EOF) {
            requireAllSeen();
            return false;
        }
        read(got, "frame " + frames + " does not decode");
        if (decoded.decode_error_flags() != 0) {
            throw Ffmpeg.damaged(source.file(), "frame " + frames + " decodes with errors");
        }
        frames++;
        ptsMicros = source.micros(decoded.best_effort_timestamp());
        return true;
    }

    private void feed() {
        if (flushing) {
            throw Ffmpeg.damaged(source.file(), "the decoder stops after " + frames + " frames");
        }
        if (nextPacket()) {
            read(avcodec_send_packet(codec, source.packet()), "frame " + frames + " does not decode");
        } else {
            flushing = true;
            read(avcodec_send_packet(codec, (AVPacket) null), "the last frames do not decode");
        }
    }

    private boolean nextPacket() {
        boolean there = source.nextPacket();
        if (there && codec.codec_id() == AV_CODEC_ID_FFV1 && !Ffv1Slices.areWhole(source.packet())) {
            throw Ffmpeg.damaged(source.file(), "frame " + frames + " has a slice with a wrong or no checksum");
        }
        return there;
    }

    private void requireAllSeen() {
        long expected = expectedFrames();
        long tolerance = source.indexedFrames() > 0 ? 0 : 1;
        if (frames + tolerance < expected) {
            throw Ffmpeg.damaged(source.file(), "only " + frames + " of " + expected + " frames are there");
        }
    }

    private AVFrame convert() {
        int wanted = Ffmpeg.pixelFormat(format);
        if (decoded.format() == wanted && decoded.width() == width && decoded.height() == height) {
            return decoded;
        }
        Picture target = converted;
        if (target == null || scaler == null) {
            target = new Picture(width, height, wanted);
            converted = target;
            scaler = new Scaler(decoded, target.frame(), decoded.colorspace() == AVCOL_SPC_BT709);
        } else if (decoded.width() != source.codec().width()
                || decoded.height() != source.codec().height()) {
            throw Ffmpeg.damaged(source.file(), "the picture changes its size at frame " + frames);
        }
        scaler.convert(decoded, target.frame());
        return target.frame();
    }

    private void read(int code, String what) {
        Ffmpeg.checkRead(code, source.file(), what);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (scaler != null) {
            scaler.close();
        }
        if (converted != null) {
            converted.close();
        }
        av_frame_free(decoded);
        if (!codec.isNull()) {
            avcodec_free_context(codec);
        }
        source.close();
    }
}
