package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.tailforge.scene.artifact.FileOrigin;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.Pointer;

/** A file's origin as the comment of its container, which MP4 and Matroska both have. */
final class Origins {
    private static final String KEY = "comment";

    private Origins() {}

    /** Before the header is written. */
    static void write(FileOrigin origin, AVFormatContext container) {
        AVDictionary metadata = new AVDictionary(container.metadata());
        if (av_dict_set(metadata, KEY, origin.text(), 0) < 0) {
            throw new OutOfMemoryError("FFmpeg has no memory for a comment");
        }
        container.metadata(metadata);
    }

    static Optional<FileOrigin> find(AVFormatContext container) {
        AVDictionaryEntry entry = av_dict_get(container.metadata(), KEY, null, 0);
        return Pointer.isNull(entry)
                ? Optional.empty()
                : FileOrigin.find(entry.value().getString());
    }
}
