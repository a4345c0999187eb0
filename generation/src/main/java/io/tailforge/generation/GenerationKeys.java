package io.tailforge.generation;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The identity of a result: sha-256 of the canonical request and the engine. Size, rate and rig count by the scene
 * document's hash; the clip's id and the attempt's number do not count, so equal work has equal keys.
 */
public final class GenerationKeys {
    private static final String SCHEME = "gk1";

    private GenerationKeys() {}

    public static GenerationKey of(GenerationRequest request, EngineIdentity engine) {
        return keyOf(canonical(request, engine));
    }

    /** The identity of a clip that is made in parts, which may differ from one made at once. @param parts what each is asked */
    public static GenerationKey ofParts(
            GenerationRequest request, EngineIdentity engine, List<GenerationRequest> parts) {
        Json plan = Json.array(parts.stream()
                .map(part -> Json.object()
                        .put("want", write(part.want()))
                        .put("share", write(part.share()))
                        .build())
                .toList());
        return keyOf(canonical(request, engine).put("parts", plan));
    }

    private static GenerationKey keyOf(Json.ObjectBuilder canonical) {
        return new GenerationKey(SCHEME + "-" + Sha256.hex(JsonWriter.canonical(canonical.build())));
    }

    private static Json write(Set<ObjectKind> kinds) {
        return Json.ofStrings(kinds.stream().sorted().map(JsonView::enumText).toList());
    }

    private static Json.ObjectBuilder canonical(GenerationRequest request, EngineIdentity engine) {
        Json.ObjectBuilder canonical = Json.object()
                .put("scheme", SCHEME)
                .put("scene_sha256", request.sceneDocument().sha256())
                .put("layout_sha256", request.layoutDocument().sha256())
                .put("prompt", write(request.prompt()))
                .put(
                        "controls",
                        Json.array(request.controls().stream()
                                .map(GenerationKeys::write)
                                .toList()))
                .put("want", write(request.want()))
                .put("seed", Long.toUnsignedString(request.seed()))
                .put("guidance", request.guidance())
                .put("steps", request.steps())
                .put("engine", engine.name())
                .put("engine_version", engine.version())
                .put("weights_sha256", engine.weightsSha256());
        if (!request.share().isWhole()) {
            canonical.put("share", write(request.share()));
        }
        return canonical;
    }

    private static Json write(ClipShare share) {
        Json.ObjectBuilder out = Json.object();
        share.sensors()
                .ifPresent(names -> out.put(
                        "sensors", Json.ofStrings(names.stream().sorted().toList())));
        share.frames().ifPresent(span -> out.put("frames", Json.ofNumbers(span.first(), span.count(), span.overlap())));
        Json.ObjectBuilder given = Json.object();
        new TreeMap<>(share.given()).forEach((camera, video) -> given.put(camera, video.sha256()));
        return out.put("given", given.build()).build();
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
