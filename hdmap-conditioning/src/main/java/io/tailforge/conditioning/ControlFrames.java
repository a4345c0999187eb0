package io.tailforge.conditioning;

import io.tailforge.scene.sensor.Camera;

/** One clip, prepared for drawing in one style. Thread-safe; painters must not be used after it is closed. */
public interface ControlFrames extends AutoCloseable {
    /**
     * What draws one camera's frames; ask for one on each thread.
     *
     * @param camera as in the scene's rig; the painter sizes it to the scene's grid
     */
    ControlPainter painter(Camera camera);

    @Override
    default void close() {}
}
