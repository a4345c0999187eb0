package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.RateRule;
import io.tailforge.generation.SizeRule;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.kserve.ModelConfig;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a model says of itself in the {@code parameters} of its Triton configuration; the limits lie in {@code caps}, a JSON. */
public final class CapsDocument {
    private static final int MOST_VIEWS = 1_000;

    private CapsDocument() {}

    /** The configuration's parameters. */
    public static Map<String, String> toParameters(ModelCaps caps) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("contract", caps.model().contractId());
        parameters.put("engine", caps.engine().name());
        parameters.put("engine_version", caps.engine().version());
        parameters.put("weights_sha256", caps.engine().weightsSha256());
        parameters.put("device", caps.engine().device());
        parameters.put("caps", JsonWriter.compact(write(caps)));
        return parameters;
    }

    /** The parameter {@code caps}; what is at its default is left out. */
    public static Json write(ModelCaps caps) {
        ModelLimits limits = caps.limits();
        Json.ObjectBuilder out = Json.object().put("kinds", RequestDocuments.writeKinds(caps.kinds()));
        writeViews(limits.views(), out);
        writeSizes(limits.sizes(), out);
        writeRates(limits.rates(), out);
        writeFrames(limits.frames(), out);
        limits.chunks().ifPresent(chunks -> out.put("chunk", write(chunks)));
        out.put("deterministic", limits.determinism()).put("controls", sorted(caps.controlKinds()));
        if (!limits.controls().needed().isEmpty()) {
            out.put("needed_controls", sorted(limits.controls().needed()));
        }
        if (limits.controls().atLeast() > 0) {
            out.put("min_controls", limits.controls().atLeast());
        }
        return out.build();
    }

    private static Json sorted(Set<String> words) {
        return Json.ofStrings(words.stream().sorted().toList());
    }

    private static void writeViews(ViewRule views, Json.ObjectBuilder out) {
        out.put("min_views", views.least()).put("max_views", views.most());
        if (!views.names().isEmpty()) {
            out.put("view_names", Json.ofStrings(views.names()));
        }
        out.put("view_subsets", views.subsets());
    }

    private static void writeSizes(SizeRule sizes, Json.ObjectBuilder out) {
        switch (sizes) {
            case SizeRule.UpTo upTo ->
                out.put("max_width", upTo.width())
                        .put("max_height", upTo.height())
                        .put("multiple_of", upTo.multipleOf());
            case SizeRule.Listed listed ->
                out.put(
                        "sizes",
                        Json.array(listed.sizes().stream()
                                .map(size -> Json.ofNumbers(size.width(), size.height()))
                                .toList()));
        }
    }

    private static void writeRates(RateRule rates, Json.ObjectBuilder out) {
        switch (rates) {
            case RateRule.Range range ->
                out.put(
                        "fps",
                        Json.object()
                                .put("min", range.least())
                                .put("max", range.most())
                                .build());
            case RateRule.Listed listed -> out.put("fps", integers(listed.rates()));
        }
    }

    private static void writeFrames(FrameRule frames, Json.ObjectBuilder out) {
        out.put("max_frames", frames.most());
        switch (frames) {
            case FrameRule.Steps steps when steps.step() == 1 -> {}
            case FrameRule.Steps steps ->
                out.put(
                        "frames",
                        Json.object()
                                .put("multiple_of", steps.step())
                                .put("plus", steps.plus())
                                .build());
            case FrameRule.Listed listed -> out.put("frames", integers(listed.frames()));
        }
    }

    private static Json write(Chunks chunks) {
        Json.ObjectBuilder out = Json.object();
        chunks.frames().ifPresent(frames -> out.put("frames", frames));
        return out.put("overlap", chunks.overlap()).build();
    }

    private static Json integers(List<Integer> values) {
        return Json.array(values.stream().map(Json::of).toList());
    }

    /**
     * What a model's configuration says.
     *
     * @throws io.tailforge.generation.GenerationException {@code TF-CAP-CONTRACT} where it speaks another contract or
     *     major version, {@code TF-CAP-BATCH} where it wants requests in batches, {@code TF-PROTOCOL-CONFIG} where its
     *     parameters are not as the contract says
     */
    public static ModelCaps of(ContractModel model, ModelConfig config) {
        Map<String, ModelConfig.Parameter> parameters = config.getParametersMap();
        String contract = parameter(parameters, "contract");
        if (!contract.equals(model.contractId())) {
            throw ErrorFamily.CAP.error(
                    "CONTRACT",
                    "model " + model.wireName() + " speaks '" + contract + "', this client " + model.contractId());
        }
        if (!config.getModelTransactionPolicy().getDecoupled()) {
            throw ErrorFamily.PROTOCOL.error("CONFIG", "model " + model.wireName() + " is not decoupled");
        }
        try {
            EngineIdentity engine = new EngineIdentity(
                    parameter(parameters, "engine"),
                    parameter(parameters, "engine_version"),
                    parameter(parameters, "weights_sha256"),
                    parameter(parameters, "device"));
            return read(model, engine, parameter(parameters, "caps"));
        } catch (BadInputException e) {
            throw ErrorFamily.PROTOCOL.error("CONFIG", "model " + model.wireName() + ": " + e.getMessage());
        }
    }

    /** @throws BadInputException naming the JSON pointer of what is wrong in {@code caps} */
    public static ModelCaps read(ContractModel model, EngineIdentity engine, String caps) {
        JsonView view = JsonView.parse("caps", caps.getBytes(StandardCharsets.UTF_8))
                .onlyKeys(
                        "kinds",
                        "min_views",
                        "max_views",
                        "view_names",
                        "view_subsets",
                        "sizes",
                        "max_width",
                        "max_height",
                        "multiple_of",
                        "fps",
                        "max_frames",
                        "frames",
                        "chunk",
                        "deterministic",
                        "controls",
                        "needed_controls",
                        "min_controls",
                        "batch_dim");
        requireUnbatched(model, view);
        return valid(
                view,
                () -> new ModelCaps(
                        model,
                        engine,
                        RequestDocuments.readKinds(view.field("kinds")),
                        readLimits(view),
                        words(view, "controls")));
    }

    private static void requireUnbatched(ContractModel model, JsonView caps) {
        if (caps.find("batch_dim").map(JsonView::asBoolean).orElse(false)) {
            throw ErrorFamily.CAP.error(
                    "BATCH",
                    "model " + model.wireName() + " wants a batch dimension (batch_dim); this client sends one clip a"
                            + " request: set max_batch_size to 0 and batch_dim to false");
        }
    }

    private static ModelLimits readLimits(JsonView caps) {
        return new ModelLimits(
                readViews(caps),
                readSizes(caps),
                caps.find("fps").map(CapsDocument::readRates).orElse(RateRule.ANY),
                readFrames(caps),
                caps.find("chunk").map(CapsDocument::readChunks),
                readControls(caps),
                caps.find("deterministic").map(CapsDocument::readPromise).orElse("no"));
    }

    private static ViewRule readViews(JsonView caps) {
        return valid(
                caps,
                () -> new ViewRule(
                        intOf(caps, "min_views", 1, MOST_VIEWS, ViewRule.ANY.least()),
                        intOf(caps, "max_views", 1, MOST_VIEWS, ViewRule.ANY.most()),
                        caps.find("view_names").map(JsonView::asStrings).orElse(List.of()),
                        caps.find("view_subsets").map(JsonView::asBoolean).orElse(false)));
    }

    private static SizeRule readSizes(JsonView caps) {
        if (caps.find("sizes").isPresent()) {
            JsonView sizes = caps.field("sizes");
            return valid(
                    sizes,
                    () -> new SizeRule.Listed(
                            sizes.items().stream().map(CapsDocument::readSize).toList()));
        }
        return valid(
                caps,
                () -> new SizeRule.UpTo(
                        intOf(caps, "max_width", 16, 65_536, SizeRule.LARGEST),
                        intOf(caps, "max_height", 16, 65_536, SizeRule.LARGEST),
                        intOf(caps, "multiple_of", 1, 1024, 2)));
    }

    private static SizeRule.Size readSize(JsonView size) {
        List<Integer> sides = readIntegers(size, SizeRule.LARGEST);
        if (sides.size() != 2) {
            throw size.bad("WRONG-TYPE", "a size is [width, height]");
        }
        return valid(size, () -> new SizeRule.Size(sides.getFirst(), sides.getLast()));
    }

    private static RateRule readRates(JsonView fps) {
        if (fps.isArray()) {
            return valid(fps, () -> new RateRule.Listed(readIntegers(fps, RateRule.FASTEST)));
        }
        fps.onlyKeys("min", "max");
        return valid(
                fps,
                () -> new RateRule.Range(
                        intOf(fps, "min", 1, RateRule.FASTEST, 1),
                        intOf(fps, "max", 1, RateRule.FASTEST, RateRule.FASTEST)));
    }

    private static FrameRule readFrames(JsonView caps) {
        int most = Math.min(intOf(caps, "max_frames", 1, 10_000_000, FrameRule.MOST), FrameRule.MOST);
        Optional<JsonView> frames = caps.find("frames");
        if (frames.isEmpty()) {
            return FrameRule.upTo(most);
        }
        JsonView rule = frames.get();
        if (rule.isArray()) {
            return valid(
                    rule,
                    () -> new FrameRule.Listed(readIntegers(rule, FrameRule.MOST).stream()
                            .filter(n -> n <= most)
                            .toList()));
        }
        rule.onlyKeys("multiple_of", "plus");
        int step = rule.field("multiple_of").asInt(1, FrameRule.Steps.LARGEST_STEP);
        return valid(rule, () -> new FrameRule.Steps(step, intOf(rule, "plus", 0, step - 1, 0), most));
    }

    private static Chunks readChunks(JsonView chunk) {
        chunk.onlyKeys("frames", "overlap");
        return valid(
                chunk,
                () -> new Chunks(
                        chunk.find("frames").map(n -> n.asInt(1, FrameRule.MOST)),
                        intOf(chunk, "overlap", 0, FrameRule.MOST, 0)));
    }

    private static ModelLimits.Controls readControls(JsonView caps) {
        Set<String> needed = words(caps, "needed_controls");
        return new ModelLimits.Controls(needed, intOf(caps, "min_controls", 0, 16, 0));
    }

    private static String readPromise(JsonView promise) {
        String text = promise.asString();
        if (!ModelLimits.PROMISES.contains(text)) {
            throw promise.bad("UNKNOWN-VALUE", "deterministic is one of " + ModelLimits.PROMISES + ", not " + text);
        }
        return text;
    }

    private static List<Integer> readIntegers(JsonView list, int most) {
        return list.items().stream().map(n -> n.asInt(1, most)).toList();
    }

    private static Set<String> words(JsonView caps, String key) {
        return new LinkedHashSet<>(caps.find(key).map(JsonView::asStrings).orElse(List.of()));
    }

    private static int intOf(JsonView view, String key, int least, int most, int otherwise) {
        return view.find(key).map(n -> n.asInt(least, most)).orElse(otherwise);
    }

    private static String parameter(Map<String, ModelConfig.Parameter> parameters, String key) {
        ModelConfig.Parameter value = parameters.get(key);
        if (value == null) {
            throw ErrorFamily.CAP.error("CONTRACT", "the model's configuration lacks the parameter '" + key + "'");
        }
        return value.getStringValue();
    }
}
