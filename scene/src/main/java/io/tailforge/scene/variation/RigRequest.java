package io.tailforge.scene.variation;

import io.tailforge.scene.sensor.Fit;
import io.tailforge.scene.sensor.Rig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The sensors asked for.
 *
 * @param name {@code default} (the named 7-camera rig), {@code recorded} (the layout's own), or the name of {@code inline}
 * @param cameraModel {@code ftheta} or {@code pinhole}, where the rig has both
 * @param cameras the subset wanted, in this order; empty: all
 * @param fit how the cameras come to the clip's size
 * @param lidarSensor LiDAR model id, {@code none} for no LiDAR; empty: the rig's own, else {@code hdl-32e}
 */
public record RigRequest(
        String name,
        Optional<Rig> inline,
        String cameraModel,
        List<String> cameras,
        Fit fit,
        Optional<String> lidarSensor) {
    public RigRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(inline);
        Objects.requireNonNull(cameraModel);
        cameras = List.copyOf(cameras);
        Objects.requireNonNull(fit);
        Objects.requireNonNull(lidarSensor);
    }

    /** Cameras stretched to the clip's size. */
    public RigRequest(
            String name, Optional<Rig> inline, String cameraModel, List<String> cameras, Optional<String> lidarSensor) {
        this(name, inline, cameraModel, cameras, Fit.STRETCH, lidarSensor);
    }
}
