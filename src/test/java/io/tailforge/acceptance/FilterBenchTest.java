package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fixed sample of the bench: two drives of 24 frames at the bench's own size and rig, at the engine's draft preset, a part of the fault
 * types once each. {@code bench/filter.sh} runs all of it.
 */
class FilterBenchTest {
    private static final Path LAYOUTS = Repository.ROOT.resolve("examples/layouts");
    private static final String TYPES = String.join(
            ",",
            "freeze",
            "flicker-local",
            "camera-turned",
            "lidar-height",
            "file-truncated",
            "file-missing",
            "file-zeros",
            "file-clock",
            "file-rate",
            "tail-missing");

    @TempDir
    private static Path temp;

    private static JsonView report;
    private static Path work;

    @BeforeAll
    static void run() throws IOException {
        work = temp.resolve("work");
        filter(
                        "--clips-only",
                        "--scenes",
                        "2",
                        "--windows",
                        "1",
                        "--frames",
                        "24",
                        "--layout",
                        LAYOUTS.resolve("urban-junction.xodr").toString(),
                        LAYOUTS.resolve("left-hand-street.xodr").toString())
                .expect(0);
        bench().expect(0);
        report = JsonView.parse("report.json", Files.readAllBytes(temp.resolve("report.json")));
    }

    private static Cli.Ended bench() {
        return filter(
                "--clips",
                work.resolve("clips").toString(),
                "--only",
                TYPES,
                "--plants",
                "1",
                "--sample",
                "0.5",
                "--json",
                temp.resolve("report.json").toString(),
                "--roc",
                temp.resolve("roc.svg").toString());
    }

    private static Cli.Ended filter(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("bench", "filter", "--preset", "draft", "--work", work.toString()));
        arguments.addAll(List.of(options));
        return new Cli(temp).run(arguments.toArray(String[]::new));
    }

    @Test
    void cleanClipsPassAndNullPlantsChangeNoVerdict() {
        assertThat(report.field("false_rejects").field("total").asInt(0, 100)).isEqualTo(2);
        assertThat(report.field("false_rejects").field("hits").asInt(0, 100)).isZero();
        assertThat(report.field("changed_by_null_plants").field("hits").asInt(0, 100))
                .isZero();
    }

    @Test
    void everyDamagedOrFrozenVideoIsFoundAtEverySeverity() {
        List<JsonView> integrity = report.field("faults").items().stream()
                .filter(fault -> fault.field("integrity").asBoolean())
                .toList();
        assertThat(integrity).hasSize(11);
        assertThat(integrity).allSatisfy(fault -> assertThat(
                        fault.field("detected").field("hits").asInt(0, 100))
                .as(fault.field("fault").asString() + " "
                        + fault.field("severity").asInt(1, 9))
                .isEqualTo(fault.field("detected").field("total").asInt(0, 100)));
        assertThat(integrity.stream()
                        .mapToInt(
                                fault -> fault.field("detected").field("total").asInt(0, 100))
                        .sum())
                .isGreaterThanOrEqualTo(9);
    }

    @Test
    void whatIsPlantedChangesSomethingOrIsCountedAsSkipped() throws IOException {
        List<JsonView> lines = Files.readAllLines(work.resolve("results.jsonl")).stream()
                .map(line -> JsonView.parse("results.jsonl", line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
        List<JsonView> plants = lines.stream()
                .filter(line -> line.field("label").field("severity").asInt(0, 9) > 0)
                .toList();
        assertThat(plants).allSatisfy(line -> assertThat(line.find("skipped").isPresent())
                .as(line.field("label").field("fault").asString())
                .isEqualTo(line.field("label").field("effect").asDouble() == 0));
        Optional<JsonView> turned = plants.stream()
                .filter(line -> line.field("label").field("fault").asString().equals("camera-turned"))
                .max(Comparator.comparingInt(
                        line -> line.field("label").field("severity").asInt(0, 9)));
        assertThat(turned.orElseThrow().field("label").field("effect").asDouble())
                .isGreaterThan(2);
        assertThat(Files.readString(temp.resolve("roc.svg"))).startsWith("<svg").contains("freeze");
    }

    @Test
    void aRunThatWasCutOffGoesOnWithWhatIsMissing() throws IOException {
        Path results = work.resolve("results.jsonl");
        byte[] before = Files.readAllBytes(results);
        Files.write(results, java.util.Arrays.copyOf(before, before.length - 40));
        bench().expect(0);
        List<String> lines = Files.readAllLines(results);
        assertThat(lines)
                .hasSameSizeAs(new String(before, java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }
}
