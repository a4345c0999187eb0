package io.tailforge.quality;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.map.HdMap;
import java.nio.file.Path;
import java.util.Objects;

/** What a check may look at: the clip's files and what they ought to show. */
public record ClipEvidence(Scene scene, HdMap map, GenerationResult result, Path folder) {
    public ClipEvidence {
        Objects.requireNonNull(scene);
        Objects.requireNonNull(map);
        Objects.requireNonNull(result);
        Objects.requireNonNull(folder);
    }
}
