package io.tailforge.world.build.shape;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.List;

/** Brings bodies to the size of their label box. */
public final class Fit {
    /** The body stays this far inside its box, so that no rounding carries it out; metres. */
    public static final double MARGIN = 0.004;

    private Fit() {}

    /** The meshes scaled per axis and moved so that together they fill a box about the origin. */
    public static List<TriangleMesh> intoBox(List<TriangleMesh> meshes, Vec3 size) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (TriangleMesh mesh : meshes) {
            float[] p = mesh.positions();
            for (int i = 0; i < p.length; i++) {
                low[i % 3] = Math.min(low[i % 3], p[i]);
                high[i % 3] = Math.max(high[i % 3], p[i]);
            }
        }
        double[] scale = new double[3];
        double[] wanted = {size.x(), size.y(), size.z()};
        double[] middle = new double[3];
        for (int k = 0; k < 3; k++) {
            double room = Math.max(wanted[k] - 2 * MARGIN, wanted[k] / 2);
            scale[k] = high[k] > low[k] ? room / (high[k] - low[k]) : 1;
            middle[k] = (high[k] + low[k]) / 2;
        }
        return meshes.stream().map(mesh -> scaled(mesh, scale, middle)).toList();
    }

    public static TriangleMesh intoBox(TriangleMesh mesh, Vec3 size) {
        return intoBox(List.of(mesh), size).getFirst();
    }

    private static TriangleMesh scaled(TriangleMesh mesh, double[] scale, double[] middle) {
        float[] from = mesh.positions();
        float[] p = new float[from.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) ((from[i] - middle[i % 3]) * scale[i % 3]);
        }
        return new TriangleMesh(
                p, mesh.indices(), scaledNormals(mesh.normals(), scale), mesh.uv(), mesh.materials(), mesh.tints());
    }

    private static float[] scaledNormals(float[] from, double[] scale) {
        float[] n = new float[from.length];
        for (int i = 0; i + 2 < n.length; i += 3) {
            double x = from[i] / scale[0];
            double y = from[i + 1] / scale[1];
            double z = from[i + 2] / scale[2];
            double norm = Math.sqrt(x * x + y * y + z * z);
            if (norm > 0) {
                n[i] = (float) (x / norm);
                n[i + 1] = (float) (y / norm);
                n[i + 2] = (float) (z / norm);
            }
        }
        return n;
    }
}
