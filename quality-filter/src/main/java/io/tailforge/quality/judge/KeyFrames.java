package io.tailforge.quality.judge;

import io.tailforge.scene.chat.ChatQuestion.Picture;
import io.tailforge.video.Frame;
import io.tailforge.video.JpegImage;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A few frames of a camera as small pictures. */
final class KeyFrames {
    private static final int WIDEST = 640;
    private static final float JPEG_QUALITY = 0.85f;

    private KeyFrames() {}

    /** The middle frames of as many equal parts of the clip. */
    static List<Picture> of(Path video, VideoInfo info, int frames, int wanted) {
        int count = Math.min(frames, wanted);
        int width = Math.min(WIDEST, info.width()) & ~1;
        int height = Math.max(2, (int) Math.round((double) width * info.height() / info.width()) & ~1);
        List<Picture> pictures = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open(video, PixelFormat.RGB24, width, height)) {
            Frame frame = Frame.rgb24(width, height);
            for (int index = 0; pictures.size() < count && decoder.read(frame); index++) {
                if (index == middle(pictures.size(), count, frames)) {
                    pictures.add(picture(frame, decoder.ptsMicros()));
                }
            }
        }
        return pictures;
    }

    private static int middle(int part, int parts, int frames) {
        return (int) ((2L * part + 1) * frames / (2L * parts));
    }

    private static Picture picture(Frame frame, long micros) {
        String caption = String.format(Locale.ROOT, "At %.2f s:", micros * 1e-6);
        return new Picture(caption, "image/jpeg", JpegImage.bytes(frame, JPEG_QUALITY));
    }
}
