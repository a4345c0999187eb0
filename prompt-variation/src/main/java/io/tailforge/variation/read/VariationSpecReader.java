package io.tailforge.variation.read;

import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonParser;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.variation.GenerationSettings;
import io.tailforge.variation.Retries;
import io.tailforge.variation.Seeds;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSet;
import io.tailforge.variation.VariationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a variation spec, YAML or (where the first character is an opening brace) JSON; the two have the same keys. Every
 * complaint names source, line and JSON pointer, and all that can be told apart are made at once. The keys are described
 * in {@code docs/variation-spec.md}, the schema is {@code docs/schema/variation-spec-1.json}.
 */
public final class VariationSpecReader {
    private static final long MAX_BYTES = 4L << 20;
    private static final List<String> DEFAULT_STYLES = List.of("hdmap-v1");
    static final FrameGrid DEFAULT_GRID = new FrameGrid(121, 30, 640, 352);

    private VariationSpecReader() {}

    public static VariationSpec read(Path file) throws IOException {
        return read(String.valueOf(file.getFileName()), bounded(file));
    }

    static byte[] bounded(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new BadInputException(Problem.of(
                    "SPEC-TOO-LARGE",
                    String.valueOf(file.getFileName()),
                    "is larger than " + MAX_BYTES + " bytes; name long paths as files"));
        }
        return Files.readAllBytes(file);
    }

    /** @param source what to call the text in complaints */
    public static VariationSpec read(String source, byte[] utf8) {
        return read(JsonView.of(source, parse(source, utf8)));
    }

    /** The text as a tree, for those who keep it. */
    public static Json parse(String source, byte[] utf8) {
        return looksLikeJson(utf8) ? JsonParser.parse(source, utf8) : YamlTree.parse(source, utf8);
    }

    public static VariationSpec read(JsonView view) {
        if (!view.isObject()) {
            throw view.bad("WRONG-TYPE", "a variation spec is a mapping of keys such as name and scenes");
        }
        Complaints complaints = new Complaints();
        complaints.tryRead(() -> view.onlyKeys(
                "name",
                "clip",
                "rig",
                "weather",
                "time",
                "region",
                "scenes",
                "variations",
                "seeds",
                "filter",
                "style",
                "styles",
                "generation"));
        String name = complaints.read("spec", () -> view.field("name").asString());
        FrameGrid grid = complaints.read(
                DEFAULT_GRID,
                () -> view.find("clip").map(VariationSpecReader::grid).orElse(DEFAULT_GRID));
        RigRequest rig = complaints.read(
                RigReader.DEFAULT, () -> view.find("rig").map(RigReader::rig).orElse(RigReader.DEFAULT));
        ScenesReader.Scenes scenes = complaints.read(ScenesReader.NONE, () -> new ScenesReader(grid).scenes(view));
        Optional<VariationSet> variations = complaints.tryRead(() -> new VariationsReader(view).read());
        Seeds seeds = complaints.read(
                new Seeds.Range(0, 1),
                () -> view.find("seeds").map(VariationSpecReader::seeds).orElse(new Seeds.Range(0, 1)));
        List<String> styles = complaints.read(DEFAULT_STYLES, () -> styles(view));
        GenerationSettings generation = complaints.read(GenerationSettings.DEFAULT, () -> view.find("generation")
                .map(VariationSpecReader::generation)
                .orElse(GenerationSettings.DEFAULT));
        Retries retries = complaints.read(Retries.DEFAULT, () -> view.find("filter")
                .map(filter -> retries(filter, generation))
                .orElse(Retries.DEFAULT));
        complaints.throwIfAny();
        VariationSpec spec = Complaints.valid(
                view,
                () -> new VariationSpec(
                        name,
                        grid,
                        rig,
                        scenes.own(),
                        scenes.atSites(),
                        variations.orElseThrow(),
                        seeds,
                        retries,
                        styles,
                        generation));
        requireCountable(view, spec);
        return spec;
    }

    private static void requireCountable(JsonView view, VariationSpec spec) {
        long clips = 0;
        try {
            clips = new VariationPlanner().mostClips(spec);
        } catch (ArithmeticException e) {
            throw view.bad("TOO-MANY-CLIPS", "asks for more clips than can be counted");
        }
        if (clips > 1_000_000_000L) {
            throw view.bad("TOO-MANY-CLIPS", "asks for " + clips + " clips; a request has at most 1000000000");
        }
    }

    private static boolean looksLikeJson(byte[] utf8) {
        for (byte b : utf8) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }

    static FrameGrid grid(JsonView view) {
        view.onlyKeys("frames", "duration_s", "fps", "width", "height");
        Complaints complaints = new Complaints();
        int fps = complaints.read(30, () -> integer(view, "fps", 1, 60, 30));
        int frames = complaints.read(121, () -> frames(view, fps));
        int width = complaints.read(640, () -> integer(view, "width", 16, 8192, 640));
        int height = complaints.read(352, () -> integer(view, "height", 16, 8192, 352));
        complaints.throwIfAny();
        return Complaints.valid(view, () -> new FrameGrid(frames, fps, width, height));
    }

    private static int frames(JsonView view, int fps) {
        Optional<JsonView> duration = view.find("duration_s");
        if (duration.isEmpty()) {
            return integer(view, "frames", 1, 100_000, 121);
        }
        view.find("frames").ifPresent(frames -> {
            throw frames.bad("CLIP-UNCLEAR", "give frames or duration_s, not both");
        });
        return (int) Math.max(1, Math.round(duration.get().asDouble(0.001, 3600) * fps));
    }

    private static int integer(JsonView view, String key, int min, int max, int absent) {
        return view.find(key).map(value -> value.asInt(min, max)).orElse(absent);
    }

    private static Seeds seeds(JsonView view) {
        if (view.isNumber()) {
            return new Seeds.Range(0, view.asLong(1, 10_000_000));
        }
        if (view.isArray()) {
            List<Long> values = Complaints.readAll(view.items(), JsonView::asLong);
            return Complaints.valid(view, () -> new Seeds.Chosen(values));
        }
        view.onlyKeys("first", "count");
        return new Seeds.Range(
                view.find("first")
                        .map(first -> first.asLong(0, Long.MAX_VALUE / 2))
                        .orElse(0L),
                view.field("count").asLong(1, 10_000_000));
    }

    private static List<String> styles(JsonView view) {
        Optional<JsonView> list = view.find("styles");
        if (list.isEmpty()) {
            return view.find("style").map(style -> List.of(style.asString())).orElse(DEFAULT_STYLES);
        }
        view.find("style").ifPresent(style -> {
            throw style.bad("STYLE-UNCLEAR", "give style or styles, not both");
        });
        if (list.get().items().isEmpty()) {
            throw list.get().bad("EMPTY-LIST", "needs at least one style");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonView item : list.get().items()) {
            if (!ids.add(item.asString())) {
                throw item.bad("DUPLICATE-ID", "the style '" + item.asString() + "' is listed twice");
            }
        }
        return List.copyOf(ids);
    }

    private static Retries retries(JsonView view, GenerationSettings asked) {
        view.onlyKeys("max_attempts", "alternatives");
        Complaints complaints = new Complaints();
        int absent = Retries.DEFAULT.attemptsEach();
        int attempts = complaints.read(absent, () -> integer(view, "max_attempts", 1, 100, absent));
        List<Retries.Alternative> alternatives = complaints.read(List.of(), () -> view.find("alternatives")
                .map(list -> Complaints.readAll(list.items(), item -> alternative(item, asked)))
                .orElse(List.of()));
        complaints.throwIfAny();
        return Complaints.valid(view, () -> new Retries(attempts, alternatives));
    }

    private static Retries.Alternative alternative(JsonView view, GenerationSettings asked) {
        view.onlyKeys("guidance", "steps");
        return new Retries.Alternative(guidance(view, asked.guidance()), steps(view, asked.steps()));
    }

    private static double guidance(JsonView view, double absent) {
        return view.find("guidance").map(value -> value.asDouble(0, 30)).orElse(absent);
    }

    private static int steps(JsonView view, int absent) {
        return integer(view, "steps", 1, 1000, absent);
    }

    private static GenerationSettings generation(JsonView view) {
        view.onlyKeys("guidance", "steps", "want");
        GenerationSettings absent = GenerationSettings.DEFAULT;
        Complaints complaints = new Complaints();
        double guidance = complaints.read(absent.guidance(), () -> guidance(view, absent.guidance()));
        int steps = complaints.read(absent.steps(), () -> steps(view, absent.steps()));
        Set<ObjectKind> want = complaints.read(
                absent.want(),
                () -> view.find("want").map(VariationSpecReader::want).orElse(absent.want()));
        complaints.throwIfAny();
        return Complaints.valid(view, () -> new GenerationSettings(guidance, steps, want));
    }

    private static Set<ObjectKind> want(JsonView view) {
        List<ObjectKind> kinds =
                new ArrayList<>(Complaints.readAll(view.items(), item -> item.asEnum(ObjectKind.class)));
        return new TreeSet<>(kinds);
    }
}
