package io.tailforge.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.tailforge.scene.artifact.FileOrigin;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one video file, frame by frame, at a constant rate. Equal frames and settings give equal bytes: one encoder
 * thread, bit-exact conversion and containers without dates. The file is whole once {@link #close()} has returned;
 * nothing else may touch it before. Not thread-safe.
 *
 * <p>A full or failing disk is an {@link java.io.UncheckedIOException}.
 */
public final class VideoEncoder implements AutoCloseable {
    private static final String LIBX264 = "libx264";
    private static final String LIBOPENH264 = "libopenh264";

    private final Path file;
    private final PixelFormat input;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet;
    private final Picture staging;
    private AVCodecContext codec = new AVCodecContext(null);
    private @Nullable AVStream stream;
    private @Nullable Picture yuv;
    private @Nullable Scaler scaler;
    private final CpuClock convertClock = new CpuClock();
    private final CpuClock encodeClock = new CpuClock();
    private boolean closed;
    private long written;
    private final Optional<FileOrigin> origin;

    private VideoEncoder(Path file, int width, int height, PixelFormat input, Optional<FileOrigin> origin) {
        this.file = file;
        this.input = input;
        this.origin = origin;
        this.staging = new Picture(width, height, Ffmpeg.pixelFormat(input));
        this.packet = Ffmpeg.allocated(av_packet_alloc());
    }

    /**
     * An MP4 of H.264, yuv420p, index in front. Takes RGB24 frames.
     *
     * @param width even, as {@code height}
     * @param fps frames a second
     */
    public static VideoEncoder h264(Path file, int width, int height, int fps, H264Settings settings) {
        return h264(file, width, height, fps, settings, Optional.empty());
    }

    /** As {@link #h264(Path, int, int, int, H264Settings)}, and the file says where it belongs. */
    public static VideoEncoder h264(
            Path file, int width, int height, int fps, H264Settings settings, Optional<FileOrigin> origin) {
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("4:2:0 video needs an even size, not " + width + "x" + height);
        }
        VideoEncoder encoder = new VideoEncoder(file, width, height, PixelFormat.RGB24, origin);
        return encoder.openOrFree(() -> encoder.openH264(fps, settings));
    }

    /** A Matroska file of lossless FFV1, each frame on its own, with checksums. Takes frames of {@code format}, grey only. */
    public static VideoEncoder ffv1(Path file, int width, int height, int fps, PixelFormat format) {
        return ffv1(file, width, height, fps, format, Optional.empty());
    }

    /** As {@link #ffv1(Path, int, int, int, PixelFormat)}, and the file says where it belongs. */
    public static VideoEncoder ffv1(
            Path file, int width, int height, int fps, PixelFormat format, Optional<FileOrigin> origin) {
        if (format == PixelFormat.RGB24) {
            throw new IllegalArgumentException("truth layers are GRAY8 or GRAY16, not " + format);
        }
        VideoEncoder encoder = new VideoEncoder(file, width, height, format, origin);
        return encoder.openOrFree(() -> encoder.openFfv1(fps));
    }

    /** {@code libx264} where the build carries it (profile {@code x264}), otherwise {@code libopenh264}. */
    public static String h264EncoderName() {
        return Pointer.isNull(avcodec_find_encoder_by_name(LIBX264)) ? LIBOPENH264 : LIBX264;
    }

    private VideoEncoder openOrFree(Runnable opening) {
        try {
            opening.run();
            return this;
        } catch (RuntimeException | Error e) {
            free();
            throw e;
        }
    }

    private void openH264(int fps, H264Settings settings) {
        String name = h264EncoderName();
        AVCodec encoder = allocate(name, fps);
        codec.pix_fmt(AV_PIX_FMT_YUV420P).gop_size(settings.gop());
        boolean bt709 = settings.colour() == H264Settings.Colour.BT709;
        if (bt709) {
            codec.colorspace(AVCOL_SPC_BT709)
                    .color_primaries(AVCOL_PRI_BT709)
                    .color_trc(AVCOL_TRC_BT709)
                    .color_range(AVCOL_RANGE_MPEG);
        }
        if (name.equals(LIBX264)) {
            codec.max_b_frames(settings.bFrames());
            option("preset", settings.preset());
            option("crf", Integer.toString(settings.crf()));
            // With its macroblock tree x264 reads memory it never wrote: equal frames then rarely give other bytes.
            option("mbtree", "0");
        } else {
            int quantiser = Math.clamp(settings.crf(), 1, 51);
            codec.max_b_frames(0).qmin(quantiser).qmax(quantiser);
            option("rc_mode", "quality");
            option("allow_skip_frames", "0");
        }
        yuv = new Picture(codec.width(), codec.height(), AV_PIX_FMT_YUV420P);
        scaler = new Scaler(staging.frame(), yuv.frame(), bt709);
        openContainer(encoder, "mp4", fps);
    }

    private void openFfv1(int fps) {
        AVCodec encoder = allocate("ffv1", fps);
        codec.pix_fmt(Ffmpeg.pixelFormat(input)).gop_size(1).level(3).slices(4);
        option("slicecrc", "1");
        option("coder", "range_tab");
        openContainer(encoder, "matroska", fps);
    }

    private AVCodec allocate(String name, int fps) {
        AVCodec encoder = avcodec_find_encoder_by_name(name);
        if (Pointer.isNull(encoder)) {
            throw new IllegalStateException("this build of FFmpeg has no encoder " + name);
        }
        codec = Ffmpeg.allocated(avcodec_alloc_context3(encoder));
        codec.width(staging.frame().width()).height(staging.frame().height());
        codec.time_base(av_make_q(1, fps)).framerate(av_make_q(fps, 1)).thread_count(1);
        codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
        return encoder;
    }

    private void option(String key, String value) {
        if (av_opt_set(codec.priv_data(), key, value, 0) < 0) {
            throw new IllegalStateException("the encoder knows no option " + key + "=" + value);
        }
    }

    private void openContainer(AVCodec encoder, String format, int fps) {
        Ffmpeg.checkWrite(avcodec_open2(codec, encoder, (AVDictionary) null), file, "open the encoder");
        Ffmpeg.checkWrite(
                avformat_alloc_output_context2(container, (AVOutputFormat) null, format, Ffmpeg.url(file)),
                file,
                "make a container");
        container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
        origin.ifPresent(from -> Origins.write(from, container));
        AVStream opened = Ffmpeg.allocated(avformat_new_stream(container, encoder));
        stream = opened;
        opened.time_base(av_make_q(1, fps)).avg_frame_rate(av_make_q(fps, 1));
        Ffmpeg.checkWrite(avcodec_parameters_from_context(opened.codecpar(), codec), file, "describe the stream");
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.checkWrite(avio_open(io, Ffmpeg.url(file), AVIO_FLAG_WRITE), file, "open it for writing");
        container.pb(io);
        writeHeader(format);
    }

    private void writeHeader(String format) {
        AVDictionary options = new AVDictionary(null);
        if (format.equals("mp4")) {
            av_dict_set(options, "movflags", "+faststart", 0);
        }
        int result = avformat_write_header(container, options);
        av_dict_free(options);
        Ffmpeg.checkWrite(result, file, "write the header");
    }

    /** Appends a frame; its pixels are read before this returns. */
    public void write(Frame frame) {
        requireOpen();
        AVFrame target = staging.frame();
        if (frame.width() != target.width() || frame.height() != target.height() || frame.format() != input) {
            throw new IllegalArgumentException("expected a " + target.width() + "x" + target.height() + " " + input
                    + " frame, got " + frame.width() + "x" + frame.height() + " " + frame.format());
        }
        convertClock.start();
        staging.makeWritable();
        staging.fillFrom(frame);
        AVFrame picture = converted();
        convertClock.stop();
        encodeClock.start();
        encode(picture);
        encodeClock.stop();
    }

    private AVFrame converted() {
        Picture target = yuv;
        if (target == null || scaler == null) {
            return staging.frame();
        }
        target.makeWritable();
        scaler.convert(staging.frame(), target.frame());
        return target.frame();
    }

    private void encode(AVFrame picture) {
        picture.pts(written++);
        Ffmpeg.checkWrite(avcodec_send_frame(codec, picture), file, "encode frame " + (written - 1));
        drain();
    }

    private void drain() {
        for (int got = avcodec_receive_packet(codec, packet);
                got != AVERROR_EAGAIN() && got != AVERROR_EOF;
                got = avcodec_receive_packet(codec, packet)) {
            Ffmpeg.checkWrite(got, file, "encode");
            AVStream target = Objects.requireNonNull(stream);
            packet.stream_index(0).duration(1);
            av_packet_rescale_ts(packet, codec.time_base(), target.time_base());
            Ffmpeg.checkWrite(av_interleaved_write_frame(container, packet), file, "write");
        }
    }

    /** Frames written so far. */
    public long frames() {
        return written;
    }

    /** CPU time spent so far on bringing frames into the encoder's format. */
    public long convertNanos() {
        return convertClock.nanos();
    }

    /** CPU time spent so far on encoding and writing. */
    public long encodeNanos() {
        return encodeClock.nanos();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
    }

    /** Flushes the encoder, completes the file and frees all native memory. A second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        encodeClock.start();
        try {
            Ffmpeg.checkWrite(avcodec_send_frame(codec, (AVFrame) null), file, "finish");
            drain();
            Ffmpeg.checkWrite(av_write_trailer(container), file, "finish");
            AVIOContext io = container.pb();
            container.pb(null);
            Ffmpeg.checkWrite(avio_closep(io), file, "close");
        } finally {
            encodeClock.stop();
            free();
        }
    }

    private void free() {
        if (closed) {
            return;
        }
        closed = true;
        if (!container.isNull()) {
            freeContainer();
        }
        av_packet_free(packet);
        if (!codec.isNull()) {
            avcodec_free_context(codec);
        }
        if (scaler != null) {
            scaler.close();
        }
        if (yuv != null) {
            yuv.close();
        }
        staging.close();
    }

    private void freeContainer() {
        AVIOContext io = container.pb();
        if (!Pointer.isNull(io)) {
            avio_closep(io);
        }
        avformat_free_context(container);
    }
}
