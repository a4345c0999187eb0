package io.tailforge.conditioning;

import io.tailforge.video.Frame;

/** Draws the control frames of one camera, before any codec. Not thread-safe. */
@FunctionalInterface
public interface ControlPainter {
    /**
     * Draws a frame, in any order; a frame does not depend on the ones drawn before it.
     *
     * @param frame index into the scene's grid
     * @param out RGB24 of the grid's size; overwritten
     */
    void draw(int frame, Frame out);
}
