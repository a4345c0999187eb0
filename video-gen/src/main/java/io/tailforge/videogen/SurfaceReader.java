package io.tailforge.videogen;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Hits;

/** From a hit (range, triangle, instance) to the surface there: position, normals, uv, material, whose it is. */
final class SurfaceReader {
    private static final int WHITE = 0xFFFFFF;

    private final float[] local = new float[3];
    private final float[] face = new float[3];
    private final float[] bary = new float[3];

    /**
     * Fills entry i of the surfels; its ray's direction must be there. Origin is that of the ray. What moved between the
     * ray's moment and the one at which the shot is lit is carried there, to be lit where it then stands.
     *
     * @param at when the ray was cast
     */
    void read(
            Shot shot, Moment at, Surfels s, int i, float ox, float oy, float oz, float t, int triangle, int instance) {
        s.range[i] = t;
        s.triangle[i] = triangle;
        s.instance[i] = instance;
        if (instance == Hits.NONE) {
            s.range[i] = Float.POSITIVE_INFINITY;
            s.actor[i] = 0;
            s.semantic[i] = (byte) SemanticClass.SKY.id();
            return;
        }
        s.x[i] = ox + t * s.dx[i];
        s.y[i] = oy + t * s.dy[i];
        s.z[i] = oz + t * s.dz[i];
        boolean ground = instance == Hits.GROUND;
        TriangleMesh mesh = ground ? shot.scene().ground() : at.meshes()[instance];
        s.material[i] = mesh.materials()[triangle];
        s.tint[i] = mesh.tints()[triangle];
        label(shot, s, i, instance);
        float[] rows = ground ? NO_ROWS : at.placed()[instance];
        locate(s, i, rows);
        barycentrics(mesh, triangle);
        normals(mesh, triangle, s, i, rows);
        if (!ground && rows != shot.placed()[instance]) {
            carry(s, i, shot.placed()[instance]);
        }
    }

    private void carry(Surfels s, int i, float[] rows) {
        if (rows.length > 0) {
            s.x[i] = rows[0] * local[0] + rows[1] * local[1] + rows[2] * local[2] + rows[3];
            s.y[i] = rows[4] * local[0] + rows[5] * local[1] + rows[6] * local[2] + rows[7];
            s.z[i] = rows[8] * local[0] + rows[9] * local[1] + rows[10] * local[2] + rows[11];
        }
    }

    private static final float[] NO_ROWS = new float[0];

    private static void label(Shot shot, Surfels s, int i, int instance) {
        Material material = Material.of(s.material[i]);
        if (instance < 0) {
            s.actor[i] = 0;
            s.semantic[i] = (byte) material.semantic().id();
            return;
        }
        Instance carrier = shot.scene().instances().get(instance);
        s.actor[i] = (char) carrier.actor();
        s.semantic[i] = (byte) (isOwn(carrier) ? carrier.semantic() : material.semantic()).id();
        if (carrier.tint() != WHITE && takesTint(material)) {
            s.tint[i] = carrier.tint();
        }
    }

    /** Whether an instance is of one class as a whole; the others are what each of their materials is. */
    static boolean isOwn(Instance carrier) {
        return carrier.actor() > 0 || carrier.semantic() != SemanticClass.STATIC;
    }

    private static boolean takesTint(Material material) {
        return material == Material.CAR_PAINT || material == Material.CLOTH;
    }

    private void locate(Surfels s, int i, float[] rows) {
        if (rows.length == 0) {
            local[0] = s.x[i];
            local[1] = s.y[i];
            local[2] = s.z[i];
            return;
        }
        float x = s.x[i] - rows[3];
        float y = s.y[i] - rows[7];
        float z = s.z[i] - rows[11];
        for (int k = 0; k < 3; k++) {
            local[k] = rows[k] * x + rows[4 + k] * y + rows[8 + k] * z;
        }
    }

