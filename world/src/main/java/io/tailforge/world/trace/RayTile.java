package io.tailforge.world.trace;

import java.util.Arrays;

/**
 * Rays from one origin on their way through a snapshot together: as many blocks as a vector has lanes, of as many rays.
 * Directions in the scene's frame and, block by block as they are needed, in that of the mesh under test. Scratch of one
 * thread.
 */
final class RayTile {
    final int lanes;
    final int size;
    /** Directions, block by block. */
    final float[] dx;

    final float[] dy;
    final float[] dz;
    /** The same, first rays of all blocks first. */
    final float[] acrossX;

    final float[] acrossY;
    final float[] acrossZ;
    final Cones cones;
    /** Per block: bits of the farthest that a ray of it still looks, with slack; negative for a block without rays. */
    final int[] reach;

    float ox;
    float oy;
    float oz;
    float tMin;
    int rays;
    int blocks;

    /** The rays in the frame of the mesh under test. */
    Cones meshCones;

    float[] meshDx;
    float[] meshDy;
    float[] meshDz;
    float meshOx;
    float meshOy;
    float meshOz;
    /** Blocks whose mesh directions are set, one bit each. */
    int turned;

    final float[] t;
    final int[] triangle;
    final int[] instance;

    /** Scratch of the kernel: distances of a block, and the edges of the triangles under test, four lanes a triangle. */
    final float[] distance;

    final float[] edgeX;
    final float[] edgeY;
    final float[] edgeZ;
    final float[] undecided;
    final float[] offset;
    final int[] stack = new int[BoxTree.MAX_DEPTH];

    private final Cones turnedCones;
    private final float[] turnedDx;
    private final float[] turnedDy;
    private final float[] turnedDz;
    private float[] rows = new float[12];

    RayTile(int lanes) {
        this.lanes = lanes;
        size = lanes * lanes;
        dx = new float[size];
        dy = new float[size];
        dz = new float[size];
        acrossX = new float[size];
        acrossY = new float[size];
        acrossZ = new float[size];
        turnedDx = new float[size];
        turnedDy = new float[size];
        turnedDz = new float[size];
        meshDx = dx;
        meshDy = dy;
        meshDz = dz;
        t = new float[size];
        triangle = new int[size];
        instance = new int[size];
        reach = new int[lanes];
        distance = new float[lanes];
        edgeX = new float[lanes];
        edgeY = new float[lanes];
        edgeZ = new float[lanes];
        undecided = new float[lanes];
        offset = new float[lanes];
        cones = new Cones(lanes);
        turnedCones = new Cones(lanes);
        meshCones = cones;
    }

    void set(int ray, float x, float y, float z) {
        dx[ray] = x;
        dy[ray] = y;
        dz[ray] = z;
        int across = ray % lanes * lanes + ray / lanes;
        acrossX[across] = x;
        acrossY[across] = y;
        acrossZ[across] = z;
    }

    /** After the directions of {@code count} rays were set: fills the last block with copies that are done. */
    void begin(int count, float x, float y, float z, float leastT, float mostT) {
        rays = count;
        blocks = (count + lanes - 1) / lanes;
        ox = x;
        oy = y;
        oz = z;
        tMin = leastT;
        for (int ray = count; ray < blocks * lanes; ray++) {
            set(ray, dx[count - 1], dy[count - 1], dz[count - 1]);
        }
        Arrays.fill(t, 0, count, mostT);
        Arrays.fill(t, count, size, -1);
        Arrays.fill(triangle, -1);
        Arrays.fill(instance, Hits.NONE);
        Arrays.fill(reach, 0, blocks, mostT < 0 ? -1 : Float.floatToRawIntBits(Packet.slack(mostT)));
        Arrays.fill(reach, blocks, lanes, -1);
    }

    /** The rays in the frame of the scene. */
    void enterScene() {
        meshOx = ox;
        meshOy = oy;
        meshOz = oz;
        meshDx = dx;
        meshDy = dy;
        meshDz = dz;
        meshCones = cones;
        turned = -1;
    }

    /** The rays in the frame of a mesh. @param m row-major 3x4 {@code meshFromWorld} */
    void enterMesh(float[] m) {
        rows = m;
        meshOx = ((m[0] * ox + m[1] * oy) + m[2] * oz) + m[3];
        meshOy = ((m[4] * ox + m[5] * oy) + m[6] * oz) + m[7];
        meshOz = ((m[8] * ox + m[9] * oy) + m[10] * oz) + m[11];
        meshDx = turnedDx;
        meshDy = turnedDy;
        meshDz = turnedDz;
        meshCones = turnedCones;
        turned = 0;
        cones.turn(m, blocks, turnedCones);
    }

    /** Sets the mesh directions of one block. */
    void turn(int block) {
        float[] m = rows;
        for (int i = block * lanes; i < (block + 1) * lanes; i++) {
            meshDx[i] = (m[0] * dx[i] + m[1] * dy[i]) + m[2] * dz[i];
            meshDy[i] = (m[4] * dx[i] + m[5] * dy[i]) + m[6] * dz[i];
            meshDz[i] = (m[8] * dx[i] + m[9] * dy[i]) + m[10] * dz[i];
        }
        turned |= 1 << block;
    }

    /** Offers {@link #distance} to the lanes that are inside, to those close to an edge only after another look. */
    void decide(Blas blas, int leaf, int triangleInLeaf, int from, int inside, int close, int hitInstance) {
        for (int bits = inside; bits != 0; bits &= bits - 1) {
            int lane = Integer.numberOfTrailingZeros(bits);
            boolean again = (close >>> lane & 1) != 0;
            float hit = again ? nearEdge(blas.leaves(), leaf, triangleInLeaf, from + lane) : distance[lane];
            offer(from + lane, hit, blas.ids()[4 * leaf + triangleInLeaf], hitInstance);
        }
    }

    private float nearEdge(float[] v, int leaf, int triangleInLeaf, int ray) {
        int k = Blas.LEAF * leaf + 4 * triangleInLeaf;
        return NearEdge.distance(
                v[k] - meshOx,
                v[k + Blas.Y] - meshOy,
                v[k + Blas.Z] - meshOz,
                v[k + 1] - meshOx,
                v[k + Blas.Y + 1] - meshOy,
                v[k + Blas.Z + 1] - meshOz,
                v[k + 2] - meshOx,
                v[k + Blas.Y + 2] - meshOy,
                v[k + Blas.Z + 2] - meshOz,
                meshDx[ray],
                meshDy[ray],
                meshDz[ray]);
    }

    /** Takes a hit: the nearer one wins, of two at the same distance the lower instance, then triangle. */
    private void offer(int ray, float hitDistance, int hitTriangle, int hitInstance) {
        if (!(hitDistance >= tMin && hitDistance <= t[ray])) {
            return;
        }
        if (hitDistance == t[ray] && instance[ray] != Hits.NONE) {
            boolean first = hitInstance != instance[ray] ? hitInstance < instance[ray] : hitTriangle < triangle[ray];
            if (!first) {
                return;
            }
        }
        t[ray] = hitDistance;
        triangle[ray] = hitTriangle;
        instance[ray] = hitInstance;
    }

    /** The nearest hit of one ray of the tile, under its own index. */
    void store(int ray, Hits hits, int index) {
        hits.t[index] = instance[ray] == Hits.NONE ? Float.POSITIVE_INFINITY : t[ray];
        hits.triangle[index] = triangle[ray];
        hits.instance[index] = instance[ray];
    }
}
