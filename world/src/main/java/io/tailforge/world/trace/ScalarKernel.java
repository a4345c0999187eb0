package io.tailforge.world.trace;

/** One ray at a time, plain Java. The fallback where the Vector API is absent or narrow, and the reference for the others. */
final class ScalarKernel implements Kernel {
    @Override
    public int lanes() {
        return Packet.SIZE;
    }

    @Override
    public String describe() {
        return "scalar";
    }

    @Override
    public TileKernel tiles() {
        return new ScalarTileKernel();
    }

    @Override
    public boolean touches(float[] bounds, int node, Packet p) {
        for (int lane = 0; lane < p.count; lane++) {
            if (p.t[lane] >= 0
                    && meets(
                            bounds,
                            6 * node,
                            p.ox[lane],
                            p.oy[lane],
                            p.oz[lane],
                            p.invX[lane],
                            p.invY[lane],
                            p.invZ[lane],
                            p.tMin,
                            Packet.slack(p.t[lane]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(
            float[] b, int at, float ox, float oy, float oz, float ix, float iy, float iz, float tMin, float reach) {
        float x0 = (b[at] - ox) * ix;
        float x1 = (b[at + 3] - ox) * ix;
        float y0 = (b[at + 1] - oy) * iy;
        float y1 = (b[at + 4] - oy) * iy;
        float z0 = (b[at + 2] - oz) * iz;
        float z1 = (b[at + 5] - oz) * iz;
        float near = Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(Math.min(z0, z1), tMin));
        float far = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.min(Math.max(z0, z1), reach));
        return near <= far;
    }

    @Override
    public void enterMesh(float[] m, Packet p) {
        for (int i = 0; i < p.count; i++) {
            p.meshOx[i] = ((m[0] * p.ox[i] + m[1] * p.oy[i]) + m[2] * p.oz[i]) + m[3];
            p.meshOy[i] = ((m[4] * p.ox[i] + m[5] * p.oy[i]) + m[6] * p.oz[i]) + m[7];
            p.meshOz[i] = ((m[8] * p.ox[i] + m[9] * p.oy[i]) + m[10] * p.oz[i]) + m[11];
            p.meshDx[i] = (m[0] * p.dx[i] + m[1] * p.dy[i]) + m[2] * p.dz[i];
            p.meshDy[i] = (m[4] * p.dx[i] + m[5] * p.dy[i]) + m[6] * p.dz[i];
            p.meshDz[i] = (m[8] * p.dx[i] + m[9] * p.dy[i]) + m[10] * p.dz[i];
        }
    }

    @Override
    public void cast(Blas blas, Packet p, int instance) {
        if (blas.tree().isEmpty()) {
            return;
        }
        for (int lane = 0; lane < p.count; lane++) {
            if (p.t[lane] >= 0) {
                cast(blas, p, lane, instance);
            }
        }
    }

    private static void cast(Blas blas, Packet p, int lane, int instance) {
        BoxTree tree = blas.tree();
        float ox = p.meshOx[lane];
        float oy = p.meshOy[lane];
        float oz = p.meshOz[lane];
        float ix = Packet.inverse(p.meshDx[lane]);
        float iy = Packet.inverse(p.meshDy[lane]);
        float iz = Packet.inverse(p.meshDz[lane]);
        int[] stack = p.stack;
        int top = 1;
        stack[0] = 0;
        while (top > 0) {
            int node = stack[--top];
            float reach = p.t[lane];
            if (reach < 0) {
                return;
            }
            if (!meets(tree.bounds(), 6 * node, ox, oy, oz, ix, iy, iz, p.tMin, Packet.slack(reach))) {
                continue;
            }
            int kind = tree.kind()[node];
            int link = tree.link()[node];
            if (kind < 0) {
                float along = kind == ~0 ? ix : kind == ~1 ? iy : iz;
                int far = along < 0 ? 0 : 1;
                stack[top++] = link + far;
                stack[top++] = link + (far ^ 1);
            } else {
                for (int i = 0; i < kind; i++) {
                    triangle(blas, link, i, p, lane, instance);
                }
            }
        }
    }

    private static void triangle(Blas blas, int leaf, int i, Packet p, int lane, int instance) {
        float[] v = blas.leaves();
        int at = Blas.LEAF * leaf + 4 * i;
        int plane = Blas.LEAF * leaf + i;
        float ox = p.meshOx[lane];
        float oy = p.meshOy[lane];
        float oz = p.meshOz[lane];
        float dx = p.meshDx[lane];
        float dy = p.meshDy[lane];
        float dz = p.meshDz[lane];
        float ax = v[at] - ox;
        float ay = v[at + Blas.Y] - oy;
        float az = v[at + Blas.Z] - oz;
        float bx = v[at + 1] - ox;
        float by = v[at + Blas.Y + 1] - oy;
        float bz = v[at + Blas.Z + 1] - oz;
        float cx = v[at + 2] - ox;
        float cy = v[at + Blas.Y + 2] - oy;
        float cz = v[at + Blas.Z + 2] - oz;
        float ab = edge(ax, ay, az, bx, by, bz, dx, dy, dz);
        float bc = edge(bx, by, bz, cx, cy, cz, dx, dy, dz);
        float ca = edge(cx, cy, cz, ax, ay, az, dx, dy, dz);
        float longest = v[plane + Blas.LONGEST];
        float undecided = NearEdge.UNDECIDED * longest * (((Math.abs(ax) + Math.abs(ay)) + Math.abs(az)) + longest);
        float least = Math.min(ab, Math.min(bc, ca));
        float most = Math.max(ab, Math.max(bc, ca));
        if (least < -undecided && most > undecided) {
            return;
        }
        float t;
        if (Math.min(Math.abs(ab), Math.min(Math.abs(bc), Math.abs(ca))) <= undecided) {
            t = NearEdge.distance(ax, ay, az, bx, by, bz, cx, cy, cz, dx, dy, dz);
        } else {
            float nx = v[plane + Blas.NORMAL_X];
            float ny = v[plane + Blas.NORMAL_Y];
            float nz = v[plane + Blas.NORMAL_Z];
            t = ((nx * ax + ny * ay) + nz * az) / ((dx * nx + dy * ny) + dz * nz);
        }
        p.offer(lane, t, blas.ids()[4 * leaf + i], instance);
    }

    /**
     * Twice the signed volume of ray and edge, d . ((P + Q) x (Q - P)): exactly negated when the edge is walked the other
     * way, so two triangles never both refuse a ray between them, and its error grows with the edge, not the distance.
     */
    private static float edge(
            float px, float py, float pz, float qx, float qy, float qz, float dx, float dy, float dz) {
        float sx = px + qx;
        float sy = py + qy;
        float sz = pz + qz;
        float ex = qx - px;
        float ey = qy - py;
        float ez = qz - pz;
        return (dx * (sy * ez - sz * ey) + dy * (sz * ex - sx * ez)) + dz * (sx * ey - sy * ex);
    }
}
