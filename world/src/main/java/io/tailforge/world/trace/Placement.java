package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;

/**
 * An instance at a time.
 *
 * @param instance index in {@code SceneMesh.instances()}
 * @param world row-major 3x4 {@code worldFromMesh}
 * @param mesh row-major 3x4 {@code meshFromWorld}
 */
record Placement(int instance, Blas blas, float[] world, float[] mesh) {
    static Placement of(int instance, Blas blas, Pose worldFromMesh) {
        return new Placement(instance, blas, rows(worldFromMesh), rows(worldFromMesh.inverse()));
    }

    private static float[] rows(Pose pose) {
        double[] m = pose.toMatrix();
        float[] rows = new float[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = (float) m[i];
        }
        return rows;
    }

    /** Box of the placed mesh, from the eight corners of its tree's root. */
    void enclose(float[] boxes, int at) {
        float[] root = blas.tree().bounds();
        for (int axis = 0; axis < 3; axis++) {
            float min = world[4 * axis + 3];
            float max = min;
            for (int k = 0; k < 3; k++) {
                float a = world[4 * axis + k] * root[k];
                float b = world[4 * axis + k] * root[3 + k];
                min += Math.min(a, b);
                max += Math.max(a, b);
            }
            float pad = 1e-4f;
            boxes[at + axis] = min - pad;
            boxes[at + 3 + axis] = max + pad;
        }
    }

    static Vec3 transform(float[] rows, double x, double y, double z) {
        return new Vec3(
                rows[0] * x + rows[1] * y + rows[2] * z + rows[3],
                rows[4] * x + rows[5] * y + rows[6] * z + rows[7],
                rows[8] * x + rows[9] * y + rows[10] * z + rows[11]);
    }
}
