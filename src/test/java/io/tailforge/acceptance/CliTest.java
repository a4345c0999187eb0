package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: exit 0, 1 and 2 mean fine, found wrong and bad usage; {@code --json} is for machines. */
class CliTest {
    private static final String STREET = Repository.URBAN_JUNCTION.toString();

    @TempDir
    private Path folder;

    private Cli.Ended tailforge(String... arguments) {
        return new Cli(folder).quick().run(arguments);
    }

    private static JsonView json(Cli.Ended ended) {
        return JsonView.parse("stdout", ended.out().strip().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void infoSaysWhatIsInstalled() {
        JsonView info = json(tailforge("info", "--json").expect(0));
        assertThat(info.field("layout_formats").items()).isNotEmpty();
        assertThat(info.field("h264_encoder").asString()).isNotBlank();
        assertThat(info.field("conditioning_styles").items())
                .extracting(style -> style.field("id").asString())
                .contains("hdmap-v1", "depth", "semantic", "lidar-range");
        assertThat(info.field("conditioning_styles").items())
                .allSatisfy(
                        style -> assertThat(style.field("layers").asStrings()).isNotEmpty());
    }

    @Test
    void badUsageIsTwo() {
        assertThat(tailforge("generrate").expect(2).err()).contains("generate");
        assertThat(tailforge("generate", "--layout", STREET).expect(2).err()).contains("--spec");
        assertThat(tailforge("generate", "--layout", STREET, "--spec", "none.yaml")
                        .expect(2)
                        .err())
                .contains("none.yaml");
    }

    @Test
    void aSoundLayoutIsZeroAndCounted() {
        JsonView checked = json(tailforge("layout", "check", STREET, "--json").expect(0));
        assertThat(checked.field("elements").field("Lane").asInt(0, 1000)).isPositive();
        assertThat(checked.field("problems").items()).isEmpty();
    }

    @Test
    void aBrokenLayoutIsOneAndTheLineIsNamed() throws Exception {
        String text = Files.readString(Repository.URBAN_JUNCTION);
        int at = text.indexOf("<geometry ");
        int line = text.substring(0, at).split("\n", -1).length;
        Path broken = Files.write(
                folder.resolve("broken.xodr"), Hostile.nanCoordinates(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(tailforge("layout", "check", broken.toString()).expect(1).out())
                .contains("broken.xodr:" + line);
        JsonView problem = json(tailforge("layout", "check", broken.toString(), "--json")
                        .expect(1))
                .field("problems")
                .items()
                .getFirst();
        assertThat(problem.field("line").asInt(0, 100_000)).isEqualTo(line);
        assertThat(problem.field("code").asString()).isNotBlank();
    }

    @Test
    void theLanesOfALayoutAreExportedOneALine() {
        List<JsonView> lanes = tailforge("layout", "export", STREET, "--lanes", "-")
                .expect(0)
                .out()
                .lines()
                .map(line -> JsonView.parse("lane", line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(lanes).isNotEmpty().allSatisfy(lane -> {
            assertThat(lane.field("driving_side").asString()).isEqualTo("right");
            assertThat(lane.field("left").items())
                    .allMatch(point -> point.items().size() == 3);
        });
        assertThat(lanes).extracting(lane -> lane.field("kind").asString()).contains("driving");
    }

    @Test
    void aLayoutIsConvertedAndReadBack() {
        for (String format : List.of("rds-hq", "geojson")) {
            String out = folder.resolve("converted-" + format + ".geojson").toString();
            JsonView written = json(tailforge("layout", "convert", STREET, "--to", format, "-o", out, "--json")
                    .expect(0));
            JsonView checked = json(tailforge("layout", "check", out, "--json").expect(0));
            assertThat(checked.field("format").asString()).isEqualTo(format);
            assertThat(checked.field("elements").field("Lane").asInt(1, 1000))
                    .isEqualTo(written.field("elements").field("Lane").asInt(1, 1000));
        }
        assertThat(tailforge("layout", "convert", STREET, "--to", "shapefile", "-o", "x")
                        .expect(2)
                        .err())
                .contains("LAYOUT-UNKNOWN-FORMAT")
                .contains("rds-hq");
    }

    @Test
    void whatNeedsNoCatalogueStartsWithoutSpring() throws Exception {
        List<List<String>> commands = List.of(
                List.of("info"),
                List.of("layout", "check", STREET),
                List.of("dataset", "check", folder.toString()),
                List.of(
                        "render",
                        "--layout",
                        STREET,
                        "--raw",
                        folder.resolve("raw").toString(),
                        "--count",
                        "2",
                        "--frames",
                        "1",
                        "--size",
                        "160x96",
                        "--cameras",
                        "camera_front_wide_120fov"));
        for (List<String> command : commands) {
            Path classes = folder.resolve(command.getFirst() + ".classes");
            Cli.Ended ended = new Cli(folder)
                    .quick()
                    .jvm("-Xlog:class+load:file=" + classes)
                    .run(command.toArray(String[]::new));
            assertThat(ended.exit()).as(ended.err()).isLessThan(2);
            try (Stream<String> loaded = Files.lines(classes)) {
                assertThat(loaded.filter(CliTest::startsSpring))
                        .as(String.join(" ", command))
                        .isEmpty();
            }
        }
        assertThat(folder.resolve("raw/camera_front_wide_120fov/001.png")).isNotEmptyFile();
        assertThat(folder.resolve("home")).as("no catalogue was made").doesNotExist();
    }

    /** Interfaces that a signature names are harmless; these are not loaded before an application starts. */
    private static boolean startsSpring(String loading) {
        return Stream.of(
                        " org.springframework.boot.SpringApplication ",
                        " org.springframework.beans.factory.support.",
                        " org.apache.catalina.",
                        " org.h2.")
                .anyMatch(loading::contains);
    }

    @Test
    void theFirstWordOfSpringIsLoadedWhereTheCatalogueIsNeeded() throws Exception {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), Specs.glimpse(3, "Sunny"));
        Path classes = folder.resolve("generate.classes");
        new Cli(folder)
                .quick()
                .jvm("-Xlog:class+load:file=" + classes)
                .run("generate", "--layout", STREET, "--spec", spec.toString(), "--dry-run")
                .expect(0);
        try (Stream<String> loaded = Files.lines(classes)) {
            assertThat(loaded.filter(CliTest::startsSpring)).isNotEmpty();
        }
    }

    @Test
    void aDryRunListsClipsAndScenesAndTheResultOfARunIsJudgedTheSameAgain() throws Exception {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), Specs.street(3, "Sunny"));
        Path scenes = folder.resolve("scenes");
        Path out = folder.resolve("dataset");
        String[] generate = {
            "generate", "--layout", STREET, "--spec", spec.toString(), "--out", out.toString(), "--json"
        };
        JsonView plan = json(tailforge(plus(generate, "--dry-run", "--scenes", scenes.toString()))
                .expect(0));
        String clip = plan.field("clips").items().getFirst().field("clip_id").asString();
        assertThat(scenes.resolve("0-" + clip + ".json")).isNotEmptyFile();
        assertThat(out).as("a dry run makes nothing").doesNotExist();

        JsonView report = json(tailforge(generate).expect(0));
        assertThat(report.field("state").asString()).isEqualTo("completed");
        assertThat(report.field("version").asInt(0, 9)).isEqualTo(1);
        Path result = ResultFiles.onlyResult(folder.resolve("home"));
        assertThat(Files.readAllBytes(result.resolve("scene.json")))
                .isEqualTo(Files.readAllBytes(scenes.resolve("0-" + clip + ".json")));

        assertThat(json(tailforge("evaluate", result.toString(), "--json").expect(0))
                        .field("decision")
                        .asString())
                .isEqualTo("accept");
        Path calibration = folder.resolve("mine.json");
        assertThat(tailforge("calibrate", result.toString(), "--out", calibration.toString())
                        .expect(0)
                        .out())
                .contains("mine: 1 clips, 0 left out, 0 of");
        assertThat(json(tailforge("evaluate", result.toString(), "--calibration", calibration.toString(), "--json")
                                .expect(0))
                        .field("calibration")
                        .field("version")
                        .asString())
                .isEqualTo("mine");
        assertThat(json(tailforge("dataset", "check", out.toString(), "--json").expect(0))
                        .field("ok")
                        .asBoolean())
                .isTrue();
        Files.write(
                out.resolve("v000001/readme.md"),
                "x".getBytes(StandardCharsets.UTF_8),
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(tailforge("dataset", "check", out.toString()).expect(1).out())
                .contains("readme.md");
    }

    private static String[] plus(String[] first, String... more) {
        return Stream.of(first, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
