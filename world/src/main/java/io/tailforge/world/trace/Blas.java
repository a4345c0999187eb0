package io.tailforge.world.trace;

import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;

/**
 * The tree over one mesh, shared by all its instances.
 *
 * @param triangles {@link #STRIDE} floats a triangle in tree order: three vertices, the face normal (not unit), the
 *     longest edge
 * @param ids the triangles' indices in the mesh
 */
record Blas(TriangleMesh mesh, BoxTree tree, float[] triangles, int[] ids) {
    static final int STRIDE = 13;
    private static final int LEAF_SIZE = 4;

    static Blas of(TriangleMesh mesh) {
        int[] ids = withArea(mesh);
        float[] packed = new float[STRIDE * ids.length];
        float[] boxes = new float[6 * ids.length];
        for (int i = 0; i < ids.length; i++) {
            pack(mesh, ids[i], packed, STRIDE * i);
            enclose(packed, STRIDE * i, boxes, 6 * i);
        }
        BoxTree tree = BoxTreeBuilder.build(boxes, LEAF_SIZE);
        float[] ordered = new float[packed.length];
        int[] orderedIds = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(packed, STRIDE * tree.order()[i], ordered, STRIDE * i, STRIDE);
            orderedIds[i] = ids[tree.order()[i]];
        }
        return new Blas(mesh, tree, ordered, orderedIds);
    }

    /** Triangles that can be hit: finite and not a line. */
    private static int[] withArea(TriangleMesh mesh) {
        float[] scratch = new float[STRIDE];
        int[] ids = new int[mesh.triangleCount()];
        int count = 0;
        for (int triangle = 0; triangle < ids.length; triangle++) {
            pack(mesh, triangle, scratch, 0);
            float sum = Math.abs(scratch[9]) + Math.abs(scratch[10]) + Math.abs(scratch[11]);
            if (sum > 0 && Float.isFinite(sum) && Float.isFinite(scratch[12])) {
                ids[count++] = triangle;
            }
        }
        return Arrays.copyOf(ids, count);
    }

    private static void pack(TriangleMesh mesh, int triangle, float[] to, int at) {
        float[] p = mesh.positions();
        for (int corner = 0; corner < 3; corner++) {
            System.arraycopy(p, 3 * mesh.indices()[3 * triangle + corner], to, at + 3 * corner, 3);
        }
        double ux = (double) to[at + 3] - to[at];
        double uy = (double) to[at + 4] - to[at + 1];
        double uz = (double) to[at + 5] - to[at + 2];
        double vx = (double) to[at + 6] - to[at];
        double vy = (double) to[at + 7] - to[at + 1];
        double vz = (double) to[at + 8] - to[at + 2];
        to[at + 9] = (float) (uy * vz - uz * vy);
        to[at + 10] = (float) (uz * vx - ux * vz);
        to[at + 11] = (float) (ux * vy - uy * vx);
        double u = ux * ux + uy * uy + uz * uz;
        double v = vx * vx + vy * vy + vz * vz;
        double w = (u + v) - 2 * (ux * vx + uy * vy + uz * vz);
        to[at + 12] = (float) Math.sqrt(Math.max(u, Math.max(v, w)));
    }

    private static void enclose(float[] packed, int at, float[] boxes, int box) {
        for (int axis = 0; axis < 3; axis++) {
            float a = packed[at + axis];
            float b = packed[at + 3 + axis];
            float c = packed[at + 6 + axis];
            boxes[box + axis] = Math.min(a, Math.min(b, c));
            boxes[box + 3 + axis] = Math.max(a, Math.max(b, c));
        }
    }
}
