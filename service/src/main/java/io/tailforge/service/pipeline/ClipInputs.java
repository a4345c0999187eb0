package io.tailforge.service.pipeline;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.catalog.RequestRow;
import java.nio.charset.StandardCharsets;

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
     */
    static String sha256(ClipJob job, byte[] sceneDocument, String promptWriter, EngineIdentity engine) {
        Json inputs = Json.object()
                .put("build", BuildFingerprint.current())
                .put("scene_sha256", Sha256.hex(sceneDocument))
                .put("layout_sha256", job.layout().ref().sha256())
                .put("styles", Json.ofStrings(job.spec().styles()))
                .put("prompt_writer", promptWriter)
                .put(
                        "want",
                        Json.ofStrings(job.spec().generation().want().stream()
                                .sorted()
                                .map(JsonView::enumText)
                                .toList()))
                .put("guidance", job.spec().generation().guidance())
                .put("steps", job.spec().generation().steps())
                .put("max_attempts", job.spec().maxAttempts())
                .put("engine", engine.toString())
                .put("series", series(job.request()))
                .build();
        return Sha256.hex(JsonWriter.canonical(inputs));
    }

    /**
     * The key of a result under a request's terms: of a fresh one in each of its rounds its own, so that it finds nothing
     * that others made, and what it made itself before it was killed.
     */
    static GenerationKey key(GenerationKey key, RequestRow request) {
        String series = series(request);
        return series.isEmpty()
                ? key
                : new GenerationKey("gk1-" + Sha256.hex((key + "\n" + series).getBytes(StandardCharsets.UTF_8)));
    }

    private static String series(RequestRow request) {
        return request.terms().fresh() ? "fresh " + request.id() + "/" + request.round() : "";
    }
}
