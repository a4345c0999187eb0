package io.tailforge.world.trace;

/**
 * Bounds of blocks of rays from one origin: per block the least and greatest direction on each axis, and from them the
 * factors of a slab test that is right for every ray of the block. A box is met between
 * {@code max(low * nearLow, high * nearHigh)} and {@code low * farLow + high * farHigh + farOpen} of each axis, where low
 * and high are its sides relative to the origin.
 */
final class Cones {
    /** Keeps the far side of a box behind the near side of its own surface whatever the rounding. */
    private static final float FAR = 1.000001f;

    /** Sum of the extents of a block's unit directions beyond which packets are faster. */
    private static final float WIDE = 0.35f;

    final float[] minX;
    final float[] minY;
    final float[] minZ;
    final float[] maxX;
    final float[] maxY;
    final float[] maxZ;
    final Axis x;
    final Axis y;
    final Axis z;

    Cones(int blocks) {
        minX = new float[blocks];
        minY = new float[blocks];
        minZ = new float[blocks];
        maxX = new float[blocks];
        maxY = new float[blocks];
        maxZ = new float[blocks];
        x = new Axis(blocks);
        y = new Axis(blocks);
        z = new Axis(blocks);
    }

    /** Bit per axis on which the first block's directions are negative: which child of a node is nearer. */
    int octant() {
        return (minX[0] + maxX[0] < 0 ? 1 : 0) | (minY[0] + maxY[0] < 0 ? 2 : 0) | (minZ[0] + maxZ[0] < 0 ? 4 : 0);
    }

    /** The directions of one block. */
    void enclose(int block, float[] dx, float[] dy, float[] dz, int from, int count) {
        float lowX = dx[from];
        float lowY = dy[from];
        float lowZ = dz[from];
        float highX = lowX;
        float highY = lowY;
        float highZ = lowZ;
        for (int i = from + 1; i < from + count; i++) {
            lowX = Math.min(lowX, dx[i]);
            lowY = Math.min(lowY, dy[i]);
            lowZ = Math.min(lowZ, dz[i]);
            highX = Math.max(highX, dx[i]);
            highY = Math.max(highY, dy[i]);
            highZ = Math.max(highZ, dz[i]);
        }
        minX[block] = lowX;
        minY[block] = lowY;
        minZ[block] = lowZ;
        maxX[block] = highX;
        maxY[block] = highY;
        maxZ[block] = highZ;
    }

    /** Whether the rays of some block look so far apart that bounds say little. */
    boolean areWide(int blocks) {
        for (int block = 0; block < blocks; block++) {
            float spread = (maxX[block] - minX[block]) + (maxY[block] - minY[block]) + (maxZ[block] - minZ[block]);
            if (spread > WIDE) {
                return true;
            }
        }
        return false;
    }

    void close(int blocks) {
        for (int block = 0; block < blocks; block++) {
            x.set(block, minX[block], maxX[block]);
            y.set(block, minY[block], maxY[block]);
            z.set(block, minZ[block], maxZ[block]);
        }
    }

    /** These bounds in the frame of a mesh: a little wider. @param m row-major 3x4 {@code meshFromWorld} */
    void turn(float[] m, int blocks, Cones to) {
        for (int block = 0; block < blocks; block++) {
            float cx = 0.5f * (minX[block] + maxX[block]);
            float cy = 0.5f * (minY[block] + maxY[block]);
            float cz = 0.5f * (minZ[block] + maxZ[block]);
            float ex = maxX[block] - cx + 1e-6f;
            float ey = maxY[block] - cy + 1e-6f;
            float ez = maxZ[block] - cz + 1e-6f;
            float tx = m[0] * cx + m[1] * cy + m[2] * cz;
            float ty = m[4] * cx + m[5] * cy + m[6] * cz;
            float tz = m[8] * cx + m[9] * cy + m[10] * cz;
            float rx = Math.abs(m[0]) * ex + Math.abs(m[1]) * ey + Math.abs(m[2]) * ez;
            float ry = Math.abs(m[4]) * ex + Math.abs(m[5]) * ey + Math.abs(m[6]) * ez;
            float rz = Math.abs(m[8]) * ex + Math.abs(m[9]) * ey + Math.abs(m[10]) * ez;
            to.minX[block] = tx - rx;
            to.minY[block] = ty - ry;
            to.minZ[block] = tz - rz;
            to.maxX[block] = tx + rx;
            to.maxY[block] = ty + ry;
            to.maxZ[block] = tz + rz;
        }
        to.close(blocks);
    }

    /** Factors of the slab test on one axis, per block. */
    static final class Axis {
        final float[] nearLow;
        final float[] nearHigh;
        final float[] farLow;
        final float[] farHigh;
        final float[] farOpen;

        private Axis(int blocks) {
            nearLow = new float[blocks];
            nearHigh = new float[blocks];
            farLow = new float[blocks];
            farHigh = new float[blocks];
            farOpen = new float[blocks];
        }

        private void set(int block, float min, float max) {
            boolean up = min > 0;
            boolean down = max < 0;
            float least = 1 / Math.max(Math.abs(min), Packet.SMALLEST_DIRECTION);
            float most = 1 / Math.max(Math.abs(max), Packet.SMALLEST_DIRECTION);
            nearLow[block] = down ? 0 : most;
            nearHigh[block] = up ? 0 : -least;
            farLow[block] = down ? -most * FAR : 0;
            farHigh[block] = up ? least * FAR : 0;
            farOpen[block] = up || down ? 0 : Float.POSITIVE_INFINITY;
        }
    }
}
