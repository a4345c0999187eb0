package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CameraEngineTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 54;
    private static final Weather STORM = new Weather(1, 40, 1, 300, 1, 0.5);
    private static final SceneMesh STREET = TestStreet.mesh();
    private static final WorldBvh STREET_BVH = WorldBvh.of(STREET);

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        try (ExecutorService pool = Executors.newFixedThreadPool(7)) {
            for (SunPosition sun : List.of(TestStreet.NOON, TestStreet.NIGHT)) {
                ViewFrame alone = shoot(STORM, sun, RenderSettings.ofPreset(RenderPreset.DEFAULT), 1);
                for (int threads : new int[] {2, 7}) {
                    ViewFrame shared = shoot(STORM, sun, new RenderSettings(RenderPreset.DEFAULT, threads, pool), 1);
                    assertThat(hash(shared)).isEqualTo(hash(alone));
                }
            }
        }
    }

    @Test
    void framesMayBeShotInAnyOrderIntoUsedBuffers() {
        CameraEngine engine = engine(STORM, TestStreet.NOON, RenderPreset.DEFAULT);
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 2, frame);
        String last = hash(frame);
        engine.shoot(0, 0, frame);
        assertThat(hash(frame)).isNotEqualTo(last);
        engine.shoot("camera_front", 2, frame, () -> false);
        assertThat(hash(frame)).isEqualTo(last);
    }

    @Test
    void weatherOfZeroRatesIsClearWeatherBitForBit() {
        Weather zero = new Weather(0, 0, 0, Double.POSITIVE_INFINITY, 0, 0);
        Weather hardlyAny = new Weather(0, 0.4, 0, Double.POSITIVE_INFINITY, 0, 0);
        String clear = hash(shoot(Weather.CLEAR, TestStreet.NOON));
        assertThat(hash(shoot(zero, TestStreet.NOON))).isEqualTo(clear);
        assertThat(hash(shoot(hardlyAny, TestStreet.NOON))).isNotEqualTo(clear);
    }

    @Test
    void weatherDoesNotChangeTheTruth() {
        ViewFrame clear = shoot(Weather.CLEAR, TestStreet.NOON);
        ViewFrame storm = shoot(STORM, TestStreet.NIGHT);
        assertThat(storm.depth()).isEqualTo(clear.depth());
        assertThat(storm.instance()).isEqualTo(clear.instance());
        assertThat(storm.semantic()).isEqualTo(clear.semantic());
    }

    @Test
    void depthOfThePlaneIsWhereTheRayMeetsIt() {
        ViewFrame frame = shoot(Weather.CLEAR, TestStreet.NOON);
        Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, WIDTH, HEIGHT);
        Camera camera = scene.rig().cameras().getFirst();
        double[] ray = new double[3];
        int checked = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (frame.semantic()[p] == SemanticClass.ROAD.id()) {
                camera.model().ray(p % WIDTH, p / WIDTH, ray);
                double expected = 1.5 / ray[1] * ray[2];
                assertThat((double) frame.depth()[p]).isCloseTo(expected, within(1e-3 + 1e-4 * expected));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(WIDTH * HEIGHT / 5);
    }

    @Test
    void skyHasInfiniteDepthAndNoInstance() {
        ViewFrame frame = shoot(Weather.CLEAR, TestStreet.NOON);
        int sky = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (frame.semantic()[p] == SemanticClass.SKY.id()) {
                sky++;
                assertThat(frame.depth()[p]).isEqualTo(Float.POSITIVE_INFINITY);
                assertThat((int) frame.instance()[p]).isZero();
            } else {
                assertThat(frame.depth()[p]).isFinite();
            }
        }
        assertThat(sky).isGreaterThan(50);
    }

    @Test
    void anActorsMaskLiesInsideItsProjectedBox() {
        ViewFrame frame = shoot(Weather.CLEAR, TestStreet.NOON);
        Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, WIDTH, HEIGHT);
        Camera camera = scene.rig().cameras().getFirst();
        double[] box = {1e9, 1e9, -1e9, -1e9};
        Cuboid cuboid = new Cuboid(new Pose(TestStreet.CAR_CENTRE, Quaternion.IDENTITY), TestStreet.CAR_SIZE);
        double[] uv = new double[2];
        for (int k = 0; k < 8; k++) {
            Vec3 corner =
                    camera.rigFromCamera().inverse().transform(cuboid.corners().point(k));
            assertThat(camera.model().project(corner.x(), corner.y(), corner.z(), uv))
                    .isTrue();
            box[0] = Math.min(box[0], uv[0]);
            box[1] = Math.min(box[1], uv[1]);
            box[2] = Math.max(box[2], uv[0]);
            box[3] = Math.max(box[3], uv[1]);
        }
        int pixels = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (frame.instance()[p] == 1) {
                pixels++;
                assertThat(frame.semantic()[p]).isEqualTo((byte) SemanticClass.CAR.id());
                assertThat((double) (p % WIDTH)).isBetween(box[0], box[2]);
                assertThat((double) (p / WIDTH)).isBetween(box[1], box[3]);
            }
        }
        assertThat(pixels).isGreaterThan((int) (0.6 * (box[2] - box[0]) * (box[3] - box[1])));
    }

    @Test
    void theProbeSeesTheCarAndScalesItsPixelsToTheClip() {
        Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, 640, 360);
        List<ActorVisibility> seen = VisibilityProbe.probe(scene, STREET, STREET_BVH);
        CameraEngine engine =
                new CameraEngine(scene, STREET, STREET_BVH, 7, RenderSettings.ofPreset(RenderPreset.DRAFT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        int pixels = 0;
        for (char id : frame.instance()) {
            pixels += id == 1 ? 1 : 0;
        }
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().actorId()).isEqualTo("car-1");
        assertThat((double) seen.getFirst().visiblePixels()).isCloseTo(pixels, within(0.08 * pixels));
        assertThat(seen.getFirst().distance()).isCloseTo(12.3, within(0.5));
    }

    @Test
    void everyPresetShowsTheSameTruth() {
        ViewFrame usual = shoot(STORM, TestStreet.NIGHT);
        for (RenderPreset preset : List.of(RenderPreset.DRAFT, RenderPreset.HIGH)) {
            ViewFrame other = shoot(STORM, TestStreet.NIGHT, RenderSettings.ofPreset(preset), 0);
            assertThat(other.instance()).isEqualTo(usual.instance());
            assertThat(other.depth()).isEqualTo(usual.depth());
            assertThat(Sha256.hex(other.rgb())).isNotEqualTo(Sha256.hex(usual.rgb()));
        }
    }

    @Test
    void theEngineSaysWhatItIs() {
        assertThat(CameraEngine.identity().name()).isEqualTo("procedural");
        assertThat(CameraEngine.identity().device()).startsWith("cpu/");
    }

    @Test
    void aCancelledFrameStopsAndSaysSo() {
        CameraEngine engine = engine(Weather.CLEAR, TestStreet.NOON, RenderPreset.DRAFT);
        ViewFrame frame = engine.newFrame();
        assertThatThrownBy(() -> engine.shoot(0, 0, frame, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aFrameIsGivenUpInTheMiddle() {
        CameraEngine engine = engine(STORM, TestStreet.NOON, RenderPreset.DEFAULT);
        ViewFrame frame = engine.newFrame();
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> engine.shoot(0, 0, frame, () -> asked.incrementAndGet() > 2))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aFrameOfAnotherSizeIsRefused() {
        CameraEngine engine = engine(Weather.CLEAR, TestStreet.NOON, RenderPreset.DRAFT);
        assertThatThrownBy(() -> engine.shoot(0, 0, new ViewFrame(64, 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64x32");
    }

    private static ViewFrame shoot(Weather weather, SunPosition sun) {
        return shoot(weather, sun, RenderSettings.ofPreset(RenderPreset.DEFAULT), 0);
    }

    private static CameraEngine engine(Weather weather, SunPosition sun, RenderPreset preset) {
        Scene scene = TestStreet.scene(weather, sun, WIDTH, HEIGHT);
        return new CameraEngine(scene, STREET, STREET_BVH, 7, RenderSettings.ofPreset(preset));
    }

    private static ViewFrame shoot(Weather weather, SunPosition sun, RenderSettings settings, int frame) {
        Scene scene = TestStreet.scene(weather, sun, WIDTH, HEIGHT);
        CameraEngine engine = new CameraEngine(scene, STREET, STREET_BVH, 7, settings);
        ViewFrame out = engine.newFrame();
        engine.shoot(0, frame, out);
        return out;
    }

    private static String hash(ViewFrame frame) {
        return Sha256.hex(frame.rgb()) + Arrays.hashCode(frame.depth()) + Arrays.hashCode(frame.instance());
    }
}
