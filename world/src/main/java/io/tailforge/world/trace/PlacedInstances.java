package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Some of a scene's instances at one time, and the tree over them. Immutable. */
final class PlacedInstances {
    private final Placement[] ordered;
    private final int[] positions;
    private final BoxTree tree;

    private PlacedInstances(Placement[] ordered, int[] positions, BoxTree tree) {
        this.ordered = ordered;
        this.positions = positions;
        this.tree = tree;
    }

    /** Those of the wanted instances that are present and have a surface. */
    static PlacedInstances of(WorldBvh world, long timestampMicros, IntPredicate wanted) {
        List<Instance> instances = world.scene().instances();
        List<Placement> present = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (wanted.test(i)) {
                findPlacement(world, i, timestampMicros).ifPresent(present::add);
            }
        }
        float[] boxes = new float[6 * present.size()];
        for (int i = 0; i < present.size(); i++) {
            present.get(i).enclose(boxes, 6 * i);
        }
        BoxTree tree = BoxTreeBuilder.build(boxes, 1);
        Placement[] ordered = new Placement[present.size()];
        int[] positions = new int[instances.size()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = present.get(tree.order()[i]);
            positions[ordered[i].instance()] = i + 1;
        }
        return new PlacedInstances(ordered, positions, tree);
    }

    private static Optional<Placement> findPlacement(WorldBvh world, int index, long timestampMicros) {
        Instance instance = world.scene().instances().get(index);
        Optional<Pose> pose = instance.motion().findAt(timestampMicros);
        if (pose.isEmpty()) {
            return Optional.empty();
        }
        int shape = instance.parts().shapeAt(instance.motion().walkedAt(timestampMicros));
        TriangleMesh mesh = instance.parts().shapes().get(shape);
        Blas blas = world.prototype(mesh);
        return blas.tree().isEmpty() ? Optional.empty() : Optional.of(Placement.of(index, blas, pose.get()));
    }

    BoxTree tree() {
        return tree;
    }

    /** In tree order. */
    Placement at(int position) {
        return ordered[position];
    }

    Optional<Placement> find(int instance) {
        int position = positions[instance];
        return position == 0 ? Optional.empty() : Optional.of(ordered[position - 1]);
    }
}
