package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.ModelLimits;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import java.util.Locale;

/**
 * What the two procedural models share: the worlds they look at, their threads and who they are. Prompts and controls do not
 * influence them: the scene document decides everything.
 *
 * @param threads how many work on one clip
 * @param limits of the clips that it takes
 */
record ProceduralEngine(Worlds worlds, RenderPreset preset, int threads, ModelLimits limits) {
    /** The preset is part of the version: another preset makes other pixels. */
    EngineIdentity identity() {
        EngineIdentity engine = CameraEngine.identity();
        return new EngineIdentity(
                engine.name(),
                engine.version() + "-" + preset.name().toLowerCase(Locale.ROOT),
                engine.weightsSha256(),
                engine.device());
    }

    /** A job's scene with its world. */
    record Stage(Scene scene, BuiltWorld world) {}

    Stage stage(InferenceJob job) {
        Scene scene = SceneDocument.read("SCENE/0", job.sceneDocument());
        HdMap map = MapDocument.read("SCENE/1", job.layoutDocument());
        return new Stage(scene, worlds.of(scene, map));
    }
}
