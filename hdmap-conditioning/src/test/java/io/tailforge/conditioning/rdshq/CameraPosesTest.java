package io.tailforge.conditioning.rdshq;

import static io.tailforge.conditioning.rdshq.SampleClip.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip's camera poses, 30 a second, against its vehicle's. */
class CameraPosesTest {
    private static final Pose MOUNT = Camera.mounted(new Vec3(1.7, 0.2, 1.4), Quaternion.ofRollPitchYaw(0, 0.02, 0.3));
    private static final String INTRINSIC = "{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }";

    @TempDir
    Path folder;

    /** Speeds up from 5 to 11 m/s while it turns left. */
    private static Pose worldFromRig(double seconds) {
        double yaw = 0.15 * seconds * seconds;
        return Pose.ofYaw(5 * seconds + seconds * seconds, 0.3 * seconds * seconds, 0, yaw);
    }

    private LayoutReading read(double shutterSeconds, UnaryOperator<Pose> wobble) throws IOException {
        List<Object> vehicle = new ArrayList<>();
        List<Object> camera = new ArrayList<>();
        for (int frame = 0; frame < 90; frame++) {
            vehicle.add(String.format("%06d.vehicle_pose.npy", frame));
            vehicle.add(npy(worldFromRig(frame / 30.0).toMatrix()));
            Pose seen = worldFromRig(frame / 30.0 + shutterSeconds).times(MOUNT);
            camera.add(String.format("%06d.pose.camera_front.npy", frame));
            camera.add(npy((frame % 2 == 0 ? seen : wobble.apply(seen)).toMatrix()));
        }
        SampleClip.whole(folder)
                .member("vehicle_pose", vehicle.toArray())
                .member("pose", camera.toArray())
                .member(
                        "pinhole_intrinsic",
                        "pinhole_intrinsic.camera_front.npy",
                        npy(INTRINSIC, 500, 500, 320, 180, 640, 360));
        return new RdsHqReader().read(folder);
    }

    private static Camera camera(LayoutReading reading) {
        return Objects.requireNonNull(reading.recording().orElseThrow().rigs().get("pinhole"))
                .getCamera("camera_front");
    }

    private static List<String> aboutCameras(LayoutReading reading) {
        return reading.warnings().stream()
                .map(Problem::code)
                .filter(code -> code.startsWith("RDSHQ-CAMERA"))
                .toList();
    }

    private static double off(Camera camera) {
        return camera.rigFromCamera().translation().distanceTo(MOUNT.translation());
    }

    @Test
    void aCameraThatMovesWithTheVehicleSitsWhereItsPosesSay() throws IOException {
        LayoutReading reading = read(0, pose -> pose);
        assertThat(off(camera(reading))).isCloseTo(0, within(1e-4));
        assertThat(camera(reading).times()).isEqualTo(FrameTimes.ON_GRID);
        assertThat(aboutCameras(reading)).isEmpty();
    }

    @Test
    void posesAtTheCamerasOwnShutterGiveItsTimeOffset() throws IOException {
        LayoutReading reading = read(0.021, pose -> pose);
        assertThat(off(camera(reading))).isLessThan(0.01);
        FrameTimes.Offset offset = (FrameTimes.Offset) camera(reading).times();
        assertThat(offset.micros()).isBetween(20_000L, 22_000L);
        assertThat(aboutCameras(reading)).isEmpty();
    }

    @Test
    void fThetaIntrinsicsAreElevenNumbersOrFourteenWithTheLinearPart() throws IOException {
        read(0, pose -> pose);
        double[] eleven = {954.2, 557.2, 1920, 1080, 0, 1.058e-3, 8.2e-9, -3.39e-11, 8.07e-14, -2.9e-17, 1};
        double[] fourteen = {933.8, 557.2, 1920, 1080, 0, 1571.3, 97, -255.4, 150.8, 98, 0, 1.001, 2e-4, -1e-4};
        assertThat(fTheta(eleven))
                .isEqualTo(new FThetaCamera(
                        1920,
                        1080,
                        954.2,
                        557.2,
                        List.of(0.0, 1.058e-3, 8.2e-9, -3.39e-11, 8.07e-14, -2.9e-17),
                        Direction.PIXEL_DISTANCE_TO_ANGLE,
                        1,
                        0,
                        0,
                        1));
        FThetaCamera bent = fTheta(fourteen);
        assertThat(bent.direction()).isEqualTo(Direction.ANGLE_TO_PIXEL_DISTANCE);
        double[] uv = new double[2];
        bent.project(0.3, 0.4, 1, uv);
        double theta = Math.atan(0.5);
        double r = theta * (1571.3 + theta * (97 + theta * (-255.4 + theta * (150.8 + theta * 98))));
        assertThat(uv[0]).isCloseTo(1.001 * r * 0.6 + 2e-4 * r * 0.8 + 933.8, within(1e-9));
        assertThat(uv[1]).isCloseTo(-1e-4 * r * 0.6 + r * 0.8 + 557.2, within(1e-9));
    }

    private FThetaCamera fTheta(double[] intrinsic) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + intrinsic.length + ",), }";
        SampleClip.at(folder).member("ftheta_intrinsic", "ftheta_intrinsic.camera_front.npy", npy(header, intrinsic));
        Map<String, Rig> rigs =
                new RdsHqReader().read(folder).recording().orElseThrow().rigs();
        return (FThetaCamera)
                Objects.requireNonNull(rigs.get("ftheta")).cameras().getFirst().model();
    }

    @Test
    void aCameraThatWobblesIsToldAndTakenAtItsMean() throws IOException {
        LayoutReading reading =
                read(0, pose -> new Pose(pose.translation().plus(new Vec3(0, 0, 0.2)), pose.rotation()));
        assertThat(aboutCameras(reading)).containsExactly("RDSHQ-CAMERA-NOT-RIGID");
        assertThat(camera(reading).rigFromCamera().translation().z()).isCloseTo(1.5, within(0.01));
    }
}
