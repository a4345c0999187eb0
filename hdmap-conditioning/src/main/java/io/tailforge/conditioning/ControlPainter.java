package io.tailforge.conditioning;

import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Path;

/** Draws the control frames of one camera, before any codec. Not thread-safe. */
@FunctionalInterface
public interface ControlPainter {
    /**
     * Draws a frame, in any order; a frame does not depend on the ones drawn before it.
     *
     * @param frame index into the sequence's grid
     * @param out RGB24 of the grid's size; overwritten
     */
    void draw(int frame, Frame out);

    /**
     * Keeps what 8 bits cannot hold of the frame that was drawn last, beside the video; most styles have nothing to keep.
     *
     * @param folder of the video; files go to {@code <sensor>/<frame, six digits>.npz} below it
     */
    default void keepExact(Path folder) throws IOException {}
}
