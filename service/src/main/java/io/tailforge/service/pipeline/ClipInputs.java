package io.tailforge.service.pipeline;

import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.matching.SplitPlan;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.variation.Retries;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a clip's result follows from, known before anything is rendered: the same inputs led to the same result before. The
 * generation key says more exactly what was asked of the engine, but needs the hashes of the control videos.
 */
final class ClipInputs {
    private ClipInputs() {}

    /**
     * Over all of it.
     *
     * @param sceneDocument everything about the scene: rig, actors, weather, seed, size, rate
     * @param promptWriter who puts it into words, and how that is configured
     * @param judgedBy thresholds and rule of the filter; empty for the built-in ones
     * @param fit how the engine makes it: in other parts it is another clip
     */
    static String sha256(
            ClipJob job, byte[] sceneDocument, String promptWriter, String judgedBy, EngineIdentity engine, Fit fit) {
        Json inputs = Json.object()
                .put("build", BuildFingerprint.current())
                .put("scene_sha256", Sha256.hex(sceneDocument))
                .put("layout_sha256", job.layout().ref().sha256())
                .put("styles", Json.ofStrings(job.spec().styles()))
                .put("prompt_writer", promptWriter)
                .put("want", write(job.spec().generation().want()))
                .put("guidance", job.spec().generation().guidance())
                .put("steps", job.spec().generation().steps())
                .put("retries", write(job.spec().retries()))
                .put("judged_by", judgedBy)
                .put("engine", engine.toString())
                .put("parts", write(fit))
                .put("series", series(job.request()))
                .build();
        return Sha256.hex(JsonWriter.canonical(inputs));
    }

    private static Json write(Retries retries) {
        return Json.object()
                .put("max_attempts", retries.attemptsEach())
                .put(
                        "alternatives",
                        Json.array(retries.alternatives().stream()
                                .map(other -> (Json) Json.ofNumbers(other.guidance(), other.steps()))
                                .toList()))
                .build();
    }

    private static Json write(Fit fit) {
        return switch (fit) {
            case Fit.Split split ->
                Json.array(split.plan().parts().stream().map(ClipInputs::write).toList());
            case Fit.Whole _, Fit.None _ -> Json.array(List.of());
        };
    }

    private static Json write(SplitPlan.Part part) {
        Json.ObjectBuilder out = Json.object().put("want", write(part.want()));
        part.sensors()
                .ifPresent(names -> out.put(
                        "sensors", Json.ofStrings(names.stream().sorted().toList())));
        part.frames().ifPresent(span -> out.put("frames", Json.ofNumbers(span.first(), span.count(), span.overlap())));
        return out.build();
    }

    private static Json write(Set<ObjectKind> kinds) {
        return Json.ofStrings(kinds.stream().sorted().map(JsonView::enumText).toList());
    }

    /**
     * The key of a result under a request's terms: of a fresh one in each of its rounds its own, so that it finds nothing
     * that others made, and what it made itself before it was killed. A result holds a verdict, so that it is found only
     * where clips are judged as it was.
     */
    static GenerationKey key(GenerationKey key, RequestRow request, String judgedBy) {
        return told(told(key, series(request)), judgedBy);
    }

    private static GenerationKey told(GenerationKey key, String more) {
        return more.isEmpty()
                ? key
                : new GenerationKey("gk1-" + Sha256.hex((key + "\n" + more).getBytes(StandardCharsets.UTF_8)));
    }

    private static String series(RequestRow request) {
        return request.terms().fresh() ? "fresh " + request.id() + "/" + request.round() : "";
    }
}
