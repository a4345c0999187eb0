package io.tailforge.scene.sensor;

import io.tailforge.scene.geometry.Pose;
import java.util.Objects;

/** A camera on the rig. @param name for example {@code camera_front_wide_120fov}; unique within the rig */
public record Camera(String name, CameraModel model, Pose rigFromCamera) {
    public Camera {
        SensorNames.require(name);
        Objects.requireNonNull(model);
        Objects.requireNonNull(rigFromCamera);
    }

    public Camera resized(int width, int height) {
        return new Camera(name, model.resized(width, height), rigFromCamera);
    }
}
