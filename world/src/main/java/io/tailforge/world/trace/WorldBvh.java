package io.tailforge.world.trace;

import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees over every mesh of a scene, built once (in parallel) and shared by all its instances. {@link #at} places them.
 * Immutable and safe to share between threads.
 */
public final class WorldBvh {
    private final SceneMesh scene;
    private final Blas ground;
    private final Map<TriangleMesh, Blas> prototypes;
    private final PlacedInstances still;

    private WorldBvh(SceneMesh scene, Blas ground, Map<TriangleMesh, Blas> prototypes) {
        this.scene = scene;
        this.ground = ground;
        this.prototypes = prototypes;
        this.still = PlacedInstances.of(this, 0, this::isStill);
    }

    public static WorldBvh of(SceneMesh scene) {
        return of(scene, new IdentityHashMap<>());
    }

    /** As {@link #of(SceneMesh)}, with the trees of those meshes that this one has already. */
    public WorldBvh over(SceneMesh other) {
        Map<TriangleMesh, Blas> known = new IdentityHashMap<>(prototypes);
        known.put(scene.ground(), ground);
        return of(other, known);
    }

    private static WorldBvh of(SceneMesh scene, Map<TriangleMesh, Blas> known) {
        Map<TriangleMesh, Blas> prototypes = new IdentityHashMap<>();
        List<TriangleMesh> meshes = new ArrayList<>();
        for (Instance instance : scene.instances()) {
            for (TriangleMesh mesh : instance.parts().shapes()) {
                if (!prototypes.containsKey(mesh)) {
                    prototypes.put(mesh, EMPTY);
                    meshes.add(mesh);
                }
            }
        }
        List<Blas> built =
                meshes.parallelStream().map(mesh -> tree(mesh, known)).toList();
        for (int i = 0; i < built.size(); i++) {
            prototypes.put(meshes.get(i), built.get(i));
        }
        return new WorldBvh(scene, tree(scene.ground(), known), prototypes);
    }

    private static Blas tree(TriangleMesh mesh, Map<TriangleMesh, Blas> known) {
        Blas blas = known.get(mesh);
        return blas == null ? Blas.of(mesh) : blas;
    }

    private static final Blas EMPTY =
            Blas.of(new TriangleMesh(new float[0], new int[0], new float[0], new float[0], new byte[0], new int[0]));

    public SceneMesh scene() {
        return scene;
    }

    /** What a sensor on the ego vehicle can see at a time: everything but the ego's own body. */
    public Snapshot at(long timestampMicros) {
        return new Snapshot(this, timestampMicros, false);
    }

    /** Everything at a time, the ego's own body too: what casts shadows, and what is mirrored. */
    public Snapshot withEgoAt(long timestampMicros) {
        return new Snapshot(this, timestampMicros, true);
    }

    /** The ego's own body never counts as still: it is hidden from its sensors. */
    boolean isStill(int instance) {
        return instance != scene.egoVehicle()
                && scene.instances().get(instance).motion().isStill();
    }

    PlacedInstances still() {
        return still;
    }

    Blas ground() {
        return ground;
    }

    Blas prototype(TriangleMesh mesh) {
        Blas blas = prototypes.get(mesh);
        if (blas == null) {
            throw new IllegalArgumentException("a mesh that is not part of the scene");
        }
        return blas;
    }
}
