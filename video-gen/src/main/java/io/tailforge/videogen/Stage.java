package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.WorldBvh;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the rig's cameras are and what stands where, at any time of a clip. What stands still is placed once. */
final class Stage {
    private static final float[] ABSENT = new float[0];

    private final Scene scene;
    private final SceneMesh mesh;
    private final WorldBvh bvh;
    private final float[][] still;
    private final TriangleMesh[] shapes;
    private final int[] moving;

    Stage(Scene scene, SceneMesh mesh, WorldBvh bvh) {
        this.scene = scene;
        this.mesh = mesh;
        this.bvh = bvh;
        int count = mesh.instances().size();
        still = new float[count][];
        shapes = new TriangleMesh[count];
        for (int i = 0; i < count; i++) {
            place(i, 0, still, shapes);
        }
        moving = IntStream.range(0, count)
                .filter(i -> !mesh.instances().get(i).motion().isStill())
                .toArray();
    }

    /** The ego's pose in the mesh's frame. */
    Pose sceneFromRig(long timestampMicros) {
        Pose layoutFromRig = scene.ego().at(timestampMicros);
        return new Pose(layoutFromRig.translation().minus(mesh.origin()), layoutFromRig.rotation());
    }

    Moment moment(Camera camera, long timestampMicros) {
        Pose sceneFromCamera = sceneFromRig(timestampMicros).times(camera.rigFromCamera());
        float[][] placed = still.clone();
        TriangleMesh[] meshes = shapes.clone();
        for (int i : moving) {
            place(i, timestampMicros, placed, meshes);
        }
        return new Moment(
                timestampMicros,
                floats(sceneFromCamera.translation()),
                floats(sceneFromCamera.rotation().toMatrix()),
                bvh.at(timestampMicros),
                placed,
                meshes);
    }

    /** What throws shadows and is mirrored: everything, the ego's own body too. */
    Snapshot around(long timestampMicros) {
        return bvh.withEgoAt(timestampMicros);
    }

    SceneMesh mesh() {
        return mesh;
    }

    private void place(int i, long timestampMicros, float[][] placed, TriangleMesh[] meshes) {
        Instance instance = mesh.instances().get(i);
        placed[i] = instance.motion().findAt(timestampMicros).map(Stage::rows).orElse(ABSENT);
        int shape = instance.parts().shapeAt(instance.motion().walkedAt(timestampMicros));
        meshes[i] = instance.parts().shapes().get(shape);
    }

    private static float[] floats(Vec3 v) {
        return new float[] {(float) v.x(), (float) v.y(), (float) v.z()};
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static float[] rows(Pose pose) {
        return Arrays.copyOf(floats(pose.toMatrix()), 12);
    }
}
