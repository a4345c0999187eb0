package io.tailforge.world.build;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.world.mesh.SceneMesh;

/** Builds the world of one scene; who builds many on the same layout keeps the {@link Street}. */
public final class WorldBuilder {
    private WorldBuilder() {}

    public static SceneMesh build(Scene scene, HdMap map) {
        return Street.of(Street.Key.of(scene), map).with(scene.actors(), scene.ego());
    }
}
