package io.tailforge.scene.sensor;

import io.tailforge.scene.geometry.Pose;
import java.util.Objects;

/**
 * A LiDAR on the rig.
 *
 * @param sensorId id of a {@link LidarModel} that {@code lidar-gen} ships, for example {@code hdl-32e}
 * @param rateHz sweeps a second
 */
public record Lidar(String name, String sensorId, Pose rigFromLidar, double rateHz) {
    public Lidar {
        SensorNames.require(name);
        Objects.requireNonNull(sensorId);
        Objects.requireNonNull(rigFromLidar);
        if (!(rateHz > 0 && rateHz <= 50)) {
            throw new IllegalArgumentException("a sweep rate lies above 0 and up to 50 Hz, not " + rateHz);
        }
    }
}
