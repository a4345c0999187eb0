package io.tailforge.quality;

/**
 * What the cameras ought to see, cast from the scene and the map alone, whatever the generator made of them. Asked by one
 * thread, frame after frame.
 */
@FunctionalInterface
public interface ExpectedViews {
    /** @param frame of the clip, from 0 */
    ExpectedView look(String camera, int frame);
}