    private void barycentrics(TriangleMesh mesh, int triangle) {
        float[] p = mesh.positions();
        int a = 3 * mesh.indices()[3 * triangle];
        int b = 3 * mesh.indices()[3 * triangle + 1];
        int c = 3 * mesh.indices()[3 * triangle + 2];
        float ux = p[b] - p[a];
        float uy = p[b + 1] - p[a + 1];
        float uz = p[b + 2] - p[a + 2];
        float vx = p[c] - p[a];
        float vy = p[c + 1] - p[a + 1];
        float vz = p[c + 2] - p[a + 2];
        float nx = uy * vz - uz * vy;
        float ny = uz * vx - ux * vz;
        float nz = ux * vy - uy * vx;
        float wx = local[0] - p[a];
        float wy = local[1] - p[a + 1];
        float wz = local[2] - p[a + 2];
        float square = Math.max(nx * nx + ny * ny + nz * nz, 1e-30f);
        float beta = ((wy * vz - wz * vy) * nx + (wz * vx - wx * vz) * ny + (wx * vy - wy * vx) * nz) / square;
        float gamma = ((uy * wz - uz * wy) * nx + (uz * wx - ux * wz) * ny + (ux * wy - uy * wx) * nz) / square;
        bary[1] = Elementary.clamp01(beta);
        bary[2] = Elementary.clamp01(gamma);
        bary[0] = 1 - bary[1] - bary[2];
        float norm = 1 / Elementary.sqrt(square);
        face[0] = nx * norm;
        face[1] = ny * norm;
        face[2] = nz * norm;
    }

    private void normals(TriangleMesh mesh, int triangle, Surfels s, int i, float[] rows) {
        float nx = 0;
        float ny = 0;
        float nz = 0;
        s.u[i] = 0;
        s.v[i] = 0;
        for (int corner = 0; corner < 3; corner++) {
            int vertex = mesh.indices()[3 * triangle + corner];
            float weight = bary[corner];
            if (mesh.normals().length > 0) {
                nx += weight * mesh.normals()[3 * vertex];
                ny += weight * mesh.normals()[3 * vertex + 1];
                nz += weight * mesh.normals()[3 * vertex + 2];
            }
            if (mesh.uv().length > 0) {
                s.u[i] += weight * mesh.uv()[2 * vertex];
                s.v[i] += weight * mesh.uv()[2 * vertex + 1];
            }
        }
        float square = nx * nx + ny * ny + nz * nz;
        boolean smooth = square > 0.01f;
        float norm = smooth ? 1 / Elementary.sqrt(square) : 1;
        turn(rows, face[0], face[1], face[2], s.gx, s.gy, s.gz, i);
        if (smooth) {
            turn(rows, nx * norm, ny * norm, nz * norm, s.nx, s.ny, s.nz, i);
        } else {
            s.nx[i] = s.gx[i];
            s.ny[i] = s.gy[i];
            s.nz[i] = s.gz[i];
        }
        towardsRay(s, i);
    }

    private static void turn(float[] r, float x, float y, float z, float[] ox, float[] oy, float[] oz, int i) {
        boolean still = r.length == 0;
        ox[i] = still ? x : r[0] * x + r[1] * y + r[2] * z;
        oy[i] = still ? y : r[4] * x + r[5] * y + r[6] * z;
        oz[i] = still ? z : r[8] * x + r[9] * y + r[10] * z;
    }

    private static void towardsRay(Surfels s, int i) {
        if (s.gx[i] * s.dx[i] + s.gy[i] * s.dy[i] + s.gz[i] * s.dz[i] > 0) {
            s.gx[i] = -s.gx[i];
            s.gy[i] = -s.gy[i];
            s.gz[i] = -s.gz[i];
        }
        float same = s.nx[i] * s.gx[i] + s.ny[i] * s.gy[i] + s.nz[i] * s.gz[i];
        if (same < 0) {
            s.nx[i] = -s.nx[i];
            s.ny[i] = -s.ny[i];
            s.nz[i] = -s.nz[i];
        }
    }
}
