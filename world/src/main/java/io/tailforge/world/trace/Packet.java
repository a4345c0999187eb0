package io.tailforge.world.trace;

/**
 * Up to {@link #SIZE} rays on their way through a snapshot, in the scene's frame and again in the frame of the mesh that is
 * being tested. Unused lanes have a negative reach. Scratch of one thread.
 */
final class Packet {
    static final int SIZE = 16;
    /** Below this a direction component counts as this: keeps 0 times infinity out of the slab test. */
    static final float SMALLEST_DIRECTION = 1e-18f;
    /** A box is tested against a little more than the nearest hit, so that ties are found in any order. */
    static final float SLACK = 1.00002f;

    static final float SLACK_METRES = 1e-5f;

    final float[] ox = new float[SIZE];
    final float[] oy = new float[SIZE];
    final float[] oz = new float[SIZE];
    final float[] dx = new float[SIZE];
    final float[] dy = new float[SIZE];
    final float[] dz = new float[SIZE];
    final float[] invX = new float[SIZE];
    final float[] invY = new float[SIZE];
    final float[] invZ = new float[SIZE];

    final float[] meshOx = new float[SIZE];
    final float[] meshOy = new float[SIZE];
    final float[] meshOz = new float[SIZE];
    final float[] meshDx = new float[SIZE];
    final float[] meshDy = new float[SIZE];
    final float[] meshDz = new float[SIZE];

    /** Scratch of the kernels: inverse directions, box reaches, and distances to the triangle under test. */
    final float[] meshInvX = new float[SIZE];

    final float[] meshInvY = new float[SIZE];
    final float[] meshInvZ = new float[SIZE];
    final float[] reach = new float[SIZE];
    final float[] distance = new float[SIZE];

    /** Reach of each ray: the nearest hit so far; negative when the ray is done or the lane unused. */
    final float[] t = new float[SIZE];

    final int[] triangle = new int[SIZE];
    final int[] instance = new int[SIZE];
    final int[] stack = new int[BoxTree.MAX_DEPTH];

    int count;
    float tMin;
    /** Any hit will do: a ray that was hit is done. */
    boolean anyHit;

    void ray(int lane, float x, float y, float z, float directionX, float directionY, float directionZ, float tMax) {
        ox[lane] = x;
        oy[lane] = y;
        oz[lane] = z;
        dx[lane] = directionX;
        dy[lane] = directionY;
        dz[lane] = directionZ;
        invX[lane] = inverse(directionX);
        invY[lane] = inverse(directionY);
        invZ[lane] = inverse(directionZ);
        t[lane] = tMax;
        triangle[lane] = -1;
        instance[lane] = Hits.NONE;
    }

    /** Fills the lanes from {@code used} on with copies of lane 0 that are done. */
    void close(int used) {
        count = used;
        for (int lane = used; lane < SIZE; lane++) {
            ray(lane, ox[0], oy[0], oz[0], dx[0], dy[0], dz[0], -1);
        }
    }

    static float inverse(float direction) {
        return 1 / Math.copySign(Math.max(Math.abs(direction), SMALLEST_DIRECTION), direction);
    }

    boolean isDone() {
        for (int lane = 0; lane < count; lane++) {
            if (t[lane] >= 0) {
                return false;
            }
        }
        return true;
    }

    static float slack(float reach) {
        return reach * SLACK + SLACK_METRES;
    }

    void enterScene() {
        System.arraycopy(ox, 0, meshOx, 0, SIZE);
        System.arraycopy(oy, 0, meshOy, 0, SIZE);
        System.arraycopy(oz, 0, meshOz, 0, SIZE);
        System.arraycopy(dx, 0, meshDx, 0, SIZE);
        System.arraycopy(dy, 0, meshDy, 0, SIZE);
        System.arraycopy(dz, 0, meshDz, 0, SIZE);
    }

    /**
     * Takes a hit into a lane: the nearer one wins, and of two at the same distance the lower instance, then triangle, so
     * that the answer does not depend on the order of the tests.
     */
    boolean offer(int lane, float hitDistance, int hitTriangle, int hitInstance) {
        if (!(hitDistance >= tMin && hitDistance <= t[lane])) {
            return false;
        }
        if (hitDistance == t[lane] && instance[lane] != Hits.NONE) {
            boolean first = hitInstance != instance[lane] ? hitInstance < instance[lane] : hitTriangle < triangle[lane];
            if (!first) {
                return false;
            }
        }
        t[lane] = anyHit ? -1 : hitDistance;
        triangle[lane] = hitTriangle;
        instance[lane] = hitInstance;
        return true;
    }

    /** Offers {@link #distance} to the lanes whose bit is set; says whether any took it. */
    boolean offer(int lanes, int hitTriangle, int hitInstance) {
        boolean taken = false;
        for (int bits = lanes; bits != 0; bits &= bits - 1) {
            int lane = Integer.numberOfTrailingZeros(bits);
            taken |= offer(lane, distance[lane], hitTriangle, hitInstance);
        }
        return taken;
    }
}
