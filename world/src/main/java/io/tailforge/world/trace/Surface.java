package io.tailforge.world.trace;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.TriangleMesh;

/**
 * What a ray met: the point, its normals, uv and material. A mutable cursor: one per thread, moved by {@link #locate}.
 * Positions and normals are in the scene's frame; both normals look towards where the ray came from.
 */
public final class Surface {
    private float x;
    private float y;
    private float z;
    private float meshX;
    private float meshY;
    private float meshZ;
    private float faceX;
    private float faceY;
    private float faceZ;
    private float normalX;
    private float normalY;
    private float normalZ;
    private float u;
    private float v;
    private int instance;
    private int triangle;
    private int tint;
    private int actor;
    private Material material = Material.ASPHALT;
    private SemanticClass semantic = SemanticClass.STATIC;
    private boolean backFace;

    /** Moves to hit {@code ray} of a ray from (ox, oy, oz) along the unit vector (dx, dy, dz). Only for rays that hit. */
    public void locate(
            Snapshot snapshot, Hits hits, int ray, float ox, float oy, float oz, float dx, float dy, float dz) {
        locate(snapshot, hits.instance[ray], hits.triangle[ray], hits.t[ray], ox, oy, oz, dx, dy, dz);
    }

    /** The same for a hit that is kept elsewhere. */
    public void locate(
            Snapshot snapshot,
            int hitInstance,
            int hitTriangle,
            float t,
            float ox,
            float oy,
            float oz,
            float dx,
            float dy,
            float dz) {
        instance = hitInstance;
        triangle = hitTriangle;
        x = ox + t * dx;
        y = oy + t * dy;
        z = oz + t * dz;
        TriangleMesh mesh = snapshot.mesh(hitInstance);
        material = mesh.material(hitTriangle);
        tint = mesh.tints()[hitTriangle];
        if (hitInstance == Hits.GROUND) {
            meshX = x;
            meshY = y;
            meshZ = z;
            actor = 0;
            semantic = material.semantic();
        } else {
            float[] m = snapshot.placement(hitInstance).mesh();
            meshX = m[0] * x + m[1] * y + m[2] * z + m[3];
            meshY = m[4] * x + m[5] * y + m[6] * z + m[7];
            meshZ = m[8] * x + m[9] * y + m[10] * z + m[11];
            describe(snapshot.scene().instances().get(hitInstance));
        }
        shape(mesh);
        if (hitInstance != Hits.GROUND) {
            rotateNormals(snapshot.placement(hitInstance).world());
        }
        faceTheRay(dx, dy, dz);
    }

    private void describe(Instance owner) {
        actor = owner.actor();
        semantic = owner.semantic() == SemanticClass.STATIC ? material.semantic() : owner.semantic();
        if (material == Material.CAR_PAINT || material == Material.CLOTH) {
            tint = multiply(tint, owner.tint());
        }
    }

    private static int multiply(int a, int b) {
        int red = (a >> 16 & 255) * (b >> 16 & 255) / 255;
        int green = (a >> 8 & 255) * (b >> 8 & 255) / 255;
        int blue = (a & 255) * (b & 255) / 255;
        return red << 16 | green << 8 | blue;
    }

    /** Face normal and, by barycentric weights of the point in its dominant plane, shading normal and uv; mesh frame. */
    private void shape(TriangleMesh mesh) {
        float[] p = mesh.positions();
        int a = mesh.indices()[3 * triangle];
        int b = mesh.indices()[3 * triangle + 1];
        int c = mesh.indices()[3 * triangle + 2];
        float ux = p[3 * b] - p[3 * a];
        float uy = p[3 * b + 1] - p[3 * a + 1];
        float uz = p[3 * b + 2] - p[3 * a + 2];
        float vx = p[3 * c] - p[3 * a];
        float vy = p[3 * c + 1] - p[3 * a + 1];
        float vz = p[3 * c + 2] - p[3 * a + 2];
        float wx = meshX - p[3 * a];
        float wy = meshY - p[3 * a + 1];
        float wz = meshZ - p[3 * a + 2];
        float nx = uy * vz - uz * vy;
        float ny = uz * vx - ux * vz;
        float nz = ux * vy - uy * vx;
        float beta;
        float gamma;
        if (Math.abs(nz) >= Math.abs(nx) && Math.abs(nz) >= Math.abs(ny)) {
            beta = (wx * vy - wy * vx) / nz;
            gamma = (ux * wy - uy * wx) / nz;
        } else if (Math.abs(nx) >= Math.abs(ny)) {
            beta = (wy * vz - wz * vy) / nx;
            gamma = (uy * wz - uz * wy) / nx;
        } else {
            beta = (wz * vx - wx * vz) / ny;
            gamma = (uz * wx - ux * wz) / ny;
        }
        beta = Math.clamp(beta, 0, 1);
        gamma = Math.clamp(gamma, 0, 1 - beta);
        float scale = (float) (1 / Math.sqrt(nx * nx + ny * ny + nz * nz));
        faceX = nx * scale;
        faceY = ny * scale;
        faceZ = nz * scale;
        interpolate(mesh, a, b, c, 1 - beta - gamma, beta, gamma);
    }

