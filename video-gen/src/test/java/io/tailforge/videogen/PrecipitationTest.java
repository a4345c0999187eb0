package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PrecipitationTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 88;
    private static final double CLEAR = Double.POSITIVE_INFINITY;
    private static final Weather RAIN = new Weather(1, 50, 0, CLEAR, 1, 0);
    private static final Weather SNOW = new Weather(1, 0, 2.5, CLEAR, 0, 0);

    @Test
    void dropsAreAsManyAsMarshallAndPalmerCounted() {
        double larger = 0;
        for (ParticleField field : ParticleField.rain(50, 1)) {
            larger += field.perCubicMetre();
        }
        double slope = 4.1 * Math.pow(50, -0.21);
        double counted = 8000 / slope * (Math.exp(-slope) - Math.exp(-4.5 * slope));
        assertThat(larger).isCloseTo(counted, within(1e-3 * counted));
        int inCells = 0;
        ParticleField finest = ParticleField.rain(50, 1).getFirst();
        for (int cell = 0; cell < 1000; cell++) {
            inCells += finest.count(cell % 10, cell / 10 % 10, cell / 100);
        }
        assertThat(inCells / 1000.0).isCloseTo(finest.perCubicMetre(), within(0.1));
        assertThat(ParticleField.rain(0, 1)).isEmpty();
        assertThat(ParticleField.snow(0, 1)).isEmpty();
    }

    @Test
    void dropsFallAsFastAsTheyWereMeasuredTo() {
        assertThat(ParticleField.dropSpeed(1)).isCloseTo(4.0, within(0.1));
        assertThat(ParticleField.dropSpeed(4)).isCloseTo(8.7, within(0.1));
    }

    @Test
    void twoCamerasSideBySideSeeTheSameDrops() {
        float[] left = falling(RAIN, 0, 0.0, 0);
        float[] right = falling(RAIN, 0, 0.04, 0);
        assertThat(likeness(left, falling(RAIN, 0, 0.0, 0), 0)).isCloseTo(1, within(1e-9));
        double shifted = 0;
        for (int shift = 0; shift < 12; shift++) {
            shifted = Math.max(shifted, likeness(right, left, shift));
        }
        double backwards = 0;
        for (int shift = 1; shift < 12; shift++) {
            backwards = Math.max(backwards, likeness(right, left, -shift));
        }
        assertThat(shifted).isGreaterThan(0.2).isGreaterThan(3 * backwards);
    }

    /** Correlation of a picture with another that is moved to the right. */
    private static double likeness(float[] one, float[] other, int shift) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        double meanA = mean(one);
        double meanB = mean(other);
        for (int v = 0; v < HEIGHT; v++) {
            for (int u = 12; u < WIDTH - 12; u++) {
                double a = one[v * WIDTH + u] - meanA;
                double b = other[v * WIDTH + u + shift] - meanB;
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void aLongerExposureDrawsLongerStreaksOfTheSameLight() {
        float[] frozen = falling(SNOW, 0, 0, 0);
        float[] streaks = falling(SNOW, 20_000, 0, 0);
        assertThat(mean(streaks)).isCloseTo(mean(frozen), within(0.1 * mean(frozen)));
        assertThat(upright(frozen)).isLessThan(0.75 * upright(streaks));
    }

    /** How alike neighbours are, one above the other. */
    private static double upright(float[] image) {
        double mean = mean(image);
        double ab = 0;
        double aa = 0;
        for (int p = 0; p < image.length - WIDTH; p++) {
            ab += (image[p] - mean) * (image[p + WIDTH] - mean);
            aa += (image[p] - mean) * (image[p] - mean);
        }
        return ab / aa;
    }

    @Test
    void whatStandsInFrontHidesTheDrops() {
        assertThat(mean(falling(RAIN, 5_000, 0, 0.4f))).isZero();
        assertThat(mean(falling(RAIN, 5_000, 0, 2))).isBetween(1e-6, 0.9 * mean(falling(RAIN, 5_000, 0, 0)));
    }

    /** Only what falls, on black. @param wall distance of what stands behind it; 0 for nothing */
    private static float[] falling(Weather weather, long exposureMicros, double right, float wall) {
        PinholeCamera lens = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(75));
        Scene still = TestStreet.scene(weather, TestStreet.NOON, lens, 1);
        Scene scene = new Scene(
                still.name(),
                still.layout(),
                still.rig(),
                new EgoTrajectory(List.of(new TimedPose(0, Pose.ofYaw(0, -right, 0, 0)))),
                List.of(),
                List.of(),
                still.variation(),
                new FrameGrid(1, 10, WIDTH, HEIGHT),
                7);
        SceneMesh empty = new SceneMesh(Vec3.ZERO, new MeshBuilder().build(), List.of(), List.of(), -1);
        CameraEngine engine =
                new CameraEngine(scene, empty, WorldBvh.of(empty), 7, RenderSettings.ofPreset(RenderPreset.DRAFT));
        Shutter shutter = new Shutter(0, OptionalLong.of(exposureMicros));
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        java.util.Arrays.fill(canvas.range, wall == 0 ? Float.POSITIVE_INFINITY : wall);
        engine.precipitate(0, 0, shutter, canvas);
        float[] green = new float[WIDTH * HEIGHT];
        for (int p = 0; p < green.length; p++) {
            green[p] = canvas.smooth[3 * p + 1];
        }
        return green;
    }
}
