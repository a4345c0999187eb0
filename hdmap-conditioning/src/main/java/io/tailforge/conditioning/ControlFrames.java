package io.tailforge.conditioning;

import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import java.util.List;

/** One clip, prepared for drawing in one style. Thread-safe; painters must not be used after it is closed. */
public interface ControlFrames extends AutoCloseable {
    /**
     * What draws one camera's frames; ask for one on each thread.
     *
     * @param camera as in the scene's rig; the painter sizes it to the scene's grid
     * @throws IllegalArgumentException where the style draws no cameras; see {@link #sequences}
     */
    ControlPainter painter(Camera camera);

    /** What there is to draw, in order: the rig's cameras over the scene's grid, or what else the style looks through. */
    default List<ControlSequence> sequences(Scene scene) {
        return scene.rig().cameras().stream()
                .map(camera -> new ControlSequence(camera.name(), scene.grid(), () -> painter(camera)))
                .toList();
    }

    @Override
    default void close() {}
}
