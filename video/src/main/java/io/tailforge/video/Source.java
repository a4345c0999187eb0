package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import io.tailforge.scene.artifact.FileOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** An opened video file: its first video stream and that stream's packets. The file is hostile until proved otherwise. */
final class Source implements AutoCloseable {
    private static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi";
    private static final String CODECS = "h264,hevc,ffv1,vp8,vp9,av1,libdav1d,mpeg4,mjpeg,png,rawvideo";
    private static final int MAX_STREAMS = 16;
    private static final int MAX_SIDE = 16_384;
    private static final long MAX_PIXELS = 1L << 26;

    private final Path file;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVPacket ahead = Ffmpeg.allocated(av_packet_alloc());
    private final AVStream stream;
    private boolean isAhead;

    private Source(Path file) {
        this.file = file;
        try {
            open();
            stream = findVideo();
            requireSaneSize(stream.codecpar());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    static Source open(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Ffmpeg.refuse("VIDEO-UNREADABLE", file, "there is no readable file here");
        }
        return new Source(file);
    }

    private void open() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        av_dict_set(options, "codec_whitelist", CODECS, 0);
        av_dict_set(options, "max_streams", Integer.toString(MAX_STREAMS), 0);
        av_dict_set(options, "err_detect", "crccheck+explode", 0);
        int result = avformat_open_input(container, Ffmpeg.url(file), (AVInputFormat) null, options);
        av_dict_free(options);
        if (result < 0) {
            throw Ffmpeg.refuse("VIDEO-UNREADABLE", file, "this is no MP4 or Matroska video, or its index is missing");
        }
        Ffmpeg.checkRead(avformat_find_stream_info(container, (AVDictionary) null), file, "the streams cannot be read");
    }

    private AVStream findVideo() {
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream candidate = container.streams(i);
            if (candidate.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                return candidate;
            }
        }
        throw Ffmpeg.refuse("VIDEO-NO-STREAM", file, "the file holds no video stream");
    }

    private void requireSaneSize(AVCodecParameters codec) {
        boolean outside =
                codec.width() < 1 || codec.height() < 1 || codec.width() > MAX_SIDE || codec.height() > MAX_SIDE;
        if (outside || (long) codec.width() * codec.height() > MAX_PIXELS) {
            throw Ffmpeg.refuse(
                    "VIDEO-SIZE", file, codec.width() + "x" + codec.height() + " pixels is not a size we decode");
        }
    }

    Path file() {
        return file;
    }

    AVCodecParameters codec() {
        return stream.codecpar();
    }

    /** The stream's next packet, valid until the next call; false at the end of the file. */
    boolean nextPacket() {
        if (!isAhead) {
            return read(packet);
        }
        isAhead = false;
        av_packet_unref(packet);
        av_packet_move_ref(packet, ahead);
        return true;
    }

    /** Whether what follows this packet is decoded without it: another key frame, or nothing. */
    boolean isNextFree() {
        isAhead = isAhead || read(ahead);
        return !isAhead || (ahead.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    private boolean read(AVPacket packet) {
        while (true) {
            av_packet_unref(packet);
            int result = av_read_frame(container, packet);
            if (result == AVERROR_EOF) {
                return false;
            }
            Ffmpeg.checkRead(result, file, "a packet cannot be read");
            if (packet.stream_index() == stream.index()) {
                requireWhole(packet);
                return true;
            }
        }
    }

    private void requireWhole(AVPacket packet) {
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            throw Ffmpeg.damaged(file, "a packet is not whole");
        }
    }

    AVPacket packet() {
        return packet;
    }

    /** Frames by the container's own index; 0 where it has none (Matroska). */
    long indexedFrames() {
        return stream.nb_frames();
    }

    AVRational frameRate() {
        return stream.avg_frame_rate();
    }

    AVRational timeBase() {
        return stream.time_base();
    }

    double fps() {
        AVRational rate = stream.avg_frame_rate();
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    long micros(long pts) {
        AVRational base = stream.time_base();
        return pts == AV_NOPTS_VALUE ? 0 : Math.round(pts * 1e6 * base.num() / base.den());
    }

    long durationMicros() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return micros(stream.duration());
        }
        return Math.max(0, container.duration());
    }

    VideoInfo info(long frames) {
        AVCodecParameters codec = codec();
        return new VideoInfo(
                text(container.iformat().name()),
                text(avcodec_get_name(codec.codec_id())),
                text(av_get_pix_fmt_name(codec.format())),
                text(av_color_space_name(codec.color_space())),
                codec.width(),
                codec.height(),
                frames,
                fps(),
                durationMicros(),
                fileSize(),
                origin());
    }

    Optional<FileOrigin> origin() {
        return Origins.find(container);
    }

    private long fileSize() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Ffmpeg.refuse("VIDEO-UNREADABLE", file, "its size cannot be read: " + e.getMessage());
        }
    }

    private static String text(BytePointer pointer) {
        return Pointer.isNull(pointer) ? "unknown" : pointer.getString();
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_packet_free(ahead);
        if (!container.isNull()) {
            avformat_close_input(container);
        }
    }
}
