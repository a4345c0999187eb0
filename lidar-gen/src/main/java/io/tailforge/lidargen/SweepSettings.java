package io.tailforge.lidargen;

/**
 * How a LiDAR is run.
 *
 * @param returns 1: the strongest return of a shot; 2: that and the last, or the second strongest where the strongest is the
 *     last
 * @param ownVehicle whether the vehicle that carries the sensor stands in its way; without, it is not there
 * @param everyBeamWide true: every shot has five rays; false: only those at an edge, which gives the same number of points
 *     within one percent
 */
public record SweepSettings(int returns, boolean ownVehicle, boolean everyBeamWide) {
    /** One return a shot, past the own vehicle. */
    public static final SweepSettings STRONGEST = new SweepSettings(1, false, false);

    public SweepSettings {
        if (returns < 1 || returns > 2) {
            throw new IllegalArgumentException("a shot has 1 or 2 returns, not " + returns);
        }
    }

    public SweepSettings withReturns(int count) {
        return new SweepSettings(count, ownVehicle, everyBeamWide);
    }

    public SweepSettings withOwnVehicle() {
        return new SweepSettings(returns, true, everyBeamWide);
    }
}
