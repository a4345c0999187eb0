package io.tailforge.scene.artifact;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything one attempt made.
 *
 * @param timings seconds by phase, as the engine reports them
 */
public record GenerationResult(
        List<GeneratedView> views,
        List<LidarSweep> sweeps,
        EngineIdentity engine,
        long seedUsed,
        Map<String, Double> timings,
        List<String> warnings) {
    public GenerationResult {
        views = List.copyOf(views);
        sweeps = List.copyOf(sweeps);
        Objects.requireNonNull(engine);
        timings = Map.copyOf(timings);
        warnings = List.copyOf(warnings);
    }
}
