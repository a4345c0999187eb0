package io.tailforge.world.trace;

/** Tiles in plain Java: what {@link VectorTileKernel} does lane by lane. */
final class ScalarTileKernel implements TileKernel {
    private static final int LANES = 16;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void enclose(RayTile p) {
        for (int block = 0; block < p.blocks; block++) {
            p.cones.enclose(block, p.dx, p.dy, p.dz, block * LANES, LANES);
        }
    }

    @Override
    public boolean touches(float[] bounds, int node, RayTile p) {
        return met(bounds, 6 * node, p, p.cones, p.ox, p.oy, p.oz) != 0;
    }

    /** Blocks that may meet a box, a bit each. */
    private static int met(float[] b, int at, RayTile p, Cones cones, float ox, float oy, float oz) {
        float lowX = b[at] - ox;
        float lowY = b[at + 1] - oy;
        float lowZ = b[at + 2] - oz;
        float highX = b[at + 3] - ox;
        float highY = b[at + 4] - oy;
        float highZ = b[at + 5] - oz;
        Cones.Axis x = cones.x;
        Cones.Axis y = cones.y;
        Cones.Axis z = cones.z;
        int met = 0;
        for (int i = 0; i < p.blocks; i++) {
            float far = Float.intBitsToFloat(p.reach[i]);
            if (far >= x.nearLow[i] * lowX
                    && far >= x.nearHigh[i] * highX
                    && far >= y.nearLow[i] * lowY
                    && far >= y.nearHigh[i] * highY
                    && far >= z.nearLow[i] * lowZ
                    && far >= z.nearHigh[i] * highZ
                    && meets(x, y, z, i, lowX, lowY, lowZ, highX, highY, highZ, p.tMin, far)) {
                met |= 1 << i;
            }
        }
        return met;
    }

    private static boolean meets(
            Cones.Axis x,
            Cones.Axis y,
            Cones.Axis z,
            int i,
            float lowX,
            float lowY,
            float lowZ,
            float highX,
            float highY,
            float highZ,
            float tMin,
            float reach) {
        float near = greater(x.nearLow[i] * lowX, x.nearHigh[i] * highX);
        near = greater(near, greater(y.nearLow[i] * lowY, y.nearHigh[i] * highY));
        near = greater(near, greater(z.nearLow[i] * lowZ, z.nearHigh[i] * highZ));
        near = greater(near, tMin);
        return near <= reach
                && near <= x.farLow[i] * lowX + x.farHigh[i] * highX + x.farOpen[i]
                && near <= y.farLow[i] * lowY + y.farHigh[i] * highY + y.farOpen[i]
                && near <= z.farLow[i] * lowZ + z.farHigh[i] * highZ + z.farOpen[i];
    }

    /** Without the care of {@code Math.max} for NaN and -0, neither of which matters here. */
    private static float greater(float a, float b) {
        return a > b ? a : b;
    }

