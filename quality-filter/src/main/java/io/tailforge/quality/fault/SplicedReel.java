package io.tailforge.quality.fault;

import io.tailforge.video.Frame;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A stretch of one reel shown in another; its video is open from its first picture to its last. */
final class SplicedReel implements Reel {
    private final Reel reel;
    private final int first;
    private final int last;
    private final Path video;
    private final int from;
    private @Nullable VideoReel open;

    SplicedReel(Reel reel, int first, int last, Path video, int from) {
        this.reel = reel;
        this.first = first;
        this.last = last;
        this.video = video;
        this.from = from;
    }

    @Override
    public int frames() {
        return reel.frames();
    }

    @Override
    public Frame frame(int index) {
        if (index < first || index > last) {
            return reel.frame(index);
        }
        VideoReel other = open == null ? new VideoReel(video) : open;
        open = other;
        Frame picture = other.frame(index - first + from);
        if (index == last || index == frames() - 1) {
            other.close();
            open = null;
        }
        return picture;
    }
}
