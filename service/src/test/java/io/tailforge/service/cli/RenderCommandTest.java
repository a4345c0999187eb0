package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.video.PngImage;
import io.tailforge.video.VideoProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code tailforge render}, in this JVM. */
@Isolated("reads what is printed")
class RenderCommandTest {
    private static final String AHEAD = "camera_front_wide_120fov";
    private static final String STREET =
            Path.of("..", "examples", "layouts", "urban-junction.xodr").toString();

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {}

    private Ended render(String... arguments) {
        List<String> all = new ArrayList<>(List.of("render"));
        all.addAll(List.of(arguments));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exit = Tailforge.run(all.toArray(String[]::new));
            return new Ended(
                    exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Ended small(String... more) {
        List<String> all = new ArrayList<>(List.of("--layout", STREET, "--size", "160x96"));
        all.addAll(List.of(more));
        return render(all.toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void rawFramesAreNumberedByTheirIndexAtThirtyHertz() throws IOException {
        Ended ended = small("--raw", folder.toString(), "--cameras", AHEAD, "--fps", "10", "--count", "4");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(files())
                .containsExactly(AHEAD + "/000.png", AHEAD + "/003.png", AHEAD + "/006.png", AHEAD + "/009.png");
    }

    @Test
    void aFrameAtTenHertzIsTheFrameOfThatTimeAtThirty() {
        small(
                "--raw",
                folder.resolve("a").toString(),
                "--cameras",
                AHEAD,
                "--fps",
                "10",
                "--count",
                "4",
                "--frames",
                "9");
        small("--raw", folder.resolve("b").toString(), "--cameras", AHEAD, "--count", "12", "--frames", "9");

        assertThat(PngImage.read(folder.resolve("a/" + AHEAD + "/009.png"))
                        .sameAs(PngImage.read(folder.resolve("b/" + AHEAD + "/009.png"))))
                .isTrue();
    }

    @Test
    void aVideoComesWholeOrInChunksThatOverlap() {
        Ended ended = small(
                "--video",
                folder.toString(),
                "--cameras",
                AHEAD,
                "--count",
                "11",
                "--chunk",
                "5",
                "--overlap",
                "1",
                "--json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(VideoProbe.verify(folder.resolve(AHEAD + "_0.mp4")).frames()).isEqualTo(5);
        assertThat(VideoProbe.verify(folder.resolve(AHEAD + "_1.mp4")).frames()).isEqualTo(5);
        assertThat(VideoProbe.verify(folder.resolve(AHEAD + "_2.mp4")).frames()).isEqualTo(3);
        JsonView report = JsonView.parse("stdout", ended.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.field("files").asInt(0, 10)).isEqualTo(3);
        assertThat(report.field("frames_drawn").asInt(0, 100)).isEqualTo(13);
        assertThat(report.field("cpu_ms_a_frame").field("draw").asDouble()).isPositive();
    }

    @Test
    void aRecordedDriveIsDrawnWhole() {
        Path clip = Path.of(System.getenv().getOrDefault("TAILFORGE_SHARED", "../../shared"), "data/maps/rds-hq-clip");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(clip), "the shared clip is not here: " + clip);
        Ended ended = render(
                "--layout",
                clip.toString(),
                "--size",
                "160x96",
                "--cameras",
                AHEAD,
                "--frames",
                "299",
                "--layers",
                "boxes",
                "--layer",
                "crosswalks=" + clip.resolve("synthetic-polygons"),
                "--raw",
                folder.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(folder.resolve(AHEAD).resolve("299.png")).isNotEmptyFile();
    }

    @Test
    void aSceneIsDrawnOnTheLayoutThatLiesBesideIt() throws IOException {
        Path street = Path.of(STREET);
        HdMap map = Layouts.read(street).map();
        Scene scene = new SceneAssembler()
                .assemble(Layouts.read(street), LayoutRef.of(map), TestPlans.glimpse(160, 96))
                .scene();
        Path document = Files.write(folder.resolve("scene.json"), SceneDocument.write(scene));
        String[] command = {
            "--scene",
            document.toString(),
            "--cameras",
            AHEAD,
            "--frames",
            "0",
            "--raw",
            folder.resolve("raw").toString()
        };

        assertRefused("--layout: is needed", render(command));
        Files.copy(street, folder.resolve("street.xodr"));
        Ended ended = render(command);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("street.xodr");
        Files.delete(folder.resolve("street.xodr"));
        Path written = folder.resolve(scene.layout().sha256() + ".layout.json");
        Files.write(written, MapDocument.write(map));
        assertThat(render(command).err()).contains(written.getFileName().toString());
        assertRefused(
                "--layout", render("--scene", document.toString(), "--layout", folder.toString(), "--raw", command[7]));
    }

    @Test
    void everyBadValueIsRefusedUnderTheNameOfItsOption() {
        String out = folder.resolve("none").toString();
        assertRefused("--raw, --video", small());
        assertRefused("--layout", render("--raw", out));
        assertRefused("--layout", render("--layout", "no-such-map", "--raw", out));
        assertRefused("--scene", render("--scene", "no-such-scene", "--raw", out));
        assertRefused("--style", small("--raw", out, "--style", "nope"));
        assertRefused(
                "--layers: style hdmap-v1 has no layer lanes; it draws: lanelines",
                small("--raw", out, "--layers", "lanes"));
        assertRefused("--layer", small("--raw", out, "--layer", "crosswalks=" + folder));
        assertRefused("--cameras", small("--raw", out, "--cameras", "nope"));
        assertRefused("--camera-model", small("--raw", out, "--camera-model", "nope"));
        assertRefused("--fit", small("--raw", out, "--fit", "nope"));
        assertRefused("--frames", small("--raw", out, "--frames", "121"));
        assertRefused("--frames", small("--video", out, "--frames", "1"));
        assertRefused("--count", small("--raw", out, "--count", "0"));
        assertRefused("--size", render("--layout", STREET, "--raw", out, "--size", "15x15"));
        assertRefused("--fps", small("--raw", out, "--fps", "0"));
        assertRefused("--fps", small("--raw", out, "--fps", "60"));
        assertRefused("--chunk", small("--raw", out, "--chunk", "5"));
        assertRefused("--chunk, --overlap", small("--video", out, "--chunk", "5", "--overlap", "5"));
        assertRefused("--overlap", small("--video", out, "--overlap", "5"));
        assertThat(Path.of(out, AHEAD)).doesNotExist();
    }

    private static void assertRefused(String start, Ended ended) {
        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).startsWith("tailforge: " + start);
    }
}
