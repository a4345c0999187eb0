package io.tailforge.service.pipeline;

import io.tailforge.scene.ClipId;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.variation.VariationSpec;

/** One clip to make, with all it needs to know. */
public record ClipJob(RequestRow request, VariationSpec spec, LoadedLayout layout, ClipPlan plan) {
    /** The clip's slot, known before its scene is assembled. */
    ClipId clipId() {
        return ClipId.of(
                layout.ref().sha256(),
                plan.scene().name(),
                plan.variation().name(),
                plan.rig().name(),
                plan.seed());
    }
}
