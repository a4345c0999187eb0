package io.tailforge.service.join;

import io.tailforge.generation.split.VideoJoiner;
import io.tailforge.video.VideoJoin;
import java.nio.file.Path;
import java.util.List;

/** Joins by copying the encoded frames where the parts were encoded alike, else by encoding them once more. */
public final class CodecJoiner implements VideoJoiner {
    @Override
    public List<String> join(List<Piece> pieces, Path target) {
        List<VideoJoin.Part> parts = pieces.stream()
                .map(piece -> new VideoJoin.Part(piece.file(), piece.frames()))
                .toList();
        boolean lossless = target.toString().endsWith(".mkv");
        return switch (VideoJoin.join(parts, target)) {
            case COPIED -> List.of();
            case ENCODED ->
                lossless
                        ? List.of()
                        : List.of(target.getFileName()
                                + ": its parts were encoded in different ways, so its frames were encoded once more");
        };
    }

    @Override
    public void tail(Path video, int frames, Path target) {
        VideoJoin.tail(video, frames, target);
    }
}
