package io.tailforge.world.trace;

import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;

/**
 * The tree over one mesh, shared by all its instances.
 *
 * @param tree its leaves link to leaf records
 * @param leaves {@link #LEAF} floats a leaf, four places for triangles: x of their corners (a, b, c, a each), y, z, then face
 *     normals (not unit) and longest edges, a number per triangle each. Floats to spare at the end: vectors read past a leaf.
 * @param ids the triangles' indices in the mesh, four a leaf; -1 in places that are empty
 */
record Blas(TriangleMesh mesh, BoxTree tree, float[] leaves, int[] ids) {
    static final int LEAF = 64;
    static final int Y = 16;
    static final int Z = 32;
    static final int NORMAL_X = 48;
    static final int NORMAL_Y = 52;
    static final int NORMAL_Z = 56;
    static final int LONGEST = 60;
    private static final int LEAF_SIZE = 4;
    private static final int SPARE = 16;
    private static final int PACKED = 13;

    static Blas of(TriangleMesh mesh) {
        int[] ids = withArea(mesh);
        float[] boxes = new float[6 * ids.length];
        for (int i = 0; i < ids.length; i++) {
            enclose(mesh, ids[i], boxes, 6 * i);
        }
        return of(mesh, ids, BoxTreeBuilder.build(boxes, LEAF_SIZE));
    }

    private static Blas of(TriangleMesh mesh, int[] found, BoxTree tree) {
        int count = 0;
        for (int kind : tree.kind()) {
            count += kind > 0 ? 1 : 0;
        }
        float[] leaves = new float[LEAF * count + SPARE];
        int[] ids = new int[4 * count];
        Arrays.fill(ids, -1);
        float[] packed = new float[PACKED];
        int[] link = tree.link().clone();
        int leaf = 0;
        for (int node = 0; node < link.length; node++) {
            int size = tree.kind()[node];
            if (size > 0) {
                for (int i = 0; i < size; i++) {
                    int triangle = found[tree.order()[link[node] + i]];
                    ids[4 * leaf + i] = triangle;
                    pack(mesh, triangle, packed);
                    place(packed, leaves, LEAF * leaf, i);
                }
                link[node] = leaf++;
            }
        }
        return new Blas(mesh, new BoxTree(tree.bounds(), link, tree.kind(), tree.order()), leaves, ids);
    }

    private static void place(float[] packed, float[] leaves, int leaf, int i) {
        for (int axis = 0; axis < 3; axis++) {
            int at = leaf + 16 * axis + 4 * i;
            leaves[at] = packed[axis];
            leaves[at + 1] = packed[3 + axis];
            leaves[at + 2] = packed[6 + axis];
            leaves[at + 3] = packed[axis];
        }
        for (int k = 0; k < 4; k++) {
            leaves[leaf + NORMAL_X + 4 * k + i] = packed[9 + k];
        }
    }

    /** Triangles that can be hit: finite and not a line. */
    private static int[] withArea(TriangleMesh mesh) {
        float[] scratch = new float[PACKED];
        int[] ids = new int[mesh.triangleCount()];
        int count = 0;
        for (int triangle = 0; triangle < ids.length; triangle++) {
            pack(mesh, triangle, scratch);
            float sum = Math.abs(scratch[9]) + Math.abs(scratch[10]) + Math.abs(scratch[11]);
            if (sum > 0 && Float.isFinite(sum) && Float.isFinite(scratch[12])) {
                ids[count++] = triangle;
            }
        }
        return Arrays.copyOf(ids, count);
    }

    /** Three corners, the face normal, the longest edge. */
    private static void pack(TriangleMesh mesh, int triangle, float[] to) {
        float[] p = mesh.positions();
        for (int corner = 0; corner < 3; corner++) {
            System.arraycopy(p, 3 * mesh.indices()[3 * triangle + corner], to, 3 * corner, 3);
        }
        double ux = (double) to[3] - to[0];
        double uy = (double) to[4] - to[1];
        double uz = (double) to[5] - to[2];
        double vx = (double) to[6] - to[0];
        double vy = (double) to[7] - to[1];
        double vz = (double) to[8] - to[2];
        to[9] = (float) (uy * vz - uz * vy);
        to[10] = (float) (uz * vx - ux * vz);
        to[11] = (float) (ux * vy - uy * vx);
        double u = ux * ux + uy * uy + uz * uz;
        double v = vx * vx + vy * vy + vz * vz;
        double w = (u + v) - 2 * (ux * vx + uy * vy + uz * vz);
        to[12] = (float) Math.sqrt(Math.max(u, Math.max(v, w)));
    }

    private static void enclose(TriangleMesh mesh, int triangle, float[] boxes, int box) {
        int a = 3 * mesh.indices()[3 * triangle];
        int b = 3 * mesh.indices()[3 * triangle + 1];
        int c = 3 * mesh.indices()[3 * triangle + 2];
        float[] p = mesh.positions();
        for (int axis = 0; axis < 3; axis++) {
            boxes[box + axis] = Math.min(p[a + axis], Math.min(p[b + axis], p[c + axis]));
            boxes[box + 3 + axis] = Math.max(p[a + axis], Math.max(p[b + axis], p[c + axis]));
        }
    }
}
