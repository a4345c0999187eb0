package io.tailforge.generation;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;

/**
 * The identity of a result: sha-256 of the canonical request and the engine. Size, rate and rig count by the scene
 * document's hash; the clip's id and the attempt's number do not count, so equal work has equal keys.
 */
public final class GenerationKeys {
    private static final String SCHEME = "gk1";

    private GenerationKeys() {}

    public static GenerationKey of(GenerationRequest request, EngineIdentity engine) {
        Json canonical = Json.object()
                .put("scheme", SCHEME)
                .put("scene_sha256", request.sceneDocument().sha256())
                .put("layout_sha256", request.layoutDocument().sha256())
                .put("prompt", write(request.prompt()))
                .put(
                        "controls",
                        Json.array(request.controls().stream()
                                .map(GenerationKeys::write)
                                .toList()))
                .put(
                        "want",
                        Json.ofStrings(request.want().stream()
                                .sorted()
                                .map(JsonView::enumText)
                                .toList()))
                .put("seed", Long.toUnsignedString(request.seed()))
                .put("guidance", request.guidance())
                .put("steps", request.steps())
                .put("engine", engine.name())
                .put("engine_version", engine.version())
                .put("weights_sha256", engine.weightsSha256())
                .build();
        return new GenerationKey(SCHEME + "-" + Sha256.hex(JsonWriter.canonical(canonical)));
    }

    private static Json write(Prompt prompt) {
        Json.ObjectBuilder byCamera = Json.object();
        prompt.byCamera().forEach(byCamera::put);
        return Json.object()
                .put("text", prompt.text())
                .put("negative", prompt.negative())
                .put("by_camera", byCamera.build())
                .build();
    }

    private static Json write(ConditioningVideo control) {
        return Json.object()
                .put("camera", control.camera())
                .put("style", control.style())
                .put("sha256", control.video().sha256())
                .build();
    }
}
