package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.List;
import java.util.Optional;

/**
 * Where everything is from a camera at one time. What moves is placed by its mesh's frame, all else by that of an anchor, so
 * that floats are exact near the camera. Transforms are row-major 3x4.
 *
 * @param cameraFromAnchor of what stands still
 * @param cameraFromMesh by instance; empty for one that stands still or is absent
 * @param absent by instance
 * @param shapes the shape that each instance shows
 */
record Moment(
        float[] cameraFromAnchor,
        float[] anchorFromCamera,
        float[][] cameraFromMesh,
        float[][] meshFromCamera,
        boolean[] absent,
        TriangleMesh[] shapes) {
    private static final float[] NONE = new float[0];

    /** @param anchor in the mesh's frame; the same wherever two moments are held against each other */
    static Moment of(Scene scene, SceneMesh mesh, Camera camera, long timestampMicros, Vec3 anchor) {
        Pose sceneFromCamera = Shot.sceneFromRig(scene, mesh, timestampMicros).times(camera.rigFromCamera());
        Pose cameraFromScene = sceneFromCamera.inverse();
        Pose anchorFromCamera = new Pose(sceneFromCamera.translation().minus(anchor), sceneFromCamera.rotation());
        List<Instance> instances = mesh.instances();
        float[][] cameraFromMesh = new float[instances.size()][];
        float[][] meshFromCamera = new float[instances.size()][];
        boolean[] absent = new boolean[instances.size()];
        for (int i = 0; i < absent.length; i++) {
            Optional<Pose> pose = instances.get(i).motion().findAt(timestampMicros);
            boolean moves = pose.isPresent() && !instances.get(i).motion().isStill();
            Pose placed = moves ? cameraFromScene.times(pose.get()) : Pose.IDENTITY;
            cameraFromMesh[i] = moves ? Shot.rows(placed) : NONE;
            meshFromCamera[i] = moves ? Shot.rows(placed.inverse()) : NONE;
            absent[i] = pose.isEmpty();
        }
        return new Moment(
                Shot.rows(anchorFromCamera.inverse()),
                Shot.rows(anchorFromCamera),
                cameraFromMesh,
                meshFromCamera,
                absent,
                Shot.shapes(mesh, timestampMicros));
    }

    boolean moves(int instance) {
        return instance >= 0 && cameraFromMesh[instance].length > 0;
    }
}
