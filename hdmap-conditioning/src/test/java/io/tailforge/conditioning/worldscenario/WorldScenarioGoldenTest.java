package io.tailforge.conditioning.worldscenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.raster.FrameComparison;
import io.tailforge.conditioning.rdshq.RdsHqReader;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw frames against those that NVIDIA's own OpenGL renderer drew from the same files. */
class WorldScenarioGoldenTest {
    private static final String CAMERA = "camera_front_wide_120fov";

    private static Path clip;
    private static HdMap map;
    private static Recording recording;

    @BeforeAll
    static void read() {
        clip = SharedMaps.require("rds-hq-clip");
        map = new RdsHqReader().read(clip).map();
        recording = new RdsHqReader().read(clip).recording().orElseThrow();
    }

    @Test
    void wholeFramesAreTheModels() throws IOException {
        ControlPainter painter = painter(map, recording.actors());

        for (Path golden : goldens("world-scenario-v3")) {
            assertClose(golden, painter, 60);
        }
    }

    @Test
    void nearPolygonsAreTheModels(@TempDir Path folder) throws IOException {
        copy(clip.resolve("3d_lanes"), folder);
        copy(clip.resolve("synthetic-polygons/3d_crosswalks"), folder);
        copy(clip.resolve("synthetic-polygons/3d_road_markings"), folder);
        ControlPainter painter = painter(new RdsHqReader().read(folder).map(), List.of());

        for (Path golden : goldens("world-scenario-v3-polygons")) {
            assertClose(golden, painter, 68);
        }
    }

    private static void assertClose(Path golden, ControlPainter painter, double psnr) {
        Frame drawn = Frame.rgb24(1280, 720);
        String name = golden.getFileName().toString();
        painter.draw(Integer.parseInt(name.replace(".png", "")), drawn);

        FrameComparison comparison = FrameComparison.of(PngImage.read(golden), drawn);

        assertThat(comparison.psnr()).as("PSNR of " + golden).isGreaterThan(psnr);
        assertThat(comparison.iou()).as("IoU of " + golden).isGreaterThan(0.9999);
        assertThat(comparison.precision()).as("precision of " + golden).isGreaterThan(0.9999);
        assertThat(comparison.recall()).as("recall of " + golden).isGreaterThan(0.9999);
        assertThat(comparison.colour()).as("colour error of " + golden).isLessThan(0.05);
    }

    private static ControlPainter painter(HdMap map, List<ActorTrack> actors) {
        Rig rig = Objects.requireNonNull(recording.rigs().get("ftheta"));
        Scene scene = Scenes.of(rig, recording.ego(), actors, recording.lights(), new FrameGrid(121, 30, 1280, 720));
        return new WorldScenarioV3Renderer()
                .open(scene, map, DrawingOptions.EXACT)
                .painter(rig.getCamera(CAMERA));
    }

    private static List<Path> goldens(String set) throws IOException {
        Path folder = clip.resolveSibling("..")
                .resolve("golden")
                .normalize()
                .resolve(set)
                .resolve(CAMERA);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> frames = files.sorted().toList();
            assertThat(frames).as(set).isNotEmpty();
            return frames;
        }
    }

    private static void copy(Path layer, Path into) throws IOException {
        Path target = Files.createDirectory(into.resolve(layer.getFileName()));
        try (Stream<Path> files = Files.list(layer)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }
}
