package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pixels from OpenCV 5.0.0: {@code cv2.fisheye.projectPoints} and {@code cv2.projectPoints}. */
class OpenCvCamerasTest {
    private static final double[][] POINTS = {{0.3, -0.2, 1}, {-1.1, 0.4, 1}, {0.05, 0.9, 1}, {-0.6, -0.55, 0.7}};
    private static final FisheyeCamera FISHEYE =
            new FisheyeCamera(1280, 720, 610, 605, 655.3, 371.9, List.of(-0.013, 0.021, -0.0093, 0.0017));
    private static final RationalCamera RATIONAL = rational(0.41, -0.12, 0.0011, -0.0007, 0.013, 0.72, -0.06, 0.021);
    private static final RationalCamera FIVE = rational(-0.31, 0.11, 0.0008, -0.0005, -0.018, 0, 0, 0);

    private static RationalCamera rational(double... d) {
        List<Double> distortion = Arrays.stream(d).boxed().toList();
        return new RationalCamera(1280, 720, 610, 605, 655.3, 371.9, distortion);
    }

    private static void assertPixels(CameraModel camera, double[]... pixels) {
        double[] uv = new double[2];
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(camera.project(POINTS[i][0], POINTS[i][1], POINTS[i][2], uv))
                    .isTrue();
            assertThat(uv).containsExactly(pixels[i], within(1e-9));
        }
    }

    @Test
    void aFisheyeSeesPointsWhereOpenCvDoes() {
        assertPixels(FISHEYE, new double[][] {
            {830.713083085816, 255.916486047083},
            {160.784655959816, 550.249796211214},
            {680.066848041296, 814.049139622478},
            {268.888744862908, 20.59304604681}
        });
    }

    @Test
    void aRationalCameraSeesPointsWhereOpenCvDoes() {
        assertPixels(RATIONAL, new double[][] {
            {831.164671832688, 255.667706247239},
            {176.273026091026, 545.364581655696},
            {679.716101428374, 814.521856340162},
            {281.869626871535, 33.819310613703}
        });
        assertPixels(FIVE, new double[][] {
            {831.104950082, 255.694086066},
            {160.211122534, 550.969024332},
            {679.832748271484, 814.687195576172},
            {269.510004959213, 22.187163937004}
        });
    }

    @Test
    void aFisheyeEndsWhereItsPolynomialTurnsBack() {
        FisheyeCamera turning = new FisheyeCamera(640, 640, 300, 300, 320, 320, List.of(-0.2, 0.0, 0.0, 0.0));
        double turn = Math.sqrt(1 / 0.6);
        assertThat(turning.maxAngle()).isCloseTo(turn, within(1e-9));
        assertThat(turning.project(Math.sin(turn - 0.01), 0, Math.cos(turn - 0.01), new double[2]))
                .isTrue();
        assertThat(turning.project(Math.sin(turn + 0.01), 0, Math.cos(turn + 0.01), new double[2]))
                .as("the edge of the lens is in the picture, so beyond it there is no image")
                .isFalse();
        assertThat(FISHEYE.maxAngle()).isGreaterThan(Math.PI / 2);
    }

    @Test
    void aFisheyeOfMoreThanAHalfTurnSeesBehindItself() {
        FisheyeCamera around = new FisheyeCamera(1000, 1000, 200, 200, 500, 500, List.of(0.0, 0.0, 0.0, 0.0));
        double[] uv = new double[2];
        assertThat(around.project(1, 0, -0.2, uv)).isTrue();
        assertThat(uv[0]).isCloseTo(500 + 200 * Math.atan2(1, -0.2), within(1e-9));
        double[] ray = new double[3];
        around.ray(uv[0], uv[1], ray);
        assertThat(ray[2]).isNegative();
    }

    @Test
    void barrelDistortionThatFoldsBackGivesNoSecondImage() {
        RationalCamera folding = rational(-0.31, 0, 0, 0, 0, 0, 0, 0);
        double turn = Math.sqrt(1 / (3 * 0.31));
        assertThat(folding.maxRadius()).isCloseTo(turn, within(1e-6));
        double[] uv = new double[2];
        boolean seen = folding.project(1.7, 0, 1, uv);
        assertThat(seen && uv[0] < 1279.5).as("its formula would put it at 763").isFalse();
    }

    @Test
    void roundTripsHoldUpToTheEdgeOfTheLens() {
        double[] uv = new double[2];
        double[] ray = new double[3];
        double[] again = new double[2];
        for (RationalCamera camera : List.of(RATIONAL, FIVE)) {
            for (double share : new double[] {0.5, 0.99, 0.9999, 0.999999, 1}) {
                for (int i = 0; i < 8; i++) {
                    double r = share * Math.min(4, camera.maxRadius());
                    camera.project(r * Math.cos(i), r * Math.sin(i), 1, uv);
                    camera.ray(uv[0], uv[1], ray);
                    camera.project(ray[0], ray[1], ray[2], again);
                    assertThat(again).containsExactly(uv, within(1e-4));
                }
            }
        }
    }

    @Test
    void fourAndFiveCoefficientsAreReadAndThinPrismsRefused() {
        String four = "{\"name\":\"a\",\"cameras\":[{\"name\":\"c\",\"rig_from_camera\":{\"position\":[0,0,1]},"
                + "\"model\":{\"type\":\"rational\",\"width\":64,\"height\":48,\"fx\":50,\"fy\":50,\"cx\":32,\"cy\":24,"
                + "\"distortion\":[-0.1,0.01,0,0]}}],\"lidars\":[]}";
        assertThat(read(four).getCamera("c").model())
                .isEqualTo(
                        new RationalCamera(64, 48, 50, 50, 32, 24, List.of(-0.1, 0.01, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)));
        assertThatThrownBy(() -> read(four.replace("0.01,0,0]", "0.01,0,0,0,0,0,0,0,0,0,0]")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/cameras/0/model/distortion")
                .hasMessageContaining("thin-prism");
        assertThatThrownBy(() -> read(four.replace("rational", "fisheye").replace("0.01,0,0]", "0.01,0]")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("distortion");
    }

    private static Rig read(String json) {
        return RigDocument.read(JsonView.parse("rig.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void senselessCoefficientsGiveAnErrorOrACameraNeverNotANumber() {
        for (double k : new double[] {1e300, -1e300, 1e-300, 1e9, -1e9}) {
            for (CameraModel camera : List.of(
                    rational(k, 0, 0, 0, 0, 0, 0, 0),
                    rational(0, 0, k, 0, 0, 0, 0, 0),
                    rational(0, 0, 0, 0, 0, k, 0, 0),
                    new FisheyeCamera(64, 64, 30, 30, 32, 32, List.of(k, 0.0, 0.0, k)))) {
                double[] ray = new double[3];
                camera.ray(3, 5, ray);
                assertThat(ray[0] + ray[1] + ray[2]).as(camera.toString()).isFinite();
            }
        }
    }
}
