package io.tailforge.scene.artifact;

import java.util.Objects;

/** One revolution. @param startMicros since the start of the clip; @param points npz as {@code docs/dataset-layout.md} says */
public record LidarSweep(String lidar, int index, long startMicros, ArtifactRef points) {
    public LidarSweep {
        Objects.requireNonNull(lidar);
        Objects.requireNonNull(points);
    }
}
