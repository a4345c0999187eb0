package io.tailforge.generation.split;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Puts videos of one camera together; implemented where there is a codec. */
public interface VideoJoiner {
    /**
     * Joins videos of frames that follow each other; truth layers stay lossless.
     *
     * @param target absent, in a folder that is there; of the same kind of file
     * @return what was lost on the way, as sentences; empty where no frame was encoded again
     * @throws io.tailforge.scene.problem.BadInputException where one is not a whole video of its frames
     */
    List<String> join(List<Piece> pieces, Path target);

    /** Writes the last frames of a video as one of its own (MP4, H.264). @param target absent */
    void tail(Path video, int frames, Path target);

    /** A video and how many frames it must have. */
    record Piece(Path file, int frames) {
        public Piece {
            Objects.requireNonNull(file);
        }
    }
}
