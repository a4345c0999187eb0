package io.tailforge.conditioning;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import java.nio.file.Path;
import java.util.List;

/** Draws the control videos of one style. A stateless service, found by {@link java.util.ServiceLoader}. */
public interface ConditioningRenderer {
    /** Style id, for example {@code hdmap-v1}. */
    String id();

    String describe();

    /**
     * Renders one H.264 MP4 per camera of the scene's rig at the scene's size and rate.
     *
     * @param folder the clip's work folder; files go to {@code conditioning/<camera>.mp4} below it
     * @return in the rig's order; references relative to {@code folder}
     */
    List<ConditioningVideo> render(Scene scene, HdMap map, Path folder);
}
