package io.tailforge.service.pipeline;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an attempt made and what the filter said: the content of {@code result.json}.
 *
 * @param files every file of the clip, keys relative to the result's folder
 */
public record ClipResult(
        String clipId, GenerationKey key, Verdict verdict, GenerationResult generation, List<ArtifactRef> files) {
    public ClipResult {
        Objects.requireNonNull(clipId);
        Objects.requireNonNull(key);
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(generation);
        files = List.copyOf(files);
    }

    /** Seconds by phase as the engine reported them. */
    Map<String, Double> timings() {
        return generation.timings();
    }

    /** Whether this engine made it, on whatever device. */
    boolean isOf(EngineIdentity engine) {
        EngineIdentity maker = generation.engine();
        return maker.name().equals(engine.name())
                && maker.version().equals(engine.version())
                && maker.weightsSha256().equals(engine.weightsSha256());
    }
}
