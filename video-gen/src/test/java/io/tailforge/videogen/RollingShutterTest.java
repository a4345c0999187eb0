package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.RationalCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RollingShutterTest {
    static final int WIDTH = 160;
    private static final int HEIGHT = 88;
    static final double SPEED = 25;
    private static final Shutter ROLLING = new Shutter(40_000, OptionalLong.of(0));
    /** In the layout, x and y of its middle at the clip's start. */
    private static final Vec3 POST = new Vec3(12, 0.5, 0);

    static final List<CameraModel> LENSES = List.of(
            PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(75)),
            new FThetaCamera(
                    WIDTH,
                    HEIGHT,
                    80,
                    44,
                    List.of(0.0, Math.toRadians(120) / WIDTH, 0.0, 0.0, 0.0, 0.0),
                    FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE,
                    1,
                    0,
                    0,
                    1),
            new FisheyeCamera(WIDTH, HEIGHT, 76, 76, 79.5, 43.5, List.of(0.02, -0.004, 0.001, -0.0002)),
            new RationalCamera(WIDTH, HEIGHT, 110, 110, 79.5, 43.5, List.of(-0.1, 0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)));

    @Test
    void everyRowSeesWhatCrossesWhereItThenIs() {
        for (CameraModel lens : LENSES) {
            Scene scene = scene(lens, ROLLING, false);
            ViewFrame frame = shoot(scene, crossing(), RenderSettings.ofPreset(RenderPreset.DEFAULT));
            assertThat(worstColumn(scene, frame, true)).isLessThan(1);
        }
    }

    @Test
    void everyRowIsSeenFromWhereTheEgoThenIs() {
        for (CameraModel lens : LENSES) {
            Scene scene = scene(lens, ROLLING, true);
            ViewFrame frame = shoot(scene, standing(), RenderSettings.ofPreset(RenderPreset.DEFAULT));
            assertThat(worstColumn(scene, frame, false)).isLessThan(1);
        }
    }

    /** Greatest distance of the post's middle in a row from where it should be, pixels. */
    private static double worstColumn(Scene scene, ViewFrame frame, boolean moves) {
        Camera camera = scene.rig().cameras().getFirst();
        double worst = 0;
        int rows = 0;
        double[] uv = new double[2];
        for (int v = 2; v < HEIGHT - 2; v++) {
            double middle = middleOfPost(frame, v);
            if (middle >= 0) {
                long time = camera.shutter().delayMicros(v, HEIGHT);
                double y = POST.y() + (moves ? SPEED * time * 1e-6 : 0);
                Pose cameraFromLayout = scene.ego()
                        .at(time + 100_000)
                        .times(camera.rigFromCamera())
                        .inverse();
                worst = Math.max(worst, Math.abs(middle - columnAt(camera, cameraFromLayout, y, v, uv)));
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(HEIGHT / 2);
        return worst;
    }

    /** Where a row meets the image of the upright line. */
    private static double columnAt(Camera camera, Pose cameraFromLayout, double y, int v, double[] uv) {
        double low = -20;
        double high = 20;
        for (int k = 0; k < 40; k++) {
            double z = 0.5 * (low + high);
            Vec3 at = cameraFromLayout.transform(new Vec3(POST.x(), y, z));
            camera.model().project(at.x(), at.y(), at.z(), uv);
            if (uv[1] > v) {
                low = z;
            } else {
                high = z;
            }
        }
        return uv[0];
    }

    private static double middleOfPost(ViewFrame frame, int v) {
        double sum = 0;
        int n = 0;
        for (int u = 0; u < WIDTH; u++) {
            if (frame.instance()[v * WIDTH + u] == 1) {
                sum += u;
                n++;
            }
        }
        return n == 0 ? -1 : sum / n;
    }

    @Test
    void depthIsThatOfTheRowsOwnTime() {
        CameraModel lens = LENSES.getFirst();
        Scene scene = scene(lens, ROLLING, false);
        ViewFrame frame = shoot(scene, approaching(), RenderSettings.ofPreset(RenderPreset.DRAFT));
        for (int v : new int[] {1, 22, 44, 66, 86}) {
            double seconds = ROLLING.delayMicros(v / Moment.ROWS * Moment.ROWS + 1.5, HEIGHT) * 1e-6;
            double expected = POST.x() - 0.2 - 1.5 - SPEED * seconds;
            assertThat((double) frame.depth()[v * WIDTH + WIDTH / 2]).isCloseTo(expected, within(2e-3));
        }
    }

    @Test
    void whatStandsStillLooksAsThroughAGlobalShutter() {
        Weather storm = new Weather(1, 0, 0, 300, 1, 0.5);
        SceneMesh street = TestStreet.mesh();
        Scene global = TestStreet.scene(storm, TestStreet.NOON, LENSES.getFirst(), 3);
        Scene rolling = withShutter(global, new Shutter(40_000, OptionalLong.empty()));
        ViewFrame one = shoot(global, street, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame other = shoot(rolling, street, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        assertThat(other.depth()).isEqualTo(one.depth());
        assertThat(other.instance()).isEqualTo(one.instance());
        assertThat(differing(one.rgb(), other.rgb())).isLessThan(one.rgb().length / 50);
    }

    private static int differing(byte[] one, byte[] other) {
        int n = 0;
        for (int k = 0; k < one.length; k++) {
            n += one[k] == other[k] ? 0 : 1;
        }
        return n;
    }

    @Test
    void aMovingThingIsLitLikeAStandingOne() {
        ViewFrame moving = shoot(
                scene(LENSES.getFirst(), ROLLING, false), crossing(), RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame still = shoot(
                scene(LENSES.getFirst(), ROLLING, false), standing(), RenderSettings.ofPreset(RenderPreset.DEFAULT));
        assertThat(meanOfPost(moving)).isCloseTo(meanOfPost(still), within(0.02 * meanOfPost(still)));
    }

    @Test
    void whatIsShotBeforeTheClipStartsIsShotAtItsStart() {
        Scene scene = scene(LENSES.getFirst(), ROLLING, false);
        CameraEngine engine = new CameraEngine(
                scene, crossing(), WorldBvh.of(crossing()), 7, RenderSettings.ofPreset(RenderPreset.DRAFT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        assertThat(middleOfPost(frame, 2)).isEqualTo(middleOfPost(frame, 30)).isPositive();
        assertThat(middleOfPost(frame, 86)).isLessThan(middleOfPost(frame, 50) - 2);
    }

    private static double meanOfPost(ViewFrame frame) {
        double sum = 0;
        int n = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (frame.instance()[p] == 1 && frame.normals()[3 * p] < -0.9) {
                sum += frame.canvas.light[3 * p + 1];
                n++;
            }
        }
        return sum / n;
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        Scene scene = scene(LENSES.get(1), ROLLING, true);
        try (ExecutorService pool = Executors.newFixedThreadPool(7)) {
            String alone = hash(shoot(scene, crossing(), RenderSettings.ofPreset(RenderPreset.DEFAULT)));
            for (int threads : new int[] {2, 7}) {
                RenderSettings shared = new RenderSettings(RenderPreset.DEFAULT, threads, pool);
                assertThat(hash(shoot(scene, crossing(), shared))).isEqualTo(alone);
            }
        }
    }

    private static String hash(ViewFrame frame) {
        return Sha256.hex(frame.rgb()) + Arrays.hashCode(frame.depth()) + Arrays.hashCode(frame.instance());
    }

    /** Frame 1 of 10 a second; the ego drives to the left where it moves, so that all that stands crosses the picture. */
    static Scene scene(CameraModel lens, Shutter shutter, boolean egoMoves) {
        Scene still = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, lens, 3);
        List<TimedPose> path = List.of(
                new TimedPose(0, new Pose(new Vec3(0, egoMoves ? -0.1 * SPEED : 0, 0), Pose.IDENTITY.rotation())),
                new TimedPose(200_000, new Pose(new Vec3(0, egoMoves ? 0.1 * SPEED : 0, 0), Pose.IDENTITY.rotation())));
        return withShutter(
                new Scene(
                        still.name(),
                        still.layout(),
                        still.rig(),
                        new EgoTrajectory(path),
                        still.actors(),
                        still.lights(),
                        still.variation(),
                        new io.tailforge.scene.sensor.FrameGrid(3, 10, WIDTH, HEIGHT),
                        7),
                shutter);
    }

    private static Scene withShutter(Scene scene, Shutter shutter) {
        Camera camera = scene.rig().cameras().getFirst().withShutter(shutter);
        return new Scene(
                scene.name(),
                scene.layout(),
                new Rig("test", List.of(camera), List.of()),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                scene.grid(),
                scene.seed());
    }

    private static SceneMesh standing() {
        return standing(0.4);
    }

    private static SceneMesh crossing() {
        return crossing(0.4);
    }

    static SceneMesh standing(double width) {
        return world(wall(0.2, width), time -> POST);
    }

    static SceneMesh crossing(double width) {
        return world(wall(0.2, width), time -> new Vec3(POST.x(), POST.y() + SPEED * (time - 100_000) * 1e-6, 0));
    }

    /** Wide and coming nearer. */
    private static SceneMesh approaching() {
        return world(wall(0.2, 4), time -> new Vec3(POST.x() - SPEED * (time - 100_000) * 1e-6, 0, 0));
    }

    private interface Path {
        Vec3 at(long timestampMicros);
    }

    private static TriangleMesh wall(double depth, double width) {
        return TestStreet.box(new Vec3(2 * depth, width, 100));
    }

    private static SceneMesh world(TriangleMesh shape, Path path) {
        MeshBuilder ground = new MeshBuilder();
        TestStreet.flat(ground, -500, 500, -500, 500, -60, Material.ASPHALT);
        Motion motion = time -> Optional.of(new Pose(path.at(time), Pose.IDENTITY.rotation()));
        Instance post = new Instance(ShapeCycle.rigid(shape), motion, 1, SemanticClass.CAR, 0xC0C0C0);
        return new SceneMesh(Vec3.ZERO, ground.build(), List.of(post), List.of(), -1);
    }

    private static ViewFrame shoot(Scene scene, SceneMesh mesh, RenderSettings settings) {
        CameraEngine engine = new CameraEngine(scene, mesh, WorldBvh.of(mesh), 7, settings);
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 1, frame);
        return frame;
    }
}
