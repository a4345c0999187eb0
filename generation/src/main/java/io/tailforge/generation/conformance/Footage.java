package io.tailforge.generation.conformance;

import io.tailforge.generation.split.VideoJoiner;
import java.nio.file.Path;
import java.util.List;

/** Looks into videos; implemented where there is a codec. */
public interface Footage extends VideoJoiner {
    /** SHA-256 of each frame's pixels, in order. */
    List<String> frames(Path video);
}
