package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.video.PngImage;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import io.tailforge.videogen.RenderSettings;
import io.tailforge.videogen.ViewFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** {@code tailforge camera shoot}, in this JVM. */
@Isolated("reads what is printed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CameraShootCommandTest {
    private static final String AHEAD = "camera_front_wide_120fov";
    private static final Path STREET = Path.of("..", "examples", "layouts", "urban-junction.xodr");
    private static final int WIDTH = 96;
    private static final int HEIGHT = 54;

    private Path folder;
    private Scene scene;
    private Path document;
    private LayoutReading layout;

    @BeforeAll
    void writeScene(@TempDir Path temporary) throws IOException {
        folder = temporary;
        layout = Layouts.read(STREET);
        scene = new SceneAssembler()
                .assemble(layout, LayoutRef.of(layout.map()), TestPlans.glimpse(160, 96))
                .scene();
        document = Files.write(folder.resolve("scene.json"), SceneDocument.write(scene));
    }

    private record Ended(int exit, String out, String err) {}

    private Ended shoot(String out, String... more) {
        String[] common = {
            "camera",
            "shoot",
            document.toString(),
            "--layout",
            STREET.toString(),
            "--preset",
            "draft",
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
    void aPictureAndItsTruthAreThoseOfTheEngine() throws IOException {
        Ended ended = shoot(
                "shot", "--camera", AHEAD, "--frames", "1", "--size", WIDTH + "x" + HEIGHT, "--threads", "2", "--json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        Path files = folder.resolve("shot").resolve(AHEAD);
        ViewFrame expected = expected();
        assertThat(PngImage.read(files.resolve("000001.rgb.png")).bytes()).isEqualTo(expected.rgb());
        assertThat(PngImage.read(files.resolve("000001.semantic.png")).bytes()).isEqualTo(expected.semantic());
        short[] instances = PngImage.read(files.resolve("000001.instance.png")).shorts();
        for (int p = 0; p < instances.length; p++) {
            assertThat((char) instances[p]).isEqualTo(expected.instance()[p]);
        }
        assertThat(floats(files.resolve("000001.depth.npy"), "(54, 96)")).isEqualTo(expected.depth());
        assertThat(floats(files.resolve("000001.normals.npy"), "(54, 96, 3)")).isEqualTo(expected.normals());
        assertThat(flow(files.resolve("000001.flow.flo"))).isEqualTo(expectedFlow);
        JsonView report = JsonView.parse("stdout", ended.out().strip().getBytes(StandardCharsets.UTF_8));
        assertThat(report.field("pictures").asInt(0, 9)).isEqualTo(1);
        assertThat(report.field("cpu_s").field("shoot").asDouble()).isPositive();
        assertThat(ended.err()).contains("1/1: " + AHEAD + " frame 1");
    }

    private final float[] expectedFlow = new float[2 * WIDTH * HEIGHT];

    private static float[] flow(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getFloat()).isEqualTo(202021.25f);
        assertThat(bytes.getInt()).isEqualTo(WIDTH);
        assertThat(bytes.getInt()).isEqualTo(HEIGHT);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] > 1e9f ? Float.NaN : values[i];
        }
        return values;
    }

    private ViewFrame expected() {
        FrameGrid grid = new FrameGrid(scene.grid().frames(), scene.grid().fps(), WIDTH, HEIGHT);
        Scene small = new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                grid,
                scene.seed());
        BuiltWorld world = BuiltWorld.of(small, layout.map());
        CameraEngine engine = new CameraEngine(
                small, world.mesh(), world.bvh(), small.seed(), RenderSettings.ofPreset(RenderPreset.DRAFT));
        ViewFrame view = engine.newFrame();
        engine.shoot(AHEAD, 1, view, () -> false);
        List<String> rig = small.rig().cameras().stream().map(Camera::name).toList();
        engine.flow(rig.indexOf(AHEAD), 1, 2, view, expectedFlow);
        return view;
    }

    /** The numbers of an npy file whose header must name the shape. */
    private static float[] floats(Path file, String shape) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = 10 + bytes.getShort(8);
        assertThat(header % 64).isZero();
        assertThat(new String(bytes.array(), 10, header - 10, StandardCharsets.US_ASCII))
                .contains("'<f4'")
                .contains("'shape': " + shape)
                .endsWith("\n");
        float[] values = new float[(bytes.capacity() - header) / Float.BYTES];
        bytes.position(header)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    @Test
    void whatCannotBeShotIsRefusedUnderItsOption() {
        assertRefused("--camera", "it has " + AHEAD, "--camera", "camera_of_dreams");
        assertRefused("--frames", "the clip has frames 0.." + (scene.grid().frames() - 1), "--frames", "0,5000");
        assertRefused("--size", "must be", "--size", "99x10");
        assertRefused("--threads", "must be", "--threads", "0");
    }

    private void assertRefused(String option, String detail, String... arguments) {
        Ended ended = shoot("refused", arguments);
        assertThat(ended.exit()).isEqualTo(Tailforge.USAGE);
        assertThat(ended.err()).contains("BAD-OPTION").contains(option).contains(detail);
        assertThat(folder.resolve("refused")).doesNotExist();
    }
}
