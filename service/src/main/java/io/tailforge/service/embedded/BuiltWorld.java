package io.tailforge.service.embedded;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.world.build.Street;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;

/**
 * A scene's triangles and the trees over them. Immutable, shared by cameras, LiDARs, controls and labels.
 *
 * @param street what of it does not depend on actors
 */
public record BuiltWorld(Street street, SceneMesh mesh, WorldBvh bvh) {
    public static BuiltWorld of(Scene scene, HdMap map) {
        Street street = Street.of(Street.Key.of(scene), map);
        SceneMesh mesh = street.with(scene.actors(), scene.ego());
        return new BuiltWorld(street, mesh, WorldBvh.of(mesh));
    }

    /** The same street with the actors of another scene on it, whose key is the street's. */
    BuiltWorld with(Scene scene) {
        SceneMesh peopled = street.with(scene.actors(), scene.ego());
        return new BuiltWorld(street, peopled, bvh.over(peopled));
    }
}
