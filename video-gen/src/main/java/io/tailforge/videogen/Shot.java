package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Snapshot;
import java.util.Optional;

/**
 * One camera at one time: where it is and what stands where. Immutable, shared by the threads of a frame.
 *
 * @param seen what the camera sees: everything but the ego's own body
 * @param around what throws shadows and is mirrored: everything
 * @param eye the camera in the scene's frame
 * @param rotation row-major, scene axes from camera axes
 * @param placed row-major 3x4 {@code sceneFromMesh} by instance; empty where absent
 * @param meshes the shape that each instance shows
 * @param seconds since the start of the clip
 */
record Shot(
        SceneMesh scene,
        Snapshot seen,
        Snapshot around,
        float[] eye,
        float[] rotation,
        float[][] placed,
        TriangleMesh[] meshes,
        Lamps lamps,
        CameraRays rays,
        Vec3 velocity,
        double seconds,
        int frame,
        int camera) {
    /** The ego's pose at a time in the mesh's frame. */
    static Pose sceneFromRig(Scene scene, SceneMesh mesh, long timestampMicros) {
        Pose layoutFromRig = scene.ego().at(timestampMicros);
        return new Pose(layoutFromRig.translation().minus(mesh.origin()), layoutFromRig.rotation());
    }

    static float[] floats(Vec3 v) {
        return new float[] {(float) v.x(), (float) v.y(), (float) v.z()};
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** {@code sceneFromMesh} of every instance at a time, as rows. */
    static float[][] place(SceneMesh scene, long timestampMicros) {
        float[][] placed = new float[scene.instances().size()][];
        for (int i = 0; i < placed.length; i++) {
            Optional<Pose> pose = scene.instances().get(i).motion().findAt(timestampMicros);
            placed[i] = pose.map(Shot::rows).orElseGet(() -> new float[0]);
        }
        return placed;
    }

    static TriangleMesh[] shapes(SceneMesh scene, long timestampMicros) {
        TriangleMesh[] meshes = new TriangleMesh[scene.instances().size()];
        for (int i = 0; i < meshes.length; i++) {
            Instance instance = scene.instances().get(i);
            int shape = instance.parts().shapeAt(instance.motion().walkedAt(timestampMicros));
            meshes[i] = instance.parts().shapes().get(shape);
        }
        return meshes;
    }

    private static float[] rows(Pose pose) {
        double[] m = pose.toMatrix();
        float[] rows = new float[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = (float) m[i];
        }
        return rows;
    }
}
