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
 * @param shutter how it takes one
 */
public record Camera(String name, CameraModel model, Pose rigFromCamera, FrameTimes times, Shutter shutter) {
    private static final Quaternion MOUNT_FROM_CAMERA = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});

    public Camera {
        SensorNames.require(name);
        Objects.requireNonNull(model);
        Objects.requireNonNull(rigFromCamera);
        Objects.requireNonNull(times);
        Objects.requireNonNull(shutter);
    }

    /** A camera with a global shutter. */
    public Camera(String name, CameraModel model, Pose rigFromCamera, FrameTimes times) {
        this(name, model, rigFromCamera, times, Shutter.GLOBAL);
    }

    /** A camera with a global shutter that takes its frames at the clip's own times. */
    public Camera(String name, CameraModel model, Pose rigFromCamera) {
        this(name, model, rigFromCamera, FrameTimes.ON_GRID);
    }

    /** Where a camera stands that looks along x of its mount, with the mount's y to the left and z up. */
    public static Pose mounted(Vec3 position, Quaternion rigFromMount) {
        return new Pose(position, rigFromMount.times(MOUNT_FROM_CAMERA));
    }

    public Camera withShutter(Shutter other) {
        return new Camera(name, model, rigFromCamera, times, other);
    }

    public Camera resized(int width, int height) {
        return fitted(Fit.STRETCH, width, height);
    }

    /** The same camera at another size; rows that are cut off take their part of the readout with them. */
    public Camera fitted(Fit fit, int width, int height) {
        Shutter left = shutter.cropped(fit.rowsKept(model, width, height));
        return new Camera(name, fit.apply(model, width, height), rigFromCamera, times, left);
    }
}
