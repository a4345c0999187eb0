package io.tailforge.scene.sensor;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import java.util.Objects;

/**
 * A camera on the rig.
 *
 * @param name for example {@code camera_front_wide_120fov}; unique within the rig
 * @param times when it takes the clip's frames
 */
public record Camera(String name, CameraModel model, Pose rigFromCamera, FrameTimes times) {
    private static final Quaternion MOUNT_FROM_CAMERA = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});

    public Camera {
        SensorNames.require(name);
        Objects.requireNonNull(model);
        Objects.requireNonNull(rigFromCamera);
        Objects.requireNonNull(times);
    }

    /** A camera that takes its frames at the clip's own times. */
    public Camera(String name, CameraModel model, Pose rigFromCamera) {
        this(name, model, rigFromCamera, FrameTimes.ON_GRID);
    }

    /** Where a camera stands that looks along x of its mount, with the mount's y to the left and z up. */
    public static Pose mounted(Vec3 position, Quaternion rigFromMount) {
        return new Pose(position, rigFromMount.times(MOUNT_FROM_CAMERA));
    }

    public Camera resized(int width, int height) {
        return fitted(Fit.STRETCH, width, height);
    }

    public Camera fitted(Fit fit, int width, int height) {
        return new Camera(name, fit.apply(model, width, height), rigFromCamera, times);
    }
}
