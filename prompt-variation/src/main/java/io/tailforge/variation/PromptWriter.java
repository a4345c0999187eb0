package io.tailforge.variation;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.map.HdMap;
import java.util.List;

/** Puts a scene into words. A stateless service, found by {@link java.util.ServiceLoader}. */
public interface PromptWriter {
    String id();

    String describe();

    /** @param visible which actors the cameras really see; a prompt names no others */
    Prompt write(Scene scene, List<ActorVisibility> visible);

    /** As above, by a writer that can also say on what kind of road; by default the layout is not looked at. */
    default Prompt write(Scene scene, HdMap layout, List<ActorVisibility> visible) {
        return write(scene, visible);
    }
}
