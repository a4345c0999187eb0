package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;

/** A LiDAR's sweeps, in any order. */
public interface Sweeps {
    int count();

    /** One sweep. @param index from 0 */
    SweepPoints sweep(int index);
}