    private void interpolate(TriangleMesh mesh, int a, int b, int c, float alpha, float beta, float gamma) {
        float[] n = mesh.normals();
        normalX = faceX;
        normalY = faceY;
        normalZ = faceZ;
        if (n.length > 0) {
            float nx = alpha * n[3 * a] + beta * n[3 * b] + gamma * n[3 * c];
            float ny = alpha * n[3 * a + 1] + beta * n[3 * b + 1] + gamma * n[3 * c + 1];
            float nz = alpha * n[3 * a + 2] + beta * n[3 * b + 2] + gamma * n[3 * c + 2];
            float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
            if (length > 1e-6f) {
                normalX = nx / length;
                normalY = ny / length;
                normalZ = nz / length;
            }
        }
        float[] t = mesh.uv();
        u = t.length == 0 ? 0 : alpha * t[2 * a] + beta * t[2 * b] + gamma * t[2 * c];
        v = t.length == 0 ? 0 : alpha * t[2 * a + 1] + beta * t[2 * b + 1] + gamma * t[2 * c + 1];
    }

    private void rotateNormals(float[] m) {
        float fx = faceX;
        float fy = faceY;
        float fz = faceZ;
        faceX = m[0] * fx + m[1] * fy + m[2] * fz;
        faceY = m[4] * fx + m[5] * fy + m[6] * fz;
        faceZ = m[8] * fx + m[9] * fy + m[10] * fz;
        float nx = normalX;
        float ny = normalY;
        float nz = normalZ;
        normalX = m[0] * nx + m[1] * ny + m[2] * nz;
        normalY = m[4] * nx + m[5] * ny + m[6] * nz;
        normalZ = m[8] * nx + m[9] * ny + m[10] * nz;
    }

    private void faceTheRay(float dx, float dy, float dz) {
        backFace = faceX * dx + faceY * dy + faceZ * dz > 0;
        if (backFace) {
            faceX = -faceX;
            faceY = -faceY;
            faceZ = -faceZ;
        }
        if (normalX * faceX + normalY * faceY + normalZ * faceZ < 0) {
            normalX = -normalX;
            normalY = -normalY;
            normalZ = -normalZ;
        }
    }

    public float x() {
        return x;
    }

    public float y() {
        return y;
    }

    public float z() {
        return z;
    }

    /** The point in the frame of the mesh that was hit: follow it in time by {@link Snapshot#worldFromMesh}. */
    public float meshX() {
        return meshX;
    }

    public float meshY() {
        return meshY;
    }

    public float meshZ() {
        return meshZ;
    }

    /** Normal of the flat triangle, unit. */
    public float faceX() {
        return faceX;
    }

    public float faceY() {
        return faceY;
    }

    public float faceZ() {
        return faceZ;
    }

    /** Shading normal, unit. */
    public float normalX() {
        return normalX;
    }

    public float normalY() {
        return normalY;
    }

    public float normalZ() {
        return normalZ;
    }

    public float u() {
        return u;
    }

    public float v() {
        return v;
    }

    /** Index of the instance, or {@link Hits#GROUND}. */
    public int instance() {
        return instance;
    }

    public int triangle() {
        return triangle;
    }

    /** 0xRRGGBB: the triangle's, times the instance's for car paint and cloth. */
    public int tint() {
        return tint;
    }

    /** Actor index + 1, or 0. */
    public int actor() {
        return actor;
    }

    public Material material() {
        return material;
    }

    public SemanticClass semantic() {
        return semantic;
    }

    /** Whether the triangle was seen from behind (its normals were turned round). */
    public boolean isBackFace() {
        return backFace;
    }
}
