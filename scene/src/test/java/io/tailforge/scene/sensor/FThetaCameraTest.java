package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.sensor.FThetaCamera.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class FThetaCameraTest {
    /** About 120 degrees wide, pixel to angle. */
    private static final FThetaCamera WIDE = new FThetaCamera(
            1920,
            1080,
            954.2,
            757.2,
            List.of(0.0, 1.058e-3, 8.2e-9, -3.39e-11, 8.07e-14, -2.9e-17),
            Direction.PIXEL_DISTANCE_TO_ANGLE,
            1,
            0,
            0,
            1);
    /** About 70 degrees wide, angle to pixel, with a little shear. */
    private static final FThetaCamera NARROW = new FThetaCamera(
            1920,
            1080,
            933.8,
            557.2,
            List.of(0.0, 1571.3, 97.0, -255.4, 150.8, 98.0),
            Direction.ANGLE_TO_PIXEL_DISTANCE,
            1.001,
            0.0002,
            -0.0001,
            1);

    private static double worstRoundTrip(CameraModel camera) {
        Projection projection = camera.prepared();
        double[] ray = new double[3];
        double[] uv = new double[2];
        double worst = 0;
        for (int v = 0; v < camera.height(); v += 40) {
            for (int u = 0; u < camera.width(); u += 40) {
                projection.ray(u, v, ray);
                assertThat(projection.project(ray[0], ray[1], ray[2], uv)).isTrue();
                worst = Math.max(worst, Math.hypot(uv[0] - u, uv[1] - v));
            }
        }
        return worst;
    }

    @Test
    void thereAndBackStaysWithinATenthOfAPixel() {
        assertThat(worstRoundTrip(WIDE)).isLessThan(0.1);
        assertThat(worstRoundTrip(NARROW)).isLessThan(0.1);
        assertThat(worstRoundTrip(WIDE.resized(640, 352))).isLessThan(0.1);
    }

    @Test
    void aResizedCameraSeesTheSameDirectionAtTheScaledPixel() {
        CameraModel small = WIDE.resized(640, 352);
        double[] big = new double[2];
        double[] little = new double[2];
        WIDE.project(0.4, 0.2, 1, big);
        small.project(0.4, 0.2, 1, little);

        assertThat(little[0]).isCloseTo(big[0] / 3, within(1e-3));
        assertThat(little[1]).isCloseTo(big[1] * 352 / 1080, within(1e-3));
    }

    @Test
    void theAxisMeetsThePrincipalPointAndTheBackHasAPixelFarOutside() {
        double[] uv = new double[2];

        assertThat(WIDE.project(0, 0, 5, uv)).isTrue();
        assertThat(uv).containsExactly(954.2, 757.2);
        assertThat(WIDE.project(0.01, 0, -5, uv)).isTrue();
        assertThat(uv[0]).isGreaterThan(1920);
    }

    @Test
    void aPolynomialThatTurnsBackIsNoCamera() {
        FThetaCamera turning = new FThetaCamera(
                1920, 1080, 960, 540, List.of(0.0, 1e-3, -1e-6), Direction.PIXEL_DISTANCE_TO_ANGLE, 1, 0, 0, 1);
        FThetaCamera bent = new FThetaCamera(
                1920, 1080, 960, 540, List.of(0.0, 1000.0, -700.0), Direction.ANGLE_TO_PIXEL_DISTANCE, 1, 0, 0, 1);

        assertThatThrownBy(() -> turning.project(0.1, 0, 1, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> bent.project(0.1, 0, 1, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("turns back");
    }
}
