package io.tailforge.conditioning.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.RigRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneRigTest {
    private static final FrameGrid GRID = new FrameGrid(30, 30, 640, 352);

    private static Rig rig(String model, List<String> cameras, Optional<String> lidar) {
        return SceneRig.of(new RigRequest("default", Optional.empty(), model, cameras, lidar), Optional.empty(), GRID);
    }

    @Test
    void theDefaultRigHasSevenCamerasAndALidarOnTheRoof() {
        Rig rig = rig("ftheta", List.of(), Optional.empty());
        assertThat(rig.cameras()).hasSize(7).allSatisfy(camera -> {
            assertThat(camera.model()).isInstanceOf(FThetaCamera.class);
            assertThat(camera.model().width()).isEqualTo(640);
            assertThat(camera.model().height()).isEqualTo(352);
        });
        assertThat(rig.lidars())
                .extracting(Lidar::name, Lidar::sensorId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("lidar_top", "hdl-32e"));
    }

    @Test
    void theFrontCameraLooksForwardAndTheCrossOnesToTheirSides() {
        Rig rig = rig("pinhole", List.of(), Optional.empty());
        assertThat(forward(rig, "camera_front_wide_120fov").x()).isGreaterThan(0.99);
        assertThat(forward(rig, "camera_cross_left_120fov").y()).isGreaterThan(0.9);
        assertThat(forward(rig, "camera_cross_right_120fov").y()).isLessThan(-0.9);
        assertThat(forward(rig, "camera_rear_tele_30fov").x()).isLessThan(-0.99);
        Vec3 down = rig.getCamera("camera_front_wide_120fov").rigFromCamera().rotate(new Vec3(0, 1, 0));
        assertThat(down.z()).isLessThan(-0.99);
    }

    private static Vec3 forward(Rig rig, String camera) {
        return rig.getCamera(camera).rigFromCamera().rotate(new Vec3(0, 0, 1));
    }

    @Test
    void eachLensSeesTheAngleItsNameStates() {
        for (String model : List.of("ftheta", "pinhole")) {
            for (Camera camera : rig(model, List.of(), Optional.empty()).cameras()) {
                double stated = Double.parseDouble(camera.name().replaceAll(".*_(\\d+)fov", "$1"));
                double[] left = new double[3];
                double[] right = new double[3];
                double middle = (camera.model().height() - 1) / 2.0;
                camera.model().ray(-0.5, middle, left);
                camera.model().ray(camera.model().width() - 0.5, middle, right);
                double cos = left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
                assertThat(Math.toDegrees(Math.acos(cos)))
                        .as(model + " " + camera.name())
                        .isCloseTo(stated, within(0.5));
            }
        }
    }

    @Test
    void theCameraModelAndTheSubsetAreAsAsked() {
        List<String> wanted = List.of("camera_rear_tele_30fov", "camera_front_wide_120fov");
        Rig rig = rig("pinhole", wanted, Optional.of("none"));
        assertThat(rig.cameras()).extracting(Camera::name).containsExactlyElementsOf(wanted);
        assertThat(rig.cameras())
                .allSatisfy(camera -> assertThat(camera.model()).isInstanceOf(PinholeCamera.class));
        assertThat(rig.lidars()).isEmpty();
    }

    @Test
    void anUnknownCameraIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> rig("ftheta", List.of("camera_front"), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("RIG-UNKNOWN-CAMERA")
                .hasMessageContaining("camera_front_wide_120fov");
    }

    @Test
    void aRecordedRigNeedsARecording() {
        RigRequest request = new RigRequest("recorded", Optional.empty(), "ftheta", List.of(), Optional.empty());
        assertThatThrownBy(() -> SceneRig.of(request, Optional.empty(), GRID))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("RIG-NOT-RECORDED");
    }

    @Test
    void anInlineRigKeepsItsOwnLidarUnlessAskedOtherwise() {
        Rig own = new Rig(
                "van",
                NominalRig.of(true).cameras(),
                List.of(new Lidar("roof", "vlp-16", NominalRig.roofLidar("x").rigFromLidar(), 20)));
        RigRequest kept = new RigRequest("van", Optional.of(own), "pinhole", List.of(), Optional.empty());
        RigRequest changed = new RigRequest("van", Optional.of(own), "pinhole", List.of(), Optional.of("hdl-64e"));
        assertThat(SceneRig.of(kept, Optional.empty(), GRID).lidars()).isEqualTo(own.lidars());
        assertThat(SceneRig.of(changed, Optional.empty(), GRID)
                        .lidars()
                        .getFirst()
                        .sensorId())
                .isEqualTo("hdl-64e");
        assertThat(SceneRig.of(changed, Optional.empty(), GRID).name()).isEqualTo("van");
    }
}
