package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceModel;
import io.tailforge.videogen.RenderPreset;
import java.util.List;

/** The CPU engines as the models of contract v1. */
public final class ProceduralModels {
    private ProceduralModels() {}

    /** @param threads how many work on one clip */
    public static List<InferenceModel> of(Worlds worlds, RenderPreset preset, int threads) {
        ProceduralEngine engine = new ProceduralEngine(worlds, preset, threads);
        return List.of(new ProceduralVideoModel(engine), new ProceduralLidarModel(engine));
    }
}
