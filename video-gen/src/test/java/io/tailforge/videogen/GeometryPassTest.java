package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.RationalCamera;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeometryPassTest {
    private static final SceneMesh STREET = TestStreet.mesh();
    private static final WorldBvh BVH = WorldBvh.of(STREET);
    /** Neither side is a multiple of a tile. */
    private static final CameraModel PINHOLE = PinholeCamera.ofHorizontalFov(90, 54, Math.toRadians(75));

    private static final CameraModel WIDE = new FThetaCamera(
            90,
            54,
            45,
            27,
            List.of(0.0, Math.toRadians(150) / 2 / 45, 0.0, 0.0, 0.0, 0.0),
            FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE,
            1,
            0,
            0,
            1);

    @Test
    void itSeesTheTruthOfTheEnginesPicturesToTheLastBitThroughAnyCamera() {
        for (CameraModel model : List.of(PINHOLE, WIDE)) {
            Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, model, 3);
            CameraEngine engine = new CameraEngine(scene, STREET, BVH, 1, RenderSettings.ofPreset(RenderPreset.DRAFT));
            ViewFrame shot = engine.newFrame();
            engine.shoot(0, 2, shot);
            GeometryFrame seen = look(scene, 2);
            assertThat(seen.depth()).isEqualTo(shot.depth());
            assertThat(seen.instance()).isEqualTo(shot.instance());
            assertThat(seen.semantic()).isEqualTo(shot.semantic());
            assertThat(seen.semantic()).contains((byte) SemanticClass.CAR.id(), (byte) SemanticClass.SKY.id(), (byte)
                    SemanticClass.ROAD.id());
        }
    }

    /** Its mapping stops rising at 1.15, 26 pixels from the middle; the picture's corners are 52 away. */
    private static final CameraModel FISHEYE =
            new FisheyeCamera(90, 54, 34, 34, 44.5, 26.5, List.of(-0.25, 0.0, 0.0, 0.0));

    /** Turns back near the corners. */
    private static final CameraModel RATIONAL =
            new RationalCamera(90, 54, 50, 50, 44.5, 26.5, List.of(-0.6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));

    @Test
    void beyondTheEdgeOfALensThereIsNothing() {
        for (CameraModel model : List.of(FISHEYE, RATIONAL)) {
            Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, model, 3);
            CameraEngine engine =
                    new CameraEngine(scene, STREET, BVH, 1, RenderSettings.ofPreset(RenderPreset.DEFAULT));
            ViewFrame shot = engine.newFrame();
            engine.shoot(0, 2, shot);
            GeometryFrame seen = look(scene, 2);
            assertThat(seen.depth()).isEqualTo(shot.depth());
            assertThat(seen.semantic()).isEqualTo(shot.semantic());
            for (int corner : new int[] {0, 89, 53 * 90, 54 * 90 - 1}) {
                assertThat(seen.depth()[corner]).isZero();
                assertThat((int) seen.instance()[corner]).isZero();
                assertThat(seen.semantic()[corner]).isZero();
                assertThat(shot.rgb()[3 * corner]).isZero();
                assertThat(shot.rgb()[3 * corner + 1]).isZero();
                assertThat(shot.rgb()[3 * corner + 2]).isZero();
            }
            int middle = 27 * 90 + 45;
            assertThat(seen.depth()[middle]).isPositive();
            assertThat(seen.semantic()).contains((byte) SemanticClass.ROAD.id());
            assertThat(shot.rgb()[3 * (40 * 90 + 45)]).isNotZero();
        }
    }

    @Test
    void aLensThatCoversThePictureHidesNothing() {
        CameraModel wide = new FisheyeCamera(90, 54, 34, 34, 44.5, 26.5, List.of(0.0, 0.0, 0.0, 0.0));
        assertThat(new CameraRays(wide).beyondLens.isEmpty()).isTrue();
        assertThat(new CameraRays(PINHOLE).beyondLens.isEmpty()).isTrue();
        assertThat(new CameraRays(WIDE).beyondLens.isEmpty()).isTrue();
    }

    @Test
    void weatherHidesNothing() {
        Scene clear = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, PINHOLE, 3);
        Scene storm = TestStreet.scene(new Weather(1, 40, 1, 300, 1, 0.5), TestStreet.NIGHT, PINHOLE, 3);
        assertThat(look(storm, 1).depth()).isEqualTo(look(clear, 1).depth());
    }

    @Test
    void aFrameOfAnotherSizeIsRefused() {
        Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, PINHOLE, 3);
        GeometryPass pass =
                GeometryPass.of(scene, STREET, BVH, scene.rig().cameras().getFirst());
        assertThatThrownBy(() -> pass.look(0, new GeometryFrame(8, 8))).isInstanceOf(IllegalArgumentException.class);
    }

    private static GeometryFrame look(Scene scene, int frame) {
        GeometryPass pass = GeometryPass.of(
                        scene, STREET, BVH, scene.rig().cameras().getFirst())
                .copy();
        GeometryFrame out = pass.newFrame();
        pass.look(frame, out);
        return out;
    }
}
