package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import java.util.List;

/**
 * The default rig: the seven mounts of NVIDIA's public nominal calibration (metres from the rear axle on the ground; roll,
 * pitch, yaw in degrees, extrinsic x-y-z), with ideal lenses of our own: 1920 x 1080, equidistant f-theta or pinhole, of the
 * field of view that the camera's name states; and one LiDAR on the roof.
 */
final class NominalRig {
    static final String NAME = "default";
    static final String DEFAULT_LIDAR = "hdl-32e";

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final double SWEEPS_PER_SECOND = 10;
    private static final Pose ROOF = new Pose(new Vec3(0.95, 0, 1.95), Quaternion.IDENTITY);

    private static final List<Mount> MOUNTS = List.of(
            new Mount("camera_front_wide_120fov", 120, 1.697, -0.010, 1.443, 0.13, 0.47, -0.71),
            new Mount("camera_cross_left_120fov", 120, 2.473, 0.938, 0.918, -0.17, 0.44, 66.41),
            new Mount("camera_cross_right_120fov", 120, 2.478, -0.955, 0.929, -0.19, -1.38, -66.81),
            new Mount("camera_rear_left_70fov", 70, 2.029, 1.039, 0.885, 0.63, 3.26, 151.40),
            new Mount("camera_rear_right_70fov", 70, 2.008, -1.005, 0.896, -0.28, 0.87, -154.69),
            new Mount("camera_rear_tele_30fov", 30, 0.383, 0.300, 1.434, -0.25, 0.58, 179.19),
            new Mount("camera_front_tele_30fov", 30, 1.646, -0.141, 1.449, -0.33, -0.72, -0.73));

    private NominalRig() {}

    private record Mount(
            String camera, double fov, double x, double y, double z, double roll, double pitch, double yaw) {
        Pose rigFromCamera() {
            Quaternion mount = Quaternion.ofRollPitchYaw(
                    StrictMath.toRadians(roll), StrictMath.toRadians(pitch), StrictMath.toRadians(yaw));
            return Camera.mounted(new Vec3(x, y, z), mount);
        }
    }

    /** @param pinhole else f-theta */
    static Rig of(boolean pinhole) {
        List<Camera> cameras = MOUNTS.stream()
                .map(mount -> new Camera(mount.camera(), lens(mount.fov(), pinhole), mount.rigFromCamera()))
                .toList();
        return new Rig(NAME, cameras, List.of(roofLidar(DEFAULT_LIDAR)));
    }

    static Lidar roofLidar(String sensorId) {
        return new Lidar("lidar_top", sensorId, ROOF, SWEEPS_PER_SECOND);
    }

    private static CameraModel lens(double fovDegrees, boolean pinhole) {
        double fov = StrictMath.toRadians(fovDegrees);
        if (pinhole) {
            return PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, fov);
        }
        return new FThetaCamera(
                WIDTH,
                HEIGHT,
                (WIDTH - 1) / 2.0,
                (HEIGHT - 1) / 2.0,
                List.of(0.0, WIDTH / fov),
                FThetaCamera.Direction.ANGLE_TO_PIXEL_DISTANCE,
                1,
                0,
                0,
                1);
    }
}
