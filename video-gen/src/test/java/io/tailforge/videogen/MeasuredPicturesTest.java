package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.trace.WorldBvh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What someone with a light meter and a ruler would find in the pictures. */
class MeasuredPicturesTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 88;
    private static final SceneMesh STREET = TestStreet.mesh();
    private static final WorldBvh STREET_BVH = WorldBvh.of(STREET);

    /** Koschmieder: what a dark target's contrast to the horizon loses with its distance is the visibility. */
    @Test
    void contrastAgainstDistanceGivesTheVisibilityThatTheWeatherNames() {
        for (double visibility : new double[] {60, 200}) {
            Weather fog = new Weather(1, 0, 0, visibility, 0, 0);
            double[] ranges = {6, 12, 20, 30, 45};
            double[] contrasts = contrasts(fog, ranges);
            double alpha = -slope(ranges, contrasts);
            assertThat(Math.log(20) / alpha).isCloseTo(visibility, within(0.03 * visibility));
            assertThat(alpha).isCloseTo(fog.fogExtinction(), within(0.03 * fog.fogExtinction()));
        }
    }

    /** Logarithms of each target's contrast to the horizon beside it. */
    private static double[] contrasts(Weather fog, double[] ranges) {
        MeshBuilder targets = new MeshBuilder();
        for (int k = 0; k < ranges.length; k++) {
            double side = 0.5 * (k - 2) * ranges[k] / 2.2;
            upright(targets, 1.5 + ranges[k], side, 0.06 * ranges[k], 1.5, 0.1 * ranges[k]);
        }
        SceneMesh mesh = new SceneMesh(Vec3.ZERO, targets.build(), List.of(), List.of(), -1);
        Scene scene = TestStreet.scene(fog, TestStreet.NOON, pinhole(), 1);
        ViewFrame frame = shoot(scene, mesh, RenderPreset.DEFAULT);
        double[] contrasts = new double[ranges.length];
        int row = HEIGHT / 2;
        for (int k = 0; k < ranges.length; k++) {
            Vec3 at = scene.rig()
                    .cameras()
                    .getFirst()
                    .rigFromCamera()
                    .inverse()
                    .transform(new Vec3(1.5 + ranges[k], 0.5 * (k - 2) * ranges[k] / 2.2, 1.5));
            double[] uv = new double[2];
            scene.rig().cameras().getFirst().model().project(at.x(), at.y(), at.z(), uv);
            int p = row * WIDTH + (int) Math.round(uv[0]);
            int beside = row * WIDTH + (int) Math.round(uv[0]) + 11;
            assertThat(frame.canvas.range[p]).isBetween((float) ranges[k], 1.5f * (float) ranges[k]);
            assertThat(frame.canvas.range[beside]).isInfinite();
            contrasts[k] = Math.log(1 - frame.canvas.light[3 * p + 1] / frame.canvas.light[3 * beside + 1]);
            ranges[k] = frame.canvas.range[p];
        }
        return contrasts;
    }

    private static double slope(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (int k = 0; k < x.length; k++) {
            xy += (x[k] - meanX) * (y[k] - meanY);
            xx += (x[k] - meanX) * (x[k] - meanX);
        }
        return xy / xx;
    }

    private static void upright(MeshBuilder m, double x, double y, double half, double z, double tall) {
        int a = m.vertex(x, y + half, z - tall);
        int b = m.vertex(x, y - half, z - tall);
        int c = m.vertex(x, y - half, z + tall);
        int d = m.vertex(x, y + half, z + tall);
        m.quad(a, b, c, d, Material.SIGNAL_HOUSING, TestStreet.WHITE);
    }

    @Test
    void knownPointsLieWhereTheLensPutsThem() {
        for (CameraModel lens : RollingShutterTest.LENSES) {
            List<Vec3> marks = List.of(
                    new Vec3(9, 0.3, 1.4),
                    new Vec3(14, 6.5, 3),
                    new Vec3(14, -6, 0.2),
                    new Vec3(25, -14, 6),
                    new Vec3(30, 9, -4));
            List<Instance> instances = new ArrayList<>();
            for (int k = 0; k < marks.size(); k++) {
                double size = 0.05 * marks.get(k).x();
                instances.add(new Instance(
                        ShapeCycle.rigid(TestStreet.box(new Vec3(0.01, size, size))),
                        Motion.still(new Pose(marks.get(k), Pose.IDENTITY.rotation())),
                        k + 1,
                        SemanticClass.CAR,
                        0xFFFFFF));
            }
            MeshBuilder far = new MeshBuilder();
            TestStreet.flat(far, -10, 10, -10, 10, -300, Material.ASPHALT);
            SceneMesh mesh = new SceneMesh(Vec3.ZERO, far.build(), instances, List.of(), -1);
            Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, lens, 1);
            ViewFrame frame = shoot(scene, mesh, RenderPreset.DRAFT);
            Camera camera = scene.rig().cameras().getFirst();
            for (int k = 0; k < marks.size(); k++) {
                Vec3 at = camera.rigFromCamera().inverse().transform(marks.get(k));
                double[] uv = new double[2];
                camera.model().project(at.x(), at.y(), at.z(), uv);
                double[] found = middle(frame, k + 1);
                assertThat(Math.hypot(found[0] - uv[0], found[1] - uv[1]))
                        .as(lens + " mark " + k)
                        .isLessThan(0.6);
            }
        }
    }

    private static double[] middle(ViewFrame frame, int actor) {
        double[] sums = new double[3];
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (frame.instance()[p] == actor) {
                sums[0] += p % WIDTH;
                sums[1] += p / WIDTH;
                sums[2]++;
            }
        }
        assertThat(sums[2]).isPositive();
        return new double[] {sums[0] / sums[2], sums[1] / sums[2]};
    }

    /** The 8-bit luma that a street is developed to; docs/camera-engine.md states that of whole clips. */
    @Test
    void brightnessOfDayAndNightIsThatOfPhotographs() {
        SunPosition night = TestStreet.NIGHT;
        SunPosition noon = TestStreet.NOON;
        assertThat(luma(Weather.CLEAR, noon, 0.5)).isBetween(70.0, 170.0);
        assertThat(luma(Weather.CLEAR, noon, 0.95)).isBetween(150.0, 250.0);
        assertThat(luma(new Weather(1, 0, 0, 60, 0, 0), noon, 0.5)).isBetween(90.0, 220.0);
        assertThat(luma(Weather.CLEAR, night, 0.5)).isBetween(8.0, 60.0);
        assertThat(luma(Weather.CLEAR, night, 0.05)).isLessThan(25);
    }

    private static double luma(Weather weather, SunPosition sun, double share) {
        Scene scene = TestStreet.scene(weather, sun, pinhole(), 1);
        CameraEngine engine =
                new CameraEngine(scene, STREET, STREET_BVH, 7, RenderSettings.ofPreset(RenderPreset.DRAFT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        double[] codes = new double[WIDTH * HEIGHT];
        for (int p = 0; p < codes.length; p++) {
            codes[p] = 0.299 * (frame.rgb()[3 * p] & 255)
                    + 0.587 * (frame.rgb()[3 * p + 1] & 255)
                    + 0.114 * (frame.rgb()[3 * p + 2] & 255);
        }
        Arrays.sort(codes);
        return codes[(int) (share * codes.length)];
    }

    private static PinholeCamera pinhole() {
        return PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(75));
    }

    private static ViewFrame shoot(Scene scene, SceneMesh mesh, RenderPreset preset) {
        CameraEngine engine = new CameraEngine(scene, mesh, WorldBvh.of(mesh), 7, RenderSettings.ofPreset(preset));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        return frame;
    }
}
