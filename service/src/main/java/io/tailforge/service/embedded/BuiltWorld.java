package io.tailforge.service.embedded;

import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;

/** A scene's triangles and the trees over them. Immutable, shared by cameras, LiDARs and labels. */
public record BuiltWorld(SceneMesh mesh, WorldBvh bvh) {}
