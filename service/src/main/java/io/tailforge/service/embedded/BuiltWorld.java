package io.tailforge.service.embedded;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.world.build.WorldBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;

/** A scene's triangles and the trees over them. Immutable, shared by cameras, LiDARs, controls and labels. */
public record BuiltWorld(SceneMesh mesh, WorldBvh bvh) {
    public static BuiltWorld of(Scene scene, HdMap map) {
        SceneMesh mesh = WorldBuilder.build(scene, map);
        return new BuiltWorld(mesh, WorldBvh.of(mesh));
    }
}
