package io.tailforge.service.control;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.service.embedded.BuiltWorld;
import java.util.List;

/** A style that looks at the built world rather than at the map's lines; whoever has the world already opens it with that. */
interface WorldStyle extends ConditioningRenderer {
    /** Everything that belongs to no actor. */
    String STATIC = "static";

    String ACTORS = "actors";

    @Override
    default List<String> layers() {
        return List.of(STATIC, ACTORS);
    }

    /** As {@link #open(Scene, HdMap, DrawingOptions)} in a world that was built of the same scene and map. */
    ControlFrames open(Scene scene, BuiltWorld world, DrawingOptions options);

    /** Builds the world, which lives as long as what is returned. */
    @Override
    default ControlFrames open(Scene scene, HdMap map, DrawingOptions options) {
        options.requireKnown(this);
        return open(scene, BuiltWorld.of(scene, map), options);
    }
}
