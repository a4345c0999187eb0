package io.tailforge.world.trace;

/**
 * The triangle test in double precision, for rays that pass so near to an edge or corner that floats cannot decide.
 * Coordinates are relative to the ray's origin; as every triangle at a corner sees the same rounded corner, the faces
 * around it leave no gap.
 */
final class NearEdge {
    /**
     * An edge value below this times (longest edge) times (distance + longest edge) is undecided. The float error of an
     * edge value is about 28 half-ulps of that product at worst.
     */
    static final float UNDECIDED = 0x1p-19f;

    private NearEdge() {}

    /** Distance along the ray, or NaN for a miss. */
    static float distance(
            double ax,
            double ay,
            double az,
            double bx,
            double by,
            double bz,
            double cx,
            double cy,
            double cz,
            double dx,
            double dy,
            double dz) {
        double ab = dx * (ay * bz - az * by) + dy * (az * bx - ax * bz) + dz * (ax * by - ay * bx);
        double bc = dx * (by * cz - bz * cy) + dy * (bz * cx - bx * cz) + dz * (bx * cy - by * cx);
        double ca = dx * (cy * az - cz * ay) + dy * (cz * ax - cx * az) + dz * (cx * ay - cy * ax);
        boolean inside = (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
        if (!inside) {
            return Float.NaN;
        }
        double ux = bx - ax;
        double uy = by - ay;
        double uz = bz - az;
        double vx = cx - ax;
        double vy = cy - ay;
        double vz = cz - az;
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double along = nx * dx + ny * dy + nz * dz;
        return along == 0 ? Float.NaN : (float) ((nx * ax + ny * ay + nz * az) / along);
    }
}
