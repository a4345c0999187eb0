package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.generation.contract.Event.ObjectSummary;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** {@code EVENT_JSON}, written and read strictly. */
public final class EventDocument {
    private static final String SOURCE = "EVENT_JSON";
    private static final long MAX_OBJECT_BYTES = 1L << 40;

    private EventDocument() {}

    public static byte[] write(Event event) {
        Json.ObjectBuilder out = Json.object().put("seq", event.seq());
        switch (event) {
            case Event.Accepted e -> out.put("type", "accepted");
            case Event.Progress e -> out.put("type", "progress").put("fraction", e.fraction());
            case Event.Heartbeat e -> out.put("type", "heartbeat");
            case Event.Chunk e ->
                out.put("type", "chunk")
                        .put(
                                "object",
                                writeId(e.object())
                                        .put("media_type", e.mediaType())
                                        .put("offset", e.offset())
                                        .put("total", e.total())
                                        .build());
            case Event.ObjectDone e -> out.put("type", "object_done").put("object", writeSummary(e.object()));
            case Event.Done e -> writeDone(out, e);
        }
        return JsonWriter.compact(out.build()).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeDone(Json.ObjectBuilder out, Event.Done done) {
        Json.ObjectBuilder timings = Json.object();
        new TreeMap<>(done.timings()).forEach(timings::put);
        out.put("type", "done")
                .put(
                        "objects",
                        Json.array(done.objects().stream()
                                .map(EventDocument::writeSummary)
                                .toList()))
                .put("engine", writeEngine(done.engine()))
                .put("seed_used", Long.toUnsignedString(done.seedUsed()))
                .put("timings", timings.build())
                .put("warnings", Json.ofStrings(done.warnings()));
    }

    private static Json.ObjectBuilder writeId(ObjectId id) {
        return Json.object()
                .put("kind", enumText(id.kind()))
                .put("view", id.view())
                .put("index", id.index());
    }

    private static Json writeSummary(ObjectSummary object) {
        return writeId(object.object())
                .put("bytes", object.bytes())
                .put("sha256", object.sha256())
                .build();
    }

    static Json writeEngine(EngineIdentity engine) {
        return Json.object()
                .put("name", engine.name())
                .put("version", engine.version())
                .put("weights_sha256", engine.weightsSha256())
                .put("device", engine.device())
                .build();
    }

    /** @throws io.tailforge.scene.problem.BadInputException where it is no event of this contract */
    public static Event read(byte[] utf8) {
        JsonView view = JsonView.parse(SOURCE, utf8);
        long seq = view.field("seq").asLong(0, Long.MAX_VALUE);
        JsonView type = view.field("type");
        return switch (type.asString()) {
            case "accepted" -> only(view, new Event.Accepted(seq));
            case "heartbeat" -> only(view, new Event.Heartbeat(seq));
            case "progress" -> readProgress(view, seq);
            case "chunk" -> readChunk(view.onlyKeys("seq", "type", "object").field("object"), seq);
            case "object_done" ->
                new Event.ObjectDone(
                        seq, readSummary(view.onlyKeys("seq", "type", "object").field("object")));
            case "done" -> readDone(view, seq);
            default -> throw type.bad("UNKNOWN-VALUE", "there is no event '" + type.asString() + "'");
        };
    }

    private static Event only(JsonView view, Event event) {
        view.onlyKeys("seq", "type");
        return event;
    }

    /** An engine that denoises may add the step it is at. */
    private static Event readProgress(JsonView view, long seq) {
        view.onlyKeys("seq", "type", "fraction", "step", "steps");
        return new Event.Progress(seq, view.field("fraction").asDouble(0, 1));
    }

    private static Event readChunk(JsonView object, long seq) {
        object.onlyKeys("kind", "view", "index", "media_type", "offset", "total");
        return new Event.Chunk(
                seq,
                readId(object),
                object.field("media_type").asString(),
                object.field("offset").asLong(0, MAX_OBJECT_BYTES),
                object.field("total").asLong(0, MAX_OBJECT_BYTES));
    }

    private static ObjectSummary readSummary(JsonView object) {
        object.onlyKeys("kind", "view", "index", "bytes", "sha256");
        return valid(
                object,
                () -> new ObjectSummary(
                        readId(object),
                        object.field("bytes").asLong(0, MAX_OBJECT_BYTES),
                        object.field("sha256").asString()));
    }

    private static ObjectId readId(JsonView object) {
        return new ObjectId(
                object.field("kind").asEnum(ObjectKind.class),
                object.field("view").asString(),
                object.field("index").asInt(0, 10_000_000));
    }

    private static Event readDone(JsonView view, long seq) {
        view.onlyKeys("seq", "type", "objects", "engine", "seed_used", "timings", "warnings");
        TreeMap<String, Double> timings = new TreeMap<>();
        view.field("timings").fields().forEach((phase, seconds) -> timings.put(phase, seconds.asDouble()));
        return new Event.Done(
                seq,
                view.field("objects").items().stream()
                        .map(EventDocument::readSummary)
                        .toList(),
                readEngine(view.field("engine")),
                RequestDocument.readSeed(view.field("seed_used")),
                timings,
                view.field("warnings").asStrings());
    }

    private static EngineIdentity readEngine(JsonView view) {
        view.onlyKeys("name", "version", "weights_sha256", "device");
        return new EngineIdentity(
                view.field("name").asString(),
                view.field("version").asString(),
                view.field("weights_sha256").asString(),
                view.field("device").asString());
    }
}
