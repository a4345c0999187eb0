package io.tailforge.quality.fault;

import io.tailforge.scene.artifact.ImageRegion;
import java.util.Optional;

/**
 * Where a fault was planted: what a finding about it should name.
 *
 * @param sensor camera or LiDAR; empty where it is in all of them
 * @param first frame or sweep, inclusive as {@code last}; -1 where the fault is in all of them
 * @param region part of the camera's picture in the middle of the fault; empty where it is all of it
 */
public record Place(Optional<String> sensor, int first, int last, Optional<ImageRegion> region) {
    public static Place everywhere() {
        return new Place(Optional.empty(), -1, -1, Optional.empty());
    }

    public static Place of(String sensor) {
        return new Place(Optional.of(sensor), -1, -1, Optional.empty());
    }

    public static Place of(String sensor, int first, int last) {
        return new Place(Optional.of(sensor), first, last, Optional.empty());
    }

    public Place within(ImageRegion other) {
        return new Place(sensor, first, last, Optional.of(other));
    }
}
