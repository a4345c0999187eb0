package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.videogen.RenderPreset;
import java.util.List;

/** The CPU engines as the models of contract v1. */
public final class ProceduralModels {
    private ProceduralModels() {}

    /** @param threads how many work on one clip */
    public static List<InferenceModel> of(Worlds worlds, RenderPreset preset, int threads) {
        return of(worlds, preset, threads, ModelLimits.ANY_SCENE);
    }

    /** As engines that take no more than some limits. */
    public static List<InferenceModel> of(Worlds worlds, RenderPreset preset, int threads, ModelLimits limits) {
        ProceduralEngine engine = new ProceduralEngine(worlds, preset, threads, limits);
        return List.of(new ProceduralVideoModel(engine), new ProceduralLidarModel(engine));
    }
}
