package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scene at one time: the ground and every instance that is present. Immutable, safe to share between threads. */
public final class Snapshot {
    private final WorldBvh world;
    private final long timestampMicros;
    private final List<Placement> placements;
    private final int[] placementOf;
    private final BoxTree tree;

    Snapshot(WorldBvh world, long timestampMicros, int hiddenInstance) {
        this.world = world;
        this.timestampMicros = timestampMicros;
        List<Instance> instances = world.scene().instances();
        this.placementOf = new int[instances.size()];
        this.placements = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            placementOf[i] = -1;
            Optional<Pose> pose = i == hiddenInstance
                    ? Optional.empty()
                    : instances.get(i).motion().findAt(timestampMicros);
            if (pose.isPresent()) {
                Blas blas = world.prototype(shapeAt(instances.get(i)));
                if (!blas.tree().isEmpty()) {
                    placementOf[i] = placements.size();
                    placements.add(Placement.of(i, blas, pose.get()));
                }
            }
        }
        float[] boxes = new float[6 * placements.size()];
        for (int i = 0; i < placements.size(); i++) {
            placements.get(i).enclose(boxes, 6 * i);
        }
        this.tree = BoxTreeBuilder.build(boxes, 1);
    }

    private TriangleMesh shapeAt(Instance instance) {
        return instance.parts()
                .shapes()
                .get(instance.parts().shapeAt(instance.motion().walkedAt(timestampMicros)));
    }

    public long timestampMicros() {
        return timestampMicros;
    }

    public SceneMesh scene() {
        return world.scene();
    }

    /** Whether the instance is there at this time (and not hidden). */
    public boolean isPresent(int instance) {
        return placementOf[instance] >= 0;
    }

    /** The mesh that the instance shows now, or the ground for {@link Hits#GROUND}. */
    public TriangleMesh mesh(int instance) {
        return instance == Hits.GROUND
                ? world.scene().ground()
                : placement(instance).blas().mesh();
    }

    /** A point of the instance's mesh frame in the scene's frame: where a surface point is at this time. */
    public Vec3 worldFromMesh(int instance, double x, double y, double z) {
        return instance == Hits.GROUND
                ? new Vec3(x, y, z)
                : Placement.transform(placement(instance).world(), x, y, z);
    }

    Placement placement(int instance) {
        int index = placementOf[instance];
        if (index < 0) {
            throw new IllegalArgumentException("instance " + instance + " is absent at " + timestampMicros + " us");
        }
        return placements.get(index);
    }

    Placement placementAt(int position) {
        return placements.get(tree.order()[position]);
    }

    Blas ground() {
        return world.ground();
    }

    BoxTree tree() {
        return tree;
    }
}
