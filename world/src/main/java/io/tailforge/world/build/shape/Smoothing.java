package io.tailforge.world.build.shape;

import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;

/** Gives flat triangles the normals of the curved surface they stand for. */
public final class Smoothing {
    private Smoothing() {}

    /**
     * A mesh with three vertices of its own per triangle; a corner's normal is the mean over the triangles that meet there
     * in the same material and less than {@code crease} radians apart.
     */
    public static TriangleMesh of(TriangleMesh mesh, double crease) {
        int corners = mesh.indices().length;
        float[] positions = new float[3 * corners];
        float[] uv = new float[2 * corners];
        for (int i = 0; i < corners; i++) {
            System.arraycopy(mesh.positions(), 3 * mesh.indices()[i], positions, 3 * i, 3);
            System.arraycopy(mesh.uv(), 2 * mesh.indices()[i], uv, 2 * i, 2);
        }
        int[] indices = new int[corners];
        Arrays.setAll(indices, i -> i);
        float[] normals = smooth(positions, mesh.materials(), StrictMath.cos(crease));
        return new TriangleMesh(positions, indices, normals, uv, mesh.materials(), mesh.tints());
    }

    private static float[] smooth(float[] p, byte[] materials, double cosCrease) {
        int corners = p.length / 3;
        double[] flat = flatNormals(p);
        long[] places = new long[corners];
        for (int i = 0; i < corners; i++) {
            places[i] = place(p, i);
        }
        int[] order = ByPlace.sort(places);
        float[] normals = new float[p.length];
        int from = 0;
        while (from < corners) {
            int to = from + 1;
            while (to < corners && places[order[to]] == places[order[from]]) {
                to++;
            }
            average(order, from, to, flat, materials, cosCrease, normals);
            from = to;
        }
        return normals;
    }

    /** Orders corners by place, equal places by number, without a box per corner. */
    private static final class ByPlace {
        static int[] sort(long[] places) {
            int[] order = new int[places.length];
            Arrays.setAll(order, i -> i);
            int[] spare = new int[places.length];
            for (int shift = 0; shift < 63; shift += 9) {
                pass(places, order, spare, shift);
                int[] swap = order;
                order = spare;
                spare = swap;
            }
            return order;
        }

        private static void pass(long[] places, int[] from, int[] to, int shift) {
            int[] start = new int[513];
            for (int i : from) {
                start[(int) (places[i] >>> shift & 511) + 1]++;
            }
            for (int k = 0; k < 512; k++) {
                start[k + 1] += start[k];
            }
            for (int i : from) {
                to[start[(int) (places[i] >>> shift & 511)]++] = i;
            }
        }
    }

    private static void average(
            int[] order, int from, int to, double[] flat, byte[] materials, double cosCrease, float[] normals) {
        for (int i = from; i < to; i++) {
            int mine = order[i] / 3;
            double[] sum = new double[3];
            for (int j = from; j < to; j++) {
                int theirs = order[j] / 3;
                if (materials[mine] == materials[theirs] && cos(flat, mine, theirs) >= cosCrease) {
                    sum[0] += flat[3 * theirs];
                    sum[1] += flat[3 * theirs + 1];
                    sum[2] += flat[3 * theirs + 2];
                }
            }
            double norm = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
            for (int k = 0; k < 3; k++) {
                normals[3 * order[i] + k] = norm > 0 ? (float) (sum[k] / norm) : 0;
            }
        }
    }

    private static double cos(double[] n, int a, int b) {
        double dot = n[3 * a] * n[3 * b] + n[3 * a + 1] * n[3 * b + 1] + n[3 * a + 2] * n[3 * b + 2];
        double norm = length(n, a) * length(n, b);
        return norm > 0 ? dot / norm : 1;
    }

    private static double length(double[] n, int a) {
        return Math.sqrt(n[3 * a] * n[3 * a] + n[3 * a + 1] * n[3 * a + 1] + n[3 * a + 2] * n[3 * a + 2]);
    }

    /** A tenth of a millimetre, 21 bits an axis. */
    private static long place(float[] p, int i) {
        return cell(p[3 * i]) << 42 | cell(p[3 * i + 1]) << 21 | cell(p[3 * i + 2]);
    }

    private static long cell(float value) {
        return Math.round(value * 1e4) & 0x1FFFFF;
    }

    /** Area-weighted. */
    private static double[] flatNormals(float[] p) {
        double[] n = new double[p.length / 3];
        for (int t = 0; t < p.length / 9; t++) {
            int i = 9 * t;
            double ax = p[i + 3] - p[i];
            double ay = p[i + 4] - p[i + 1];
            double az = p[i + 5] - p[i + 2];
            double bx = p[i + 6] - p[i];
            double by = p[i + 7] - p[i + 1];
            double bz = p[i + 8] - p[i + 2];
            n[3 * t] = ay * bz - az * by;
            n[3 * t + 1] = az * bx - ax * bz;
            n[3 * t + 2] = ax * by - ay * bx;
        }
        return n;
    }
}
