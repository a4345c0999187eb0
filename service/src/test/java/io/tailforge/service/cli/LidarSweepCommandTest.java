package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepCloud;
import io.tailforge.lidargen.SweepSettings;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.service.embedded.BuiltWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code tailforge lidar sweep}, in this JVM. */
@Isolated("reads what is printed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LidarSweepCommandTest {
    private static final Path STREET = Path.of("..", "examples", "layouts", "urban-junction.xodr");

    private Path folder;
    private Scene scene;
    private Path document;
    private LayoutReading layout;

    @BeforeAll
    void writeScene(@TempDir Path temporary) throws IOException {
        folder = temporary;
        layout = Layouts.read(STREET);
        Scene s = new SceneAssembler()
                .assemble(layout, LayoutRef.of(layout.map()), TestPlans.glimpse(160, 96))
                .scene();
        Pose roof = new Pose(new Vec3(0.9, 0, 1.9), Quaternion.IDENTITY);
        Rig rig = new Rig(
                s.rig().name(), s.rig().cameras(), List.of(new Lidar("lidar_top", "reference-128x3600", roof, 10)));
        scene = new Scene(
                s.name(), s.layout(), rig, s.ego(), s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
        document = Files.write(folder.resolve("scene.json"), SceneDocument.write(scene));
    }

    private record Ended(int exit, String out, String err) {}

    private Ended sweep(String out, String... more) {
        String[] common = {
            "lidar",
            "sweep",
            document.toString(),
            "--layout",
            STREET.toString(),
            "--rate",
            "50",
            "-o",
            folder.resolve(out).toString()
        };
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exit = Tailforge.run(
                    Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new));
            return new Ended(
                    exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    @Test
    void theSweepIsThatOfTheEngine() throws IOException {
        Ended ended = sweep(
                "s.npz", "--sensor", "hdl-32e", "--sweep", "1", "--returns", "2", "--raw", "--json", "--statistics");

        assertThat(ended.exit()).as(ended.err()).isZero();
        Lidar own = scene.rig().lidars().getFirst();
        Lidar fast = new Lidar(own.name(), "hdl-32e", own.rigFromLidar(), 50);
        LidarEngine engine = new LidarEngine(
                BuiltWorld.of(scene, layout.map()).bvh(),
                scene,
                fast,
                SensorModels.get("hdl-32e"),
                scene.seed(),
                SweepSettings.STRONGEST.withReturns(2));
        byte[] expected = new SweepCloud(engine.sweep(1), engine.pattern(), true).npz();
        assertThat(Files.readAllBytes(folder.resolve("s.npz"))).isEqualTo(expected);
        JsonView report = JsonView.parse("stdout", ended.out().strip().getBytes(StandardCharsets.UTF_8));
        assertThat(report.field("points").asInt(0, 100_000)).isGreaterThan(1000);
        assertThat(report.field("statistics").field("valid_by_ring").items()).hasSize(32);
        assertThat(report.field("start_us").asInt(0, 100_000)).isEqualTo(20_000);
    }

    @Test
    void theFormatFollowsTheNameOrTheOption() throws IOException {
        assertThat(sweep("s.pcd", "--sensor", "hdl-32e", "--weather", "{\"fog_visibility_m\": 30}")
                        .exit())
                .isZero();
        assertThat(Files.readString(folder.resolve("s.pcd"), StandardCharsets.ISO_8859_1))
                .startsWith("# .PCD v0.7");
        assertThat(sweep("s.x", "--sensor", "hdl-32e", "--format", "bin", "--weather", "Foggy")
                        .exit())
                .isZero();
        assertThat(Files.size(folder.resolve("s.x")) % 20).isZero();
    }

    @Test
    void anExportedWorldAndASensorFileGiveTheSameSweepAsTheSceneWhereNothingMoves() throws IOException {
        String ply = folder.resolve("world.ply").toString();
        assertThat(Tailforge.run("world", "export", document.toString(), "--layout", STREET.toString(), "-o", ply))
                .isZero();
        String file = Files.writeString(folder.resolve("mine.json"), """
                        {"id": "mine", "columns": 90, "wavelength_nm": 905, "divergence_mrad": 0.1, "min_range_m": 1,
                         "range_at_10_percent_m": 80, "range_sigma_m": 0,
                         "linear": {"count": 8, "from_deg": -20, "to_deg": 5}}""").toString();
        assertThat(sweep("a.bin", "--sensor", file).exit()).isZero();
        assertThat(sweep("b.bin", "--sensor", file, "--mesh", ply).exit()).isZero();
        int points = (int) (Files.size(folder.resolve("a.bin")) / 20);
        assertThat(points).isBetween(200, 720);
        assertThat((int) (Files.size(folder.resolve("b.bin")) / 20)).isBetween(points - 20, points + 20);
    }

    @Test
    void whatCannotBeSweptIsRefusedUnderItsOption() {
        assertRefused("--sensor", "hdl-32e, ", "--sensor", "hdl-3");
        assertRefused("--sensor", "none.json is no file", "--sensor", "none.json");
        assertRefused("--mesh", "none.ply is no file", "--mesh", "none.ply");
        assertRefused("--rate", "os1-128 turns at 10.0, 20.0 Hz, not at 50.0", "--sensor", "os1-128");
        assertRefused("--sweep", "no sweep 5000", "--sweep", "5000");
        assertRefused("--returns", "must be 1 or 2", "--returns", "3");
        assertRefused("--lidar", "it has lidar_top", "--lidar", "lidar_bottom");
        assertRefused("--weather", "there is no preset 'Froggy', did you mean", "--weather", "Froggy");
    }

    private void assertRefused(String option, String detail, String... arguments) {
        Ended ended = sweep("refused.npz", arguments);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(Tailforge.USAGE);
        assertThat(ended.err()).contains(option).contains(detail);
        assertThat(folder.resolve("refused.npz")).doesNotExist();
    }
}
