package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.sensor.FThetaCamera.Direction;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CameraFitTest {
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
    private static final List<CameraModel> ALL = List.of(WIDE, PinholeCamera.ofHorizontalFov(1920, 1080, 1.2));

    @Test
    void aCropShowsExactlyTheMiddleRowsOfTheWholePicture() {
        for (CameraModel camera : ALL) {
            CameraModel whole = camera.resized(1280, 720);
            CameraModel cut = camera.filling(1280, 704);
            assertThat(cut.height()).isEqualTo(704);
            double[] ofWhole = new double[2];
            double[] ofCut = new double[2];
            for (double x = -1; x <= 1; x += 0.1) {
                for (double y = -0.6; y <= 0.6; y += 0.1) {
                    whole.project(x, y, 1, ofWhole);
                    cut.project(x, y, 1, ofCut);
                    assertThat(ofCut).containsExactly(new double[] {ofWhole[0], ofWhole[1] - 8}, within());
                }
            }
        }
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void aFillingCameraKeepsItsPixelsSquareWhereAStretchedOneDoesNot() {
        for (CameraModel camera : ALL) {
            assertThat(camera.pixelAspect()).isEqualTo(1);
            assertThat(camera.filling(640, 640).pixelAspect()).isEqualTo(1);
            assertThat(camera.resized(1280, 704).pixelAspect()).isCloseTo(704.0 / 720, within());
        }
    }

    @Test
    void aTallTargetIsCutAtTheSides() {
        PinholeCamera cut = (PinholeCamera) new PinholeCamera(1920, 1080, 900, 900, 950, 530).filling(540, 540);
        assertThat(cut).isEqualTo(new PinholeCamera(540, 540, 450, 450, 950 / 2.0 - 210, 265));
    }
}
