package io.tailforge.scene.sensor;

import io.tailforge.scene.geometry.Pose;
import java.util.Objects;
import java.util.Optional;

/**
 * A LiDAR on the rig.
 *
 * @param sensorId id of a {@link LidarModel} that {@code lidar-gen} ships, for example {@code hdl-32e}, or of its own
 * @param rateHz sweeps a second
 * @param own a model that comes with the rig; empty for one that is shipped
 */
public record Lidar(String name, String sensorId, Pose rigFromLidar, double rateHz, Optional<LidarModel> own) {
    public Lidar(String name, String sensorId, Pose rigFromLidar, double rateHz) {
        this(name, sensorId, rigFromLidar, rateHz, Optional.empty());
    }

    /** The same place with a model of its own. */
    public Lidar with(LidarModel model) {
        return new Lidar(name, model.id(), rigFromLidar, rateHz, Optional.of(model));
    }

    public Lidar {
        Objects.requireNonNull(own);
        SensorNames.require(name);
        Objects.requireNonNull(sensorId);
        Objects.requireNonNull(rigFromLidar);
        if (!(rateHz > 0 && rateHz <= 50)) {
            throw new IllegalArgumentException("a sweep rate lies above 0 and up to 50 Hz, not " + rateHz);
        }
        own.ifPresent(model -> model.columns(rateHz));
    }

    /** When a sweep (from 0) starts, microseconds since the start of the clip; it ends when the next one starts. */
    public long sweepStartMicros(int sweep) {
        return startMicros(sweep, rateHz);
    }

    private static long startMicros(int sweep, double rateHz) {
        return Math.round(sweep * 1e6 / rateHz);
    }

    /** Number of sweeps that end within a clip. */
    public int sweepCount(long durationMicros) {
        return sweepCount(rateHz, durationMicros);
    }

    /** The first sweep (from 0) that starts at a time or later. */
    public static int firstSweepFrom(double rateHz, long micros) {
        int sweep = 0;
        while (startMicros(sweep, rateHz) < micros) {
            sweep++;
        }
        return sweep;
    }

    /** Number of sweeps at a rate that end within a clip. */
    public static int sweepCount(double rateHz, long durationMicros) {
        int count = 0;
        while (startMicros(count + 1, rateHz) <= durationMicros) {
            count++;
        }
        return count;
    }
}
