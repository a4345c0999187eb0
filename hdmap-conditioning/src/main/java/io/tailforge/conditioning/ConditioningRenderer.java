package io.tailforge.conditioning;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import java.util.List;

/**
 * Draws the control frames of one style. A stateless service, found by {@link java.util.ServiceLoader}: a new style is one
 * class and one line. {@link ControlVideos} makes videos of what it draws.
 */
public interface ConditioningRenderer {
    /** Style id, for example {@code hdmap-v1}. */
    String id();

    String describe();

    /** What {@link DrawingOptions#layers()} may name, in drawing order. */
    List<String> layers();

    /**
     * Prepares a clip: what all cameras and frames share is made here, once.
     *
     * @throws io.tailforge.scene.problem.BadInputException {@code LAYER-UNKNOWN} where the options name a layer that this
     *     style does not draw
     */
    ControlFrames open(Scene scene, HdMap map, DrawingOptions options);
}
