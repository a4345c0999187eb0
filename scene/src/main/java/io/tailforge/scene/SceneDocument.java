package io.tailforge.scene;

import static io.tailforge.scene.json.GeometryJson.readPose;
import static io.tailforge.scene.json.GeometryJson.readVec3;
import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimeSpan;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.RigDocument;
import io.tailforge.scene.variation.VariationDocument;
import java.util.List;

/**
 * The scene document: the hinge between planning, rendering and generation, and what users may write themselves. Canonical:
 * the same scene gives the same bytes. Schema: {@code docs/schema/scene-1.json}.
 */
public final class SceneDocument {
    public static final String SCHEMA = "tailforge.scene/1";

    private SceneDocument() {}

    public static byte[] write(Scene scene) {
        return JsonWriter.canonical(Json.object()
                .put("schema", SCHEMA)
                .put("name", scene.name())
                .put("layout", writeLayout(scene.layout()))
                .put("rig", RigDocument.write(scene.rig()))
                .put(
                        "ego",
                        Json.array(scene.ego().samples().stream()
                                .map(SceneDocument::writePose)
                                .toList()))
                .put(
                        "actors",
                        Json.array(scene.actors().stream()
                                .map(SceneDocument::writeActor)
                                .toList()))
                .put(
                        "lights",
                        Json.array(scene.lights().stream()
                                .map(SceneDocument::writeLight)
                                .toList()))
                .put("variation", VariationDocument.write(scene.variation()))
                .put("clip", writeGrid(scene.grid()))
                .put("seed", Long.toUnsignedString(scene.seed()))
                .build());
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static Scene read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document)
                .onlyKeys("schema", "name", "layout", "rig", "ego", "actors", "lights", "variation", "clip", "seed");
        JsonView schema = view.field("schema");
        if (!schema.asString().equals(SCHEMA)) {
            throw schema.bad("UNKNOWN-SCHEMA", "this version reads " + SCHEMA + ", not " + schema.asString());
        }
        return valid(
                view,
                () -> new Scene(
                        view.field("name").asString(),
                        readLayout(view.field("layout")),
                        RigDocument.read(view.field("rig")),
                        readEgo(view.field("ego")),
                        readActors(view.field("actors")),
                        view.field("lights").items().stream()
                                .map(SceneDocument::readLight)
                                .toList(),
                        VariationDocument.read(view.field("variation")),
                        readGrid(view.field("clip")),
                        readSeed(view.field("seed"))));
    }

    /** Ego path as a list of poses, as in the document. */
    public static EgoTrajectory readEgo(JsonView view) {
        List<TimedPose> samples = view.items().stream()
                .map(sample -> {
                    sample.onlyKeys("t_us", "position", "quaternion_wxyz", "yaw");
                    return new TimedPose(sample.field("t_us").asLong(), readPose(sample));
                })
                .toList();
        return valid(view, () -> new EgoTrajectory(samples));
    }

    /** Actors as a list of tracks, as in the document. */
    public static List<ActorTrack> readActors(JsonView view) {
        return view.items().stream().map(SceneDocument::readActor).toList();
    }

    private static Json writeLayout(LayoutRef layout) {
        return Json.object()
                .put("name", layout.name())
                .put("format", layout.format())
                .put("sha256", layout.sha256())
                .build();
    }

    private static LayoutRef readLayout(JsonView view) {
        view.onlyKeys("name", "format", "sha256");
        return valid(
                view,
                () -> new LayoutRef(
                        view.field("name").asString(),
                        view.field("format").asString(),
                        view.field("sha256").asString()));
    }

    private static Json writePose(TimedPose sample) {
        return GeometryJson.put(Json.object().put("t_us", sample.timestampMicros()), sample.pose())
                .build();
    }

    private static Json writeActor(ActorTrack actor) {
        Json.ObjectBuilder out = Json.object()
                .put("id", actor.id())
                .put("class", enumText(actor.actorClass()))
                .put("source_type", actor.sourceType())
                .put("moving", actor.moving())
                .put(
                        "states",
                        Json.array(actor.states().stream()
                                .map(SceneDocument::writeState)
                                .toList()));
        if (!actor.present().equals(ActorTrack.withoutGaps(actor.states()))) {
            out.put(
                    "present_us",
                    Json.array(actor.present().stream()
                            .map(span -> Json.array(List.of(Json.of(span.fromMicros()), Json.of(span.toMicros()))))
                            .toList()));
        }
        return out.build();
    }

    private static Json writeState(ActorState state) {
        return GeometryJson.put(Json.object().put("t_us", state.timestampMicros()), state.worldFromActor())
                .put("size_lwh", GeometryJson.write(state.size()))
                .build();
    }

    private static ActorTrack readActor(JsonView view) {
        view.onlyKeys("id", "class", "source_type", "moving", "states", "present_us");
        List<ActorState> states = view.field("states").items().stream()
                .map(SceneDocument::readState)
                .toList();
        return valid(
                view,
                () -> new ActorTrack(
                        view.field("id").asString(),
                        view.field("class").asEnum(ActorClass.class),
                        view.find("source_type").map(JsonView::asString).orElse(""),
                        view.find("moving").map(JsonView::asBoolean).orElse(true),
                        states,
                        view.find("present_us")
                                .map(spans -> spans.items().stream()
                                        .map(SceneDocument::readSpan)
                                        .toList())
                                .orElseGet(() -> ActorTrack.withoutGaps(states))));
    }

    private static TimeSpan readSpan(JsonView view) {
        List<JsonView> ends = view.items();
        if (ends.size() != 2) {
            throw view.bad("WRONG-LENGTH", "a span is [from, to] in microseconds");
        }
        return valid(view, () -> new TimeSpan(ends.get(0).asLong(), ends.get(1).asLong()));
    }

    private static ActorState readState(JsonView view) {
        view.onlyKeys("t_us", "position", "quaternion_wxyz", "yaw", "size_lwh");
        return valid(
                view,
                () -> new ActorState(
                        view.field("t_us").asLong(), new Cuboid(readPose(view), readVec3(view.field("size_lwh")))));
    }

    private static Json writeLight(LightTimeline light) {
        return Json.object()
                .put("id", light.lightId())
                .put(
                        "changes",
                        Json.array(light.changes().stream()
                                .map(change -> Json.object()
                                        .put("t_us", change.timestampMicros())
                                        .put("state", enumText(change.state()))
                                        .build())
                                .toList()))
                .build();
    }

    private static LightTimeline readLight(JsonView view) {
        view.onlyKeys("id", "changes");
        List<LightTimeline.Change> changes = view.field("changes").items().stream()
                .map(change -> {
                    change.onlyKeys("t_us", "state");
                    return new LightTimeline.Change(
                            change.field("t_us").asLong(),
                            change.field("state").asEnum(LightTimeline.LightState.class));
                })
                .toList();
        return valid(view, () -> new LightTimeline(view.field("id").asString(), changes));
    }

    private static Json writeGrid(FrameGrid grid) {
        return Json.object()
                .put("frames", grid.frames())
                .put("fps", grid.fps())
                .put("width", grid.width())
                .put("height", grid.height())
                .build();
    }

    private static FrameGrid readGrid(JsonView view) {
        view.onlyKeys("frames", "fps", "width", "height");
        return valid(
                view,
                () -> new FrameGrid(
                        view.field("frames").asInt(1, 100_000),
                        view.field("fps").asInt(1, 60),
                        view.field("width").asInt(16, 8192),
                        view.field("height").asInt(16, 8192)));
    }

    private static long readSeed(JsonView view) {
        return valid(view, () -> Long.parseUnsignedLong(view.asString()));
    }
}
