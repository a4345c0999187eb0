package io.tailforge.service.cost;

import io.tailforge.scene.artifact.EngineIdentity;

/**
 * What one finished clip cost.
 *
 * @param generateSeconds of an endpoint's place, without waiting and without failed tries; the mean of its attempts
 * @param stagesCpuSeconds CPU time of our own stages, {@code stagesWallSeconds} their wall time
 * @param bytes of all its files
 */
public record CostSample(
        String requestId,
        long ordinal,
        String engine,
        String engineVersion,
        String device,
        ClipShape shape,
        double generateSeconds,
        double stagesCpuSeconds,
        double stagesWallSeconds,
        long bytes) {
    boolean isBy(EngineIdentity other) {
        return engine.equals(CostHistory.fitting(other.name()))
                && engineVersion.equals(CostHistory.fitting(other.version()));
    }
}
