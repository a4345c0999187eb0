package io.tailforge.quality.fault;

import io.tailforge.quality.fault.FaultType.Step;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Fault types as data: {@code docs/filter-bench.md} says what such a file holds. */
public final class FaultFile {
    private static final String SCHEMA = "tailforge.faults/1";
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_TYPES = 500;
    private static final int MOST_SEVERITIES = 9;

    private final Map<String, Edit> edits = new TreeMap<>();

    private FaultFile() {
        listEdits().forEach(edit -> edits.put(edit.name(), edit));
    }

    /** Every edit on the class path, by name. */
    public static List<Edit> listEdits() {
        return ServiceLoader.load(Edit.Provider.class).stream()
                .flatMap(provider -> provider.get().edits().stream())
                .sorted(java.util.Comparator.comparing(Edit::name))
                .toList();
    }

    /** The types that come with the product. */
    public static List<FaultType> builtIn() {
        try (InputStream in = FaultFile.class.getResourceAsStream("faults.json")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks faults.json");
            }
            return read("faults.json", in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static List<FaultType> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw new io.tailforge.scene.problem.BadInputException(io.tailforge.scene.problem.Problem.of(
                    "NO-SUCH-FILE",
                    file.toString(),
                    "there is no fault file of at most " + MOST_BYTES + " bytes here"));
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    public static List<FaultType> read(String source, byte[] json) {
        JsonView view = JsonView.parse(source, json).onlyKeys("schema", "faults");
        JsonView schema = view.field("schema");
        if (!schema.asString().equals(SCHEMA)) {
            throw schema.bad("UNKNOWN-SCHEMA", "this version reads " + SCHEMA + ", not " + schema.asString());
        }
        List<JsonView> rows = view.field("faults").items();
        if (rows.size() > MOST_TYPES) {
            throw view.field("faults").bad("TOO-MANY", "at most " + MOST_TYPES + " fault types, not " + rows.size());
        }
        FaultFile reader = new FaultFile();
        Set<String> ids = new HashSet<>();
        List<FaultType> types = new ArrayList<>();
        for (JsonView row : rows) {
            FaultType type = reader.type(row);
            if (!ids.add(type.id())) {
                throw row.field("id").bad("NOT-UNIQUE", "two fault types are called " + type.id());
            }
            types.add(type);
        }
        return types;
    }

    private FaultType type(JsonView row) {
        row.onlyKeys("id", "number", "about", "integrity", "floor", "edits");
        JsonView id = row.field("id");
        if (!id.asString().matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw id.bad("BAD-ID", "lower-case letters, digits and '-', at most 60");
        }
        List<JsonView> steps = row.field("edits").items();
        int severities = steps.stream().mapToInt(FaultFile::severities).max().orElse(1);
        List<List<Step>> all = new ArrayList<>();
        for (int severity = 0; severity < severities; severity++) {
            int at = severity;
            all.add(steps.stream().map(step -> step(step, at, severities)).toList());
        }
        return new FaultType(
                id.asString(),
                row.find("number").map(number -> number.asInt(0, 10_000)).orElse(0),
                row.find("about").map(JsonView::asString).orElse(""),
                row.find("integrity").map(JsonView::asBoolean).orElse(false),
                row.find("floor").map(floor -> floor.asDouble(0, 1e6)).orElse(0.0),
                all);
    }

    /** As many as the longest list among an edit's values has. */
    private static int severities(JsonView step) {
        return step.fields().values().stream()
                .filter(JsonView::isArray)
                .mapToInt(values -> values.items().size())
                .max()
                .orElse(1);
    }

    private Step step(JsonView view, int severity, int severities) {
        JsonView name = view.field("edit");
        Edit edit = edits.get(name.asString());
        if (edit == null) {
            throw name.bad(
                    "UNKNOWN-EDIT",
                    "there is no edit '" + name.asString() + "'"
                            + JsonView.hint(name.asString(), edits.keySet().toArray(String[]::new)));
        }
        List<String> known = new ArrayList<>(List.of("edit"));
        edit.parameters().forEach(parameter -> known.add(parameter.name()));
        view.onlyKeys(known.toArray(String[]::new));
        Map<String, Double> figures = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        for (Parameter parameter : edit.parameters()) {
            switch (parameter) {
                case Parameter.Figure figure -> figures.put(figure.name(), figure(view, figure, severity, severities));
                case Parameter.Word word -> words.put(word.name(), word(view, word, severity, severities));
            }
        }
        return new Step(edit, new Settings(figures, words));
    }

    private static double figure(JsonView view, Parameter.Figure figure, int severity, int severities) {
        if (view.find(figure.name()).isEmpty() && figure.otherwise().isPresent()) {
            return figure.otherwise().getAsDouble();
        }
        return at(view.field(figure.name()), severity, severities).asDouble(figure.min(), figure.max());
    }

    private static String word(JsonView view, Parameter.Word word, int severity, int severities) {
        if (view.find(word.name()).isEmpty() && word.otherwise().isPresent()) {
            return word.otherwise().get();
        }
        JsonView value = at(view.field(word.name()), severity, severities);
        if (!word.words().contains(value.asString())) {
            throw value.bad("UNKNOWN-VALUE", "one of " + String.join(", ", word.words()));
        }
        return value.asString();
    }

    /** A value for all severities, or its part for one of them. */
    private static JsonView at(JsonView value, int severity, int severities) {
        if (!value.isArray()) {
            return value;
        }
        List<JsonView> values = value.items();
        if (values.size() != severities || severities > MOST_SEVERITIES) {
            throw value.bad(
                    "WRONG-LENGTH",
                    "lists of one fault have one length, its severities, at most " + MOST_SEVERITIES + "; this one has "
                            + values.size() + ", another " + severities + ": " + JsonWriter.compact(value.json()));
        }
        return values.get(severity);
    }
}
