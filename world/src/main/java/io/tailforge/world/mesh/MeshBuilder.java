package io.tailforge.world.mesh;

import java.util.Arrays;

/** Collects triangles. Vertices carry normal and uv; a triangle carries material and tint. */
public final class MeshBuilder {
    private float[] positions = new float[3 * 256];
    private float[] normals = new float[3 * 256];
    private float[] uv = new float[2 * 256];
    private int vertices;
    private int[] indices = new int[3 * 256];
    private byte[] materials = new byte[256];
    private int[] tints = new int[256];
    private int triangles;

    /** Adds a vertex; returns its index. A zero normal means: use the triangle's own. */
    public int vertex(double x, double y, double z, double nx, double ny, double nz, double u, double v) {
        if (3 * vertices + 3 > positions.length) {
            positions = Arrays.copyOf(positions, positions.length * 2);
            normals = Arrays.copyOf(normals, normals.length * 2);
            uv = Arrays.copyOf(uv, uv.length * 2);
        }
        positions[3 * vertices] = (float) x;
        positions[3 * vertices + 1] = (float) y;
        positions[3 * vertices + 2] = (float) z;
        normals[3 * vertices] = (float) nx;
        normals[3 * vertices + 1] = (float) ny;
        normals[3 * vertices + 2] = (float) nz;
        uv[2 * vertices] = (float) u;
        uv[2 * vertices + 1] = (float) v;
        return vertices++;
    }

    public int vertex(double x, double y, double z) {
        return vertex(x, y, z, 0, 0, 0, 0, 0);
    }

    public MeshBuilder triangle(int a, int b, int c, Material material, int tint) {
        if (triangles == materials.length) {
            materials = Arrays.copyOf(materials, triangles * 2);
            tints = Arrays.copyOf(tints, triangles * 2);
            indices = Arrays.copyOf(indices, triangles * 6);
        }
        indices[3 * triangles] = a;
        indices[3 * triangles + 1] = b;
        indices[3 * triangles + 2] = c;
        materials[triangles] = (byte) material.ordinal();
        tints[triangles] = tint;
        triangles++;
        return this;
    }

    /** Two triangles a-b-c and a-c-d. */
    public MeshBuilder quad(int a, int b, int c, int d, Material material, int tint) {
        return triangle(a, b, c, material, tint).triangle(a, c, d, material, tint);
    }

    public int triangleCount() {
        return triangles;
    }

    public TriangleMesh build() {
        return new TriangleMesh(
                Arrays.copyOf(positions, 3 * vertices),
                Arrays.copyOf(indices, 3 * triangles),
                Arrays.copyOf(normals, 3 * vertices),
                Arrays.copyOf(uv, 2 * vertices),
                Arrays.copyOf(materials, triangles),
                Arrays.copyOf(tints, triangles));
    }
}
