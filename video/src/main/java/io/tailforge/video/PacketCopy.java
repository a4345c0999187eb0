package io.tailforge.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.video.VideoJoin.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;

/** Writes the encoded frames of several files one after the other into one, without touching them. */
final class PacketCopy implements AutoCloseable {
    private final Path target;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVStream stream;
    private final AVRational frameTime;
    private long framesBefore;

    private PacketCopy(Source first, Path target, Optional<FileOrigin> origin) {
        this.target = target;
        this.frameTime = av_inv_q(first.frameRate());
        boolean mp4 = target.toString().endsWith(".mp4");
        write(
                avformat_alloc_output_context2(
                        container, (AVOutputFormat) null, mp4 ? "mp4" : "matroska", Ffmpeg.url(target)),
                "make a container");
        try {
            container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
            origin.ifPresent(from -> Origins.write(from, container));
            stream = Ffmpeg.allocated(avformat_new_stream(container, (AVCodec) null));
            write(avcodec_parameters_copy(stream.codecpar(), first.codec()), "describe the stream");
            stream.codecpar().codec_tag(0);
            stream.time_base(frameTime).avg_frame_rate(first.frameRate());
            open(mp4);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** @return false, and no file, where the parts are not encoded alike */
    static boolean copy(List<Part> parts, Path target, Optional<FileOrigin> origin) {
        if (!areAlike(parts)) {
            return false;
        }
        try (Source first = Source.open(parts.getFirst().file());
                PacketCopy copy = new PacketCopy(first, target, origin)) {
            for (Part part : parts) {
                copy.append(part);
            }
            copy.finish();
        }
        return true;
    }

    private static boolean areAlike(List<Part> parts) {
        byte[] settings = settings(parts.getFirst().file());
        return settings.length > 0 && parts.stream().allMatch(part -> Arrays.equals(settings(part.file()), settings));
    }

    /** What the encoder wrote ahead of its frames: parameter sets of H.264, configuration of FFV1. */
    private static byte[] settings(Path file) {
        try (Source source = Source.open(file)) {
            AVCodecParameters codec = source.codec();
            byte[] extra = new byte[codec.extradata_size()];
            if (extra.length > 0) {
                codec.extradata().get(extra);
            }
            return extra;
        }
    }

    private void open(boolean mp4) {
        AVIOContext io = new AVIOContext(null);
        write(avio_open(io, Ffmpeg.url(target), AVIO_FLAG_WRITE), "open it for writing");
        container.pb(io);
        AVDictionary options = new AVDictionary(null);
        if (mp4) {
            av_dict_set(options, "movflags", "+faststart", 0);
        }
        int result = avformat_write_header(container, options);
        av_dict_free(options);
        write(result, "write the header");
    }

    private void append(Part part) {
        try (Source source = Source.open(part.file())) {
            long offset = framesBefore;
            while (source.nextPacket()) {
                AVPacket packet = source.packet();
                shift(packet, source.timeBase(), offset);
                write(av_interleaved_write_frame(container, packet), "write");
            }
            framesBefore += part.frames();
        }
    }

    /** Times are counted in frames on the way, so that a container's rounding does not add up. */
    private void shift(AVPacket packet, AVRational timeBase, long frames) {
        packet.stream_index(0);
        boolean timed = packet.dts() != AV_NOPTS_VALUE;
        packet.pts(av_rescale_q(packet.pts(), timeBase, frameTime) + frames);
        packet.dts(timed ? av_rescale_q(packet.dts(), timeBase, frameTime) + frames : packet.pts());
        packet.duration(1);
        av_packet_rescale_ts(packet, frameTime, stream.time_base());
    }

    private void finish() {
        write(av_write_trailer(container), "finish");
        AVIOContext io = container.pb();
        container.pb(null);
        write(avio_closep(io), "close");
    }

    private void write(int code, String what) {
        Ffmpeg.checkWrite(code, target, what);
    }

    @Override
    public void close() {
        if (container.isNull()) {
            return;
        }
        AVIOContext io = container.pb();
        if (!Pointer.isNull(io)) {
            avio_closep(io);
        }
        avformat_free_context(container);
    }
}
