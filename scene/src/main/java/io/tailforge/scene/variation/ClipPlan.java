package io.tailforge.scene.variation;

import io.tailforge.scene.sensor.FrameGrid;
import java.util.Objects;

/**
 * One clip to make: what the planner hands to the scene assembler. A pure function of the spec and the ordinal.
 *
 * @param ordinal 0-based position in the request
 * @param seed the clip's own seed (64 bits, unsigned), the same for every variation of a scene at one seed index, so that
 *     they show the same traffic
 */
public record ClipPlan(
        long ordinal, SceneRequest scene, Variation variation, RigRequest rig, FrameGrid grid, long seed) {
    public ClipPlan {
        Objects.requireNonNull(scene);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(rig);
        Objects.requireNonNull(grid);
        if (ordinal < 0) {
            throw new IllegalArgumentException("an ordinal is not negative: " + ordinal);
        }
    }
}
