package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.RequestDocument.Sweeps;
import io.tailforge.generation.contract.RequestDocument.View;
import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.RigDocument;
import io.tailforge.scene.variation.VariationDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code REQUEST_JSON}, written and read strictly. */
public final class RequestDocuments {
    private static final String SOURCE = "REQUEST_JSON";
    private static final int MAX_STEPS = 10_000;
    private static final int MAX_CONTROL = 255;

    private RequestDocuments() {}

    public static byte[] write(RequestDocument request) {
        Json.ObjectBuilder out = Json.object()
                .put("contract", request.model().contractId())
                .put("clip_id", request.clip().toString())
                .put("attempt", request.attempt())
                .put("generation_key", request.key().value())
                .put("seed", Long.toUnsignedString(request.seed()))
                .put("scene_sha256", request.sceneSha256())
                .put("layout_sha256", request.layoutSha256())
                .put("fps", request.grid().fps())
                .put("num_frames", request.grid().frames())
                .put("width", request.grid().width())
                .put("height", request.grid().height())
                .put("rig", RigDocument.write(request.rig()))
                .put("variation", VariationDocument.write(request.variation()))
                .put("want", writeKinds(request.want()))
                .put(
                        "views",
                        Json.array(request.views().stream()
                                .map(RequestDocuments::writeView)
                                .toList()))
                .put(
                        "lidars",
                        Json.array(request.sweeps().stream()
                                .map(RequestDocuments::writeSweeps)
                                .toList()))
                .put("prompt", request.prompt())
                .put("negative_prompt", request.negativePrompt())
                .put("guidance", request.guidance())
                .put("steps", request.steps())
                .put("max_piece_bytes", request.maxPieceBytes());
        request.span().ifPresent(span -> out.put("part", writeSpan(span)));
        return JsonWriter.canonical(out.build());
    }

    private static Json writeSpan(FrameSpan span) {
        return Json.object()
                .put("first_frame", span.first())
                .put("num_frames", span.count())
                .put("overlap", span.overlap())
                .build();
    }

    private static FrameSpan readSpan(JsonView part) {
        part.onlyKeys("first_frame", "num_frames", "overlap");
        return valid(
                part,
                () -> new FrameSpan(
                        part.field("first_frame").asInt(0, 100_000),
                        part.field("num_frames").asInt(1, 100_000),
                        part.find("overlap").map(n -> n.asInt(0, 100_000)).orElse(0)));
    }

    static Json writeKinds(Set<ObjectKind> kinds) {
        return Json.ofStrings(kinds.stream().sorted().map(JsonView::enumText).toList());
    }

    private static Json writeView(View view) {
        Json.ObjectBuilder out = Json.object().put("name", view.camera());
        view.engineView().ifPresent(name -> out.put("engine_view", name));
        writeControls(view.controls(), out);
        view.prompt().ifPresent(prompt -> out.put("prompt", prompt));
        return out.build();
    }

    private static Json writeSweeps(Sweeps lidar) {
        Json.ObjectBuilder out = Json.object().put("name", lidar.lidar()).put("num_sweeps", lidar.count());
        if (lidar.first() > 0) {
            out.put("first_sweep", lidar.first());
        }
        writeControls(lidar.controls(), out);
        return out.build();
    }

    /** The first under the key that every server reads, the others beside it. */
    private static void writeControls(List<Integer> controls, Json.ObjectBuilder out) {
        if (!controls.isEmpty()) {
            out.put("control_index", controls.getFirst());
        }
        if (controls.size() > 1) {
            out.put(
                    "more_controls",
                    Json.array(controls.stream().skip(1).map(Json::of).toList()));
        }
    }

    private static List<Integer> readControls(JsonView view) {
        List<Integer> controls = new ArrayList<>();
        view.find("control_index").ifPresent(index -> controls.add(index.asInt(0, MAX_CONTROL)));
        view.find("more_controls")
                .ifPresent(more -> more.items().forEach(index -> controls.add(index.asInt(0, MAX_CONTROL))));
        return controls;
    }

    /**
     * @param model the model that was asked
     * @throws io.tailforge.generation.GenerationException {@code TF-CONTRACT-VERSION} for another contract
     * @throws io.tailforge.scene.problem.BadInputException naming the JSON pointer of what is wrong
     */
    public static RequestDocument read(ContractModel model, byte[] utf8) {
        JsonView view = JsonView.parse(SOURCE, utf8);
        String contract = view.field("contract").asString();
        if (!contract.equals(model.contractId())) {
            throw ErrorFamily.CONTRACT.error(
                    "VERSION", "this model speaks " + model.contractId() + ", the request " + contract);
        }
        view.onlyKeys(
                "contract",
                "clip_id",
                "attempt",
                "generation_key",
                "seed",
                "scene_sha256",
                "layout_sha256",
                "fps",
                "num_frames",
                "width",
                "height",
                "rig",
                "variation",
                "want",
                "part",
                "views",
                "lidars",
                "prompt",
                "negative_prompt",
                "guidance",
                "steps",
                "max_piece_bytes");
        return valid(view, () -> build(model, view));
    }

    private static RequestDocument build(ContractModel model, JsonView view) {
        return new RequestDocument(
                model,
                ClipId.parse(view.field("clip_id").asString()),
                view.field("attempt").asInt(1, 1_000_000),
                new GenerationKey(view.field("generation_key").asString()),
                RequestDocument.readSeed(view.field("seed")),
                view.field("scene_sha256").asString(),
                view.field("layout_sha256").asString(),
                readGrid(view),
                RigDocument.read(view.field("rig")),
                VariationDocument.read(view.field("variation")),
                readKinds(view.field("want")),
                view.find("part").map(RequestDocuments::readSpan),
                view.field("views").items().stream()
                        .map(RequestDocuments::readView)
                        .toList(),
                view.field("lidars").items().stream()
                        .map(RequestDocuments::readSweeps)
                        .toList(),
                view.field("prompt").asString(),
                view.field("negative_prompt").asString(),
                view.field("guidance").asDouble(0, 1e6),
                view.field("steps").asInt(0, MAX_STEPS),
                view.field("max_piece_bytes").asInt(1, Limits.PIECE_BYTES));
    }

    private static FrameGrid readGrid(JsonView view) {
        return new FrameGrid(
                view.field("num_frames").asInt(1, 100_000),
                view.field("fps").asInt(1, 60),
                view.field("width").asInt(16, 8192),
                view.field("height").asInt(16, 8192));
    }

    static Set<ObjectKind> readKinds(JsonView view) {
        Set<ObjectKind> kinds = new LinkedHashSet<>();
        for (JsonView kind : view.items()) {
            if (!kinds.add(kind.asEnum(ObjectKind.class))) {
                throw kind.bad("DUPLICATE", enumText(kind.asEnum(ObjectKind.class)) + " is listed twice");
            }
        }
        return kinds;
    }

    private static View readView(JsonView view) {
        view.onlyKeys("name", "engine_view", "control_index", "more_controls", "prompt");
        return new View(
                view.field("name").asString(),
                view.find("engine_view").map(JsonView::asString),
                readControls(view),
                view.find("prompt").map(JsonView::asString));
    }

    private static Sweeps readSweeps(JsonView view) {
        view.onlyKeys("name", "first_sweep", "num_sweeps", "control_index", "more_controls");
        return new Sweeps(
                view.field("name").asString(),
                view.find("first_sweep").map(n -> n.asInt(0, 10_000_000)).orElse(0),
                view.field("num_sweeps").asInt(0, 10_000_000),
                readControls(view));
    }
}
