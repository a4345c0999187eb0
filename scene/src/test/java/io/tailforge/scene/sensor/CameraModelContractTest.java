package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every camera model does. A new model is one more line in {@link #models}. */
class CameraModelContractTest {
    /** @param roundTrip worst distance from a pixel to the pixel of its ray */
    record Model(CameraModel camera, double roundTrip) {
        @Override
        public String toString() {
            return camera.getClass().getSimpleName() + " " + camera.width() + "x" + camera.height();
        }
    }

    static Stream<Model> models() {
        List<Double> wide = List.of(0.0, 1.058e-3, 8.2e-9, -3.39e-11, 8.07e-14, -2.9e-17);
        List<Double> narrow = List.of(0.0, 1571.3, 97.0, -255.4, 150.8, 98.0);
        return Stream.of(
                // the other direction of an f-theta camera is a fit, as its users' is
                new Model(
                        new FThetaCamera(1920, 1080, 954.2, 757.2, wide, Direction.PIXEL_DISTANCE_TO_ANGLE, 1, 0, 0, 1),
                        0.1),
                new Model(
                        new FThetaCamera(
                                1920,
                                1080,
                                933.8,
                                557.2,
                                narrow,
                                Direction.ANGLE_TO_PIXEL_DISTANCE,
                                1.001,
                                0.0002,
                                -0.0001,
                                1,
                                OptionalDouble.of(1300)),
                        0.1),
                new Model(new PinholeCamera(1280, 800, 700, 702, 633, 410), 1e-9),
                new Model(
                        new FisheyeCamera(1280, 720, 610, 605, 655.3, 371.9, List.of(-0.013, 0.021, -0.0093, 0.0017)),
                        1e-4),
                new Model(new FisheyeCamera(1280, 720, 400, 400, 640, 360, List.of(0.0, 0.0, 0.0, 0.0)), 1e-4),
                new Model(
                        new RationalCamera(
                                1280,
                                720,
                                910,
                                905,
                                655.3,
                                371.9,
                                List.of(0.41, -0.12, 0.0011, -0.0007, 0.013, 0.72, -0.06, 0.021)),
                        1e-4),
                new Model(
                        new RationalCamera(
                                1280,
                                720,
                                910,
                                905,
                                655.3,
                                371.9,
                                List.of(-0.31, 0.11, 0.0008, -0.0005, -0.018, 0.0, 0.0, 0.0)),
                        1e-4));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPixelsRayIsSeenAtThePixel(Model model) {
        assertThat(worstRoundTrip(model.camera())).isLessThan(model.roundTrip());
        assertThat(worstRoundTrip(model.camera().resized(640, 352))).isLessThan(model.roundTrip());
        assertThat(worstRoundTrip(model.camera().filling(640, 640))).isLessThan(model.roundTrip());
    }

    private static double worstRoundTrip(CameraModel camera) {
        Projection projection = camera.prepared();
        double[] ray = new double[3];
        double[] uv = new double[2];
        double worst = 0;
        for (int v = 0; v < camera.height(); v += 13) {
            for (int u = 0; u < camera.width(); u += 13) {
                projection.ray(u, v, ray);
                assertThat(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]).isCloseTo(1, within(1e-12));
                assertThat(projection.project(ray[0], ray[1], ray[2], uv)).isTrue();
                worst = Math.max(worst, Math.hypot(uv[0] - u, uv[1] - v));
            }
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPointIsSeenWhereItsDirectionIsWhateverItsDistance(Model model) {
        double[] near = new double[2];
        double[] far = new double[2];
        model.camera().project(0.3, -0.2, 1, near);
        model.camera().project(30, -20, 100, far);
        assertThat(far).containsExactly(near, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aResizedCameraSeesADirectionAtTheScaledPixelAndACroppedOneAtTheShiftedPixel(Model model) {
        CameraModel camera = model.camera();
        double[] whole = new double[2];
        double[] other = new double[2];
        for (double[] at : new double[][] {{0.4, 0.2}, {-0.3, 0.25}, {0, 0}, {-0.5, -0.1}}) {
            camera.project(at[0], at[1], 1, whole);
            camera.resized(640, 352).project(at[0], at[1], 1, other);
            double[] scaled = {whole[0] * 640 / camera.width(), whole[1] * 352 / camera.height()};
            assertThat(other).containsExactly(scaled, within(2e-3));
            camera.cropped(camera.width() - 40, camera.height() - 100).project(at[0], at[1], 1, other);
            assertThat(other).containsExactly(new double[] {whole[0] - 20, whole[1] - 50}, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theAxisIsSeenAndNothingBehindIsSeenWithinThePicture(Model model) {
        double[] uv = new double[2];
        assertThat(model.camera().project(0, 0, 3, uv)).isTrue();
        assertThat(isInside(model.camera(), uv)).isTrue();
        for (double[] behind : new double[][] {{0, 0, -1}, {0.001, 0, -1}, {-0.4, 0.3, -1}, {5, 5, -1}}) {
            boolean seen = model.camera().project(behind[0], behind[1], behind[2], uv);
            assertThat(seen && isInside(model.camera(), uv)).isFalse();
        }
    }

    private static boolean isInside(CameraModel camera, double[] uv) {
        return uv[0] > -0.5 && uv[0] < camera.width() - 0.5 && uv[1] > -0.5 && uv[1] < camera.height() - 0.5;
    }

    /** What lies farther off the axis is farther off in the picture: no second image of what the lens does not map. */
    @ParameterizedTest
    @MethodSource("models")
    void outwardsStaysOutwards(Model model) {
        double[] centre = new double[2];
        double[] uv = new double[2];
        model.camera().project(0, 0, 1, centre);
        for (int direction = 0; direction < 12; direction++) {
            double last = 0;
            for (int degrees = 1; degrees < 89; degrees++) {
                double r = Math.tan(Math.toRadians(degrees));
                double around = Math.PI * direction / 6;
                if (!model.camera().project(r * Math.cos(around), r * Math.sin(around), 1, uv)) {
                    break;
                }
                double off = Math.hypot(uv[0] - centre[0], uv[1] - centre[1]);
                assertThat(off).isGreaterThan(last);
                last = off;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theRigDocumentKeepsIt(Model model) {
        Rig rig = new Rig("one", List.of(new Camera("ahead", model.camera(), Pose.IDENTITY)), List.of());
        byte[] document = JsonWriter.canonical(RigDocument.write(rig));
        assertThat(RigDocument.read(JsonView.parse("rig.json", document))).isEqualTo(rig);
    }
}
