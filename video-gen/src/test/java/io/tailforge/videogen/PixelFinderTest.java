package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.RationalCamera;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelFinderTest {
    private static final List<CameraModel> LENSES = List.of(
            PinholeCamera.ofHorizontalFov(640, 352, Math.toRadians(75)),
            new FThetaCamera(
                    640,
                    352,
                    322.5,
                    171.25,
                    List.of(0.0, 3.2e-3, 1.1e-7, -1.4e-9, 2.1e-12, 0.0),
                    FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE,
                    1.0003,
                    -2e-4,
                    3e-4,
                    0.978),
            new FThetaCamera(
                    640,
                    352,
                    320,
                    176,
                    List.of(0.0, 300.0, 4.0, -9.0),
                    FThetaCamera.Direction.ANGLE_TO_PIXEL_DISTANCE,
                    1,
                    0,
                    0,
                    1),
            new FisheyeCamera(640, 352, 210, 205, 318, 180, List.of(0.02, -0.01, 0.003, -0.0005)),
            new RationalCamera(640, 352, 420, 421, 321, 177, List.of(0.3, 0.1, 1e-4, -2e-4, 0.01, 0.6, 0.2, 0.03)));

    @Test
    void aPixelsOwnRayLeadsBackToIt() {
        float[] uv = new float[2];
        for (CameraModel lens : LENSES) {
            CameraRays rays = new CameraRays(lens);
            PixelFinder finder = PixelFinder.of(lens);
            for (int p = 0; p < rays.x.length; p += 7) {
                float range = 1 + p % 83;
                boolean found = finder.find(range * rays.x[p], range * rays.y[p], range * rays.z[p], uv);
                assertThat(found).isTrue();
                assertThat(uv[0]).as(lens + " u of pixel " + p).isBetween(p % 640 - 2e-3f, p % 640 + 2e-3f);
                assertThat(uv[1]).as(lens + " v of pixel " + p).isBetween(p / 640 - 2e-3f, p / 640 + 2e-3f);
            }
        }
    }

    @Test
    void whatLiesBesideThePictureIsFoundThere() {
        float[] uv = new float[2];
        double[] ray = new double[3];
        for (CameraModel lens : LENSES) {
            lens.ray(-40, 100, ray);
            assertThat(PixelFinder.of(lens).find(5 * (float) ray[0], 5 * (float) ray[1], 5 * (float) ray[2], uv))
                    .isTrue();
            assertThat(uv[0]).isBetween(-40.01f, -39.99f);
            assertThat(uv[1]).isBetween(99.99f, 100.01f);
        }
    }

    @Test
    void whatLiesBehindHasNoImage() {
        for (CameraModel lens : LENSES) {
            assertThat(PixelFinder.of(lens).find(0.01f, 0.01f, -5, new float[2]))
                    .isFalse();
        }
    }
}
