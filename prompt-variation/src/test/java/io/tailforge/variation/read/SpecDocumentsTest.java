package io.tailforge.variation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we publish about the spec is what the reader reads. */
class SpecDocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples/specs"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    static List<String> snippets() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/variation-spec.md"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadPlannedAndFitsTheSchema(Path example) throws IOException {
        assertThat(schema().complaints(YamlTree.parse(example.toString(), Files.readAllBytes(example))))
                .isEmpty();
        check(example.getFileName().toString(), SpecFiles.inlined(example));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetOfThePageIsReadPlannedAndFitsTheSchema(String snippet) throws IOException {
        check("variation-spec.md", snippet);
    }

    @Test
    void theDemoSpecAsksForThreeLooksOfThreeCameras() throws IOException {
        VariationSpec spec = VariationSpecReader.read(ROOT.resolve("examples/specs/urban-three-weathers.yaml"));
        assertThat(new VariationPlanner().count(spec)).isEqualTo(3);
        assertThat(spec.rig().cameras()).hasSize(3);
        assertThat(spec.grid().frames()).isEqualTo(121);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{scenes: [{name: a}]}",
                "{name: a}",
                "{name: Upper, scenes: [{name: a}]}",
                "{name: a, scenes: [{name: a}], colour: red}",
                "{name: a, scenes: [{name: a}], clip: {fps: 90}}",
                "{name: a, scenes: [{name: a}], seeds: 0}",
                "{name: a, scenes: [{name: a, actors: [{role: flying, class: car}]}]}",
                "{name: a, scenes: [{name: a}], variations: [{weather: {rain_mm_h: 400}}]}",
                "{name: a, scenes: [{name: a}], variations: {sample: {count: 0}}}",
                "{name: a, scenes: [{name: a, ego: []}]}",
                "{name: a, scenes: [{name: a, site: {kind: hill}}]}",
                "{name: a, scenes: [{name: a, site: {limit: 1001}}]}",
                "{name: a, scenes: [{name: a, through: {x: 1}}]}"
            })
    void whatTheSchemaRefusesTheReaderRefusesToo(String text) throws IOException {
        byte[] yaml = ("---\n" + text).getBytes(StandardCharsets.UTF_8);
        assertThat(schema().complaints(YamlTree.parse("spec", yaml))).isNotEmpty();
        assertThatThrownBy(() -> VariationSpecReader.read("spec", yaml)).isInstanceOf(BadInputException.class);
    }

    private static void check(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(schema().complaints(VariationSpecReader.parse(name, bytes))).isEmpty();
        VariationSpec spec = VariationSpecReader.read(name, bytes);
        VariationPlanner planner = new VariationPlanner();
        assertThat(planner.mostClips(spec)).isPositive();
        if (!spec.isPlaced()) {
            return;
        }
        long last = planner.count(spec) - 1;
        assertThat(planner.plan(spec, last).ordinal()).isEqualTo(last);
    }

    private static JsonSchema schema() throws IOException {
        Path file = ROOT.resolve("docs/schema/variation-spec-1.json");
        return new JsonSchema(JsonView.parse("schema", Files.readAllBytes(file)));
    }
}