    @Override
    public void cast(Blas blas, RayTile p, int instance) {
        BoxTree tree = blas.tree();
        if (tree.isEmpty()) {
            return;
        }
        int octant = p.meshCones.octant();
        int[] stack = p.stack;
        stack[0] = 0;
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            int met = met(tree.bounds(), 6 * node, p, p.meshCones, p.meshOx, p.meshOy, p.meshOz);
            if (met == 0) {
                continue;
            }
            int kind = tree.kind()[node];
            int link = tree.link()[node];
            if (kind < 0) {
                int first = octant >> ~kind & 1;
                stack[top++] = link + (first ^ 1);
                stack[top++] = link + first;
            } else {
                for (int i = 0; i < kind; i++) {
                    triangle(blas, link, i, p, instance, met);
                }
            }
        }
    }

    private static void triangle(Blas blas, int leaf, int i, RayTile p, int instance, int met) {
        float[] v = blas.leaves();
        int at = Blas.LEAF * leaf + 4 * i;
        int plane = Blas.LEAF * leaf + i;
        float ax = v[at] - p.meshOx;
        float ay = v[at + Blas.Y] - p.meshOy;
        float az = v[at + Blas.Z] - p.meshOz;
        float bx = v[at + 1] - p.meshOx;
        float by = v[at + Blas.Y + 1] - p.meshOy;
        float bz = v[at + Blas.Z + 1] - p.meshOz;
        float cx = v[at + 2] - p.meshOx;
        float cy = v[at + Blas.Y + 2] - p.meshOy;
        float cz = v[at + Blas.Z + 2] - p.meshOz;
        float nx = v[plane + Blas.NORMAL_X];
        float ny = v[plane + Blas.NORMAL_Y];
        float nz = v[plane + Blas.NORMAL_Z];
        float longest = v[plane + Blas.LONGEST];
        float size = ((Math.abs(ax) + Math.abs(ay)) + Math.abs(az)) + longest;
        p.undecided[0] = NearEdge.UNDECIDED * longest * size;
        p.offset[0] = (nx * ax + ny * ay) + nz * az;
        boolean edgeOn = Math.abs(p.offset[0]) <= size * ((Math.abs(nx) + Math.abs(ny)) + Math.abs(nz)) * 1e-5f;
        float turn = p.offset[0] < 0 ? -1 : 1;
        edge(p, 0, turn, ax, ay, az, bx, by, bz);
        edge(p, 1, turn, bx, by, bz, cx, cy, cz);
        edge(p, 2, turn, cx, cy, cz, ax, ay, az);
        for (int blocks = met; blocks != 0; blocks &= blocks - 1) {
            int block = Integer.numberOfTrailingZeros(blocks);
            if (edgeOn || mayMeet(p, block)) {
                block(blas, leaf, i, p, instance, block, nx, ny, nz, edgeOn);
            }
        }
    }

    private static void edge(RayTile p, int i, float turn, float px, float py, float pz, float qx, float qy, float qz) {
        float sx = px + qx;
        float sy = py + qy;
        float sz = pz + qz;
        float ex = qx - px;
        float ey = qy - py;
        float ez = qz - pz;
        p.edgeX[i] = turn * (sy * ez - sz * ey);
        p.edgeY[i] = turn * (sz * ex - sx * ez);
        p.edgeZ[i] = turn * (sx * ey - sy * ex);
    }

    /** Whether the greatest value of each edge in the block's cone lets a ray through. */
    private static boolean mayMeet(RayTile p, int block) {
        Cones c = p.meshCones;
        for (int i = 0; i < 3; i++) {
            float x = p.edgeX[i] * (p.edgeX[i] > 0 ? c.maxX[block] : c.minX[block]);
            float y = p.edgeY[i] * (p.edgeY[i] > 0 ? c.maxY[block] : c.minY[block]);
            float z = p.edgeZ[i] * (p.edgeZ[i] > 0 ? c.maxZ[block] : c.minZ[block]);
            if ((x + y) + z < -p.undecided[0]) {
                return false;
            }
        }
        return true;
    }

    private static void block(
            Blas blas,
            int leaf,
            int i,
            RayTile p,
            int instance,
            int block,
            float nx,
            float ny,
            float nz,
            boolean edgeOn) {
        if ((p.turned >>> block & 1) == 0) {
            p.turn(block);
        }
        float abx = p.edgeX[0];
        float aby = p.edgeY[0];
        float abz = p.edgeZ[0];
        float bcx = p.edgeX[1];
        float bcy = p.edgeY[1];
        float bcz = p.edgeZ[1];
        float cax = p.edgeX[2];
        float cay = p.edgeY[2];
        float caz = p.edgeZ[2];
        float undecided = p.undecided[0];
        int from = block * LANES;
        int inside = 0;
        int close = 0;
        for (int lane = 0; lane < LANES; lane++) {
            float dx = p.meshDx[from + lane];
            float dy = p.meshDy[from + lane];
            float dz = p.meshDz[from + lane];
            float ab = (dx * abx + dy * aby) + dz * abz;
            float bc = (dx * bcx + dy * bcy) + dz * bcz;
            float ca = (dx * cax + dy * cay) + dz * caz;
            if (ab >= -undecided && bc >= -undecided && ca >= -undecided
                    || edgeOn && ab <= undecided && bc <= undecided && ca <= undecided) {
                inside |= 1 << lane;
                boolean near = Math.abs(ab) <= undecided || Math.abs(bc) <= undecided || Math.abs(ca) <= undecided;
                close |= near ? 1 << lane : 0;
                p.distance[lane] = p.offset[0] / ((dx * nx + dy * ny) + dz * nz);
            }
        }
        if (inside != 0) {
            p.decide(blas, leaf, i, from, inside, close, instance);
            float farthest = -1;
            for (int lane = 0; lane < LANES; lane++) {
                farthest = greater(farthest, p.t[from + lane]);
            }
            p.reach[block] = Float.floatToRawIntBits(Packet.slack(farthest));
        }
    }
}
