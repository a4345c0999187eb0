package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.raster.HdMapV1Style.Layer;
import io.tailforge.conditioning.rdshq.RdsHqReader;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw frames against those that NVIDIA's own renderer drew from the same files. */
class GoldenFramesTest {
    private static final String BOXES = "boxes";

    private static Path golden;
    private static Path clip;
    private static LayoutReading reading;

    @BeforeAll
    static void read() {
        clip = SharedMaps.require("rds-hq-clip");
        golden = clip.resolveSibling("..").resolve("golden").normalize();
        reading = new RdsHqReader().read(clip);
    }

    @Test
    void wholeFramesAreTheToolkits() {
        for (Golden frame : frames("hdmap-v1")) {
            FrameComparison comparison = frame.compare(draw(frame, "ftheta", 720, LayerShapes.of(reading.map()), true));

            assertClose(frame, comparison, 0.9995, 58);
            assertThat(comparison.colour()).as(frame.toString()).isLessThan(0.03);
        }
    }

    @Test
    void resizedFramesAreTheToolkits() {
        for (Golden frame : frames("hdmap-v1-704")) {
            Frame drawn = Frame.rgb24(1280, 704);
            Scene scene = scene("ftheta", 704);
            new HdMapV1Renderer()
                    .open(scene, reading.map(), DrawingOptions.EXACT)
                    .painter(scene.rig().getCamera(frame.camera()))
                    .draw(frame.index(), drawn);

            assertClose(frame, frame.compare(drawn), 0.9995, 55);
        }
    }

    @Test
    void pinholeFramesAreTheToolkits() {
        for (Golden frame : frames("hdmap-v1-pinhole")) {
            assertClose(
                    frame, frame.compare(draw(frame, "pinhole", 720, LayerShapes.of(reading.map()), true)), 0.9999, 90);
        }
    }

    @Test
    void eachLayerAloneIsTheToolkits() {
        for (Golden frame : frames("hdmap-v1-layers")) {
            FrameComparison comparison =
                    frame.compare(draw(frame, "ftheta", 720, shapes(reading.map(), frame), frame.isBoxes()));

            assertClose(frame, comparison, 0.9999, 90);
            assertThat(comparison.colour()).as(frame.toString()).isLessThan(0.01);
        }
    }

    @Test
    void nearPolygonsAreTheToolkitsToThePixel(@TempDir Path folder) throws IOException {
        HdMap map = new RdsHqReader().read(withSyntheticPolygons(folder)).map();

        for (Golden frame : frames("hdmap-v1-polygons")) {
            assertThat(frame.compare(draw(frame, "ftheta", 720, shapes(map, frame), false))
                            .psnr())
                    .as(frame.toString())
                    .isEqualTo(99);
        }
    }

    private static void assertClose(Golden frame, FrameComparison comparison, double iou, double psnr) {
        assertThat(comparison.iou()).as("IoU of " + frame).isGreaterThanOrEqualTo(iou);
        assertThat(comparison.psnr()).as("PSNR of " + frame).isGreaterThanOrEqualTo(psnr);
        assertThat(comparison.precision()).as("precision of " + frame).isGreaterThanOrEqualTo(0.9999);
        assertThat(comparison.recall()).as("recall of " + frame).isGreaterThanOrEqualTo(0.9999);
    }

    private static Scene scene(String model, int height) {
        Recording recording = reading.recording().orElseThrow();
        Rig rig = Objects.requireNonNull(recording.rigs().get(model));
        return TestScenes.scene(rig, recording.ego(), recording.actors(), new FrameGrid(121, 30, 1280, height));
    }

    private static Frame draw(Golden frame, String model, int height, List<LayerShapes> layers, boolean withBoxes) {
        Scene scene = scene(model, height);
        Camera camera = scene.rig().getCamera(frame.camera());
        Frame drawn = Frame.rgb24(1280, height);
        new ControlView(scene, layers, withBoxes, Warts.KEPT, camera).draw(frame.index(), drawn);
        return drawn;
    }

    private static List<LayerShapes> shapes(HdMap map, Golden frame) {
        return frame.isBoxes() ? List.of() : List.of(LayerShapes.of(map, frame.layer()));
    }

    private static Path withSyntheticPolygons(Path folder) throws IOException {
        Map<String, Path> layers = Map.of(
                "3d_lanes", clip,
                "3d_crosswalks", clip.resolve("synthetic-polygons"),
                "3d_road_markings", clip.resolve("synthetic-polygons"));
        for (Map.Entry<String, Path> layer : layers.entrySet()) {
            Files.createDirectory(folder.resolve(layer.getKey()));
            try (Stream<Path> files = Files.list(layer.getValue().resolve(layer.getKey()))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            folder.resolve(layer.getKey())
                                    .resolve(file.getFileName().toString()));
                }
            }
        }
        return folder;
    }

    /** One golden file: set/[layer/]camera/frame.png. */
    private record Golden(Path file) {
        String camera() {
            return fromEnd(2);
        }

        int index() {
            return Integer.parseInt(fromEnd(1).replace(".png", ""));
        }

        private String fromEnd(int names) {
            return file.getName(file.getNameCount() - names).toString();
        }

        private String folder() {
            return fromEnd(3);
        }

        boolean isBoxes() {
            return folder().equals(BOXES);
        }

        Layer layer() {
            return Layer.valueOf(folder().toUpperCase(Locale.ROOT));
        }

        FrameComparison compare(Frame drawn) {
            return FrameComparison.of(PngImage.read(file), drawn);
        }

        @Override
        public String toString() {
            return golden.relativize(file).toString();
        }
    }

    private static List<Golden> frames(String set) {
        try (Stream<Path> files = Files.walk(golden.resolve(set))) {
            List<Golden> frames = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .map(Golden::new)
                    .toList();
            assertThat(frames).as(set).isNotEmpty();
            return frames;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
