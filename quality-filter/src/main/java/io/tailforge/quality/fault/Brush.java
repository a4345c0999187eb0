package io.tailforge.quality.fault;

import io.tailforge.video.Frame;

/** Changes a picture. */
@FunctionalInterface
public interface Brush {
    /**
     * Paints on one picture.
     *
     * @param index of the frame
     * @param picture RGB24, changed in place
     * @param before the pictures as they were
     */
    void paint(int index, Frame picture, Reel before);
}
