package io.tailforge.quality;

import java.util.Optional;

/**
 * What the cameras ought to see, cast from the scene and the map alone, whatever the generator made of them. Asked by one
 * thread, frame after frame.
 */
@FunctionalInterface
public interface ExpectedViews {
    /** @param frame of the clip, from 0 */
    ExpectedView look(String camera, int frame);

    /** The same world for LiDARs, where it is at hand. */
    default Optional<ExpectedSweeps> sweeps() {
        return Optional.empty();
    }
}
