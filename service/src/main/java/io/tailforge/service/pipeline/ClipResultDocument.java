package io.tailforge.service.pipeline;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** {@link ClipResult} as JSON. */
public final class ClipResultDocument {
    private ClipResultDocument() {}

    static byte[] write(ClipResult result) {
        GenerationResult made = result.generation();
        Json.ObjectBuilder timings = Json.object();
        new TreeMap<>(made.timings()).forEach(timings::put);
        return JsonWriter.pretty(Json.object()
                        .put("schema", "tailforge.result/1")
                        .put("clip_id", result.clipId())
                        .put("generation_key", result.key().value())
                        .put("verdict", VerdictDocument.write(result.verdict()))
                        .put("engine", write(made.engine()))
                        .put("seed_used", Long.toUnsignedString(made.seedUsed()))
                        .put(
                                "views",
                                Json.array(made.views().stream()
                                        .map(ClipResultDocument::write)
                                        .toList()))
                        .put(
                                "sweeps",
                                Json.array(made.sweeps().stream()
                                        .map(ClipResultDocument::write)
                                        .toList()))
                        .put("timings_s", timings.build())
                        .put("warnings", Json.ofStrings(made.warnings()))
                        .put(
                                "files",
                                Json.array(result.files().stream()
                                        .map(ClipResultDocument::write)
                                        .toList()))
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    static ClipResult read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document);
        Map<String, Double> timings = new TreeMap<>();
        view.field("timings_s").fields().forEach((phase, seconds) -> timings.put(phase, seconds.asDouble()));
        return new ClipResult(
                view.field("clip_id").asString(),
                new GenerationKey(view.field("generation_key").asString()),
                VerdictDocument.read(view.field("verdict")),
                new GenerationResult(
                        view.field("views").items().stream()
                                .map(ClipResultDocument::readView)
                                .toList(),
                        view.field("sweeps").items().stream()
                                .map(ClipResultDocument::readSweep)
                                .toList(),
                        readEngine(view.field("engine")),
                        Long.parseUnsignedLong(view.field("seed_used").asString()),
                        timings,
                        view.field("warnings").asStrings()),
                view.field("files").items().stream()
                        .map(ClipResultDocument::readRef)
                        .toList());
    }

    static Json write(EngineIdentity engine) {
        return Json.object()
                .put("name", engine.name())
                .put("version", engine.version())
                .put("weights_sha256", engine.weightsSha256())
                .put("device", engine.device())
                .build();
    }

    private static EngineIdentity readEngine(JsonView view) {
        return new EngineIdentity(
                view.field("name").asString(),
                view.field("version").asString(),
                view.field("weights_sha256").asString(),
                view.field("device").asString());
    }

    private static Json write(GeneratedView view) {
        Json.ObjectBuilder objects = Json.object();
        new EnumMap<>(view.objects()).forEach((kind, ref) -> objects.put(enumText(kind), write(ref)));
        return Json.object()
                .put("camera", view.camera())
                .put("frames", view.frames())
                .put("objects", objects.build())
                .build();
    }

    private static GeneratedView readView(JsonView view) {
        Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
        view.field("objects").fields().forEach((kind, ref) -> objects.put(kind(kind), readRef(ref)));
        return new GeneratedView(
                view.field("camera").asString(), view.field("frames").asInt(0, 100_000), objects);
    }

    private static ObjectKind kind(String text) {
        return JsonView.of("kind", Json.of(text)).asEnum(ObjectKind.class);
    }

    private static Json write(LidarSweep sweep) {
        return Json.object()
                .put("lidar", sweep.lidar())
                .put("index", sweep.index())
                .put("start_us", sweep.startMicros())
                .put("points", write(sweep.points()))
                .build();
    }

    private static LidarSweep readSweep(JsonView view) {
        return new LidarSweep(
                view.field("lidar").asString(),
                view.field("index").asInt(0, 1_000_000),
                view.field("start_us").asLong(),
                readRef(view.field("points")));
    }

    private static Json write(ArtifactRef ref) {
        return Json.object()
                .put("key", ref.key())
                .put("sha256", ref.sha256())
                .put("bytes", ref.bytes())
                .put("media_type", ref.mediaType())
                .build();
    }

    private static ArtifactRef readRef(JsonView view) {
        return new ArtifactRef(
                view.field("key").asString(),
                view.field("sha256").asString(),
                view.field("bytes").asLong(),
                view.field("media_type").asString());
    }
}
