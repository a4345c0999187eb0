package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where things are from a camera while it takes a frame, by groups of rows that are taken together: one group for a global
 * shutter. What moves is placed by its mesh's frame, all else by an anchor near the camera, so that floats are exact.
 * Transforms are row-major 3x4; those of what moves are found when first asked for. One per thread.
 */
final class Whereabouts {
    private static final int ROWS = Moment.ROWS;

    private static final float[] UNKNOWN = new float[0];
    private static final float[] ABSENT = new float[0];

    private final SceneMesh mesh;
    private final long[] timestampsMicros;
    private final Pose[] cameraFromScene;
    private final float[][] cameraFromAnchor;
    private final float[][] anchorFromCamera;
    private final float[][][] cameraFromMesh;
    private final float[][][] meshFromCamera;
    private final TriangleMesh[][] shapes;

    /**
     * @param camera at the clip's size
     * @param anchor in the mesh's frame, the same for all that are compared
     */
    Whereabouts(Scene scene, SceneMesh mesh, Camera camera, int frame, Vec3 anchor) {
        this.mesh = mesh;
        timestampsMicros = times(scene, camera, frame);
        int groups = timestampsMicros.length;
        cameraFromScene = new Pose[groups];
        cameraFromAnchor = new float[groups][];
        anchorFromCamera = new float[groups][];
        cameraFromMesh = new float[groups][mesh.instances().size()][];
        meshFromCamera = new float[groups][mesh.instances().size()][];
        shapes = new TriangleMesh[groups][mesh.instances().size()];
        for (int group = 0; group < groups; group++) {
            Pose worldFromCamera = scene.ego().at(timestampsMicros[group]).times(camera.rigFromCamera());
            Pose sceneFromCamera =
                    new Pose(worldFromCamera.translation().minus(mesh.origin()), worldFromCamera.rotation());
            Pose anchored = new Pose(sceneFromCamera.translation().minus(anchor), sceneFromCamera.rotation());
            cameraFromScene[group] = sceneFromCamera.inverse();
            anchorFromCamera[group] = rows(anchored);
            cameraFromAnchor[group] = rows(anchored.inverse());
            Arrays.fill(cameraFromMesh[group], UNKNOWN);
        }
    }

    private static long[] times(Scene scene, Camera camera, int frame) {
        if (!camera.shutter().isRolling()) {
            return new long[] {scene.timestampMicros(camera, frame)};
        }
        int height = camera.model().height();
        long[] times = new long[(height + Moment.ROWS - 1) / Moment.ROWS];
        for (int group = 0; group < times.length; group++) {
            times[group] = Take.timestampMicros(scene, camera, frame, ROWS * group + (ROWS - 1) / 2.0, height);
        }
        return times;
    }

    /** The group that takes a row, or the one nearest to it. */
    int group(float row) {
        return Math.clamp((int) ((row + 0.5f) / Moment.ROWS), 0, timestampsMicros.length - 1);
    }

    float[] cameraFromAnchor(int group) {
        return cameraFromAnchor[group];
    }

    float[] anchorFromCamera(int group) {
        return anchorFromCamera[group];
    }

    /** Whether a moving instance is there. */
    boolean has(int group, int instance) {
        place(group, instance);
        return cameraFromMesh[group][instance] != ABSENT;
    }

    /** Of a moving instance that is there. */
    float[] cameraFromMesh(int group, int instance) {
        place(group, instance);
        return cameraFromMesh[group][instance];
    }

    /** Of a moving instance that is there. */
    float[] meshFromCamera(int group, int instance) {
        place(group, instance);
        return meshFromCamera[group][instance];
    }

    /** What a moving instance looks like. */
    TriangleMesh shape(int group, int instance) {
        place(group, instance);
        return shapes[group][instance];
    }

    private void place(int group, int instance) {
        if (cameraFromMesh[group][instance] != UNKNOWN) {
            return;
        }
        Instance it = mesh.instances().get(instance);
        long time = timestampsMicros[group];
        Optional<Pose> placed = it.motion().findAt(time).map(cameraFromScene[group]::times);
        shapes[group][instance] =
                it.parts().shapes().get(it.parts().shapeAt(it.motion().walkedAt(time)));
        cameraFromMesh[group][instance] = placed.map(Whereabouts::rows).orElse(ABSENT);
        meshFromCamera[group][instance] =
                placed.map(pose -> rows(pose.inverse())).orElse(ABSENT);
    }

    private static float[] rows(Pose pose) {
        double[] matrix = pose.toMatrix();
        float[] rows = new float[12];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) matrix[i];
        }
        return rows;
    }
}
