package io.tailforge.scene.geometry;

import java.util.Objects;

/**
 * A box.
 *
 * @param worldFromCuboid pose of the centre; x along the length
 * @param size length, width, height in metres, each above zero
 */
public record Cuboid(Pose worldFromCuboid, Vec3 size) {
    /** Signs of (l, w, h) of corner i, in RDS-HQ order: four top corners, then the four below them. */
    private static final int[][] CORNER_SIGNS = {
        {1, 1, 1}, {1, -1, 1}, {-1, -1, 1}, {-1, 1, 1}, {1, 1, -1}, {1, -1, -1}, {-1, -1, -1}, {-1, 1, -1}
    };

    public Cuboid {
        Objects.requireNonNull(worldFromCuboid);
        if (!(size.x() > 0 && size.y() > 0 && size.z() > 0)) {
            throw new IllegalArgumentException("a cuboid needs a positive size, got " + size);
        }
    }

    /** The eight corners in RDS-HQ order: 0 (+l,+w,+h)/2, 1 (+,-,+), 2 (-,-,+), 3 (-,+,+), 4..7 the same with -h. */
    public Polyline3 corners() {
        double[] xyz = new double[24];
        for (int i = 0; i < 8; i++) {
            Vec3 corner = worldFromCuboid.transform(new Vec3(
                    CORNER_SIGNS[i][0] * size.x() / 2,
                    CORNER_SIGNS[i][1] * size.y() / 2,
                    CORNER_SIGNS[i][2] * size.z() / 2));
            xyz[3 * i] = corner.x();
            xyz[3 * i + 1] = corner.y();
            xyz[3 * i + 2] = corner.z();
        }
        return Polyline3.of(xyz);
    }

    /** The box whose corners are given in RDS-HQ order. */
    public static Cuboid ofCorners(Polyline3 corners) {
        if (corners.size() != 8) {
            throw new IllegalArgumentException("a cuboid has 8 corners, not " + corners.size());
        }
        Vec3 centre = Vec3.ZERO;
        for (int i = 0; i < 8; i++) {
            centre = centre.plus(corners.point(i).times(1.0 / 8));
        }
        Vec3 l = corners.point(0).minus(corners.point(3));
        Vec3 w = corners.point(0).minus(corners.point(1));
        Vec3 h = corners.point(0).minus(corners.point(4));
        Vec3 x = l.normalized();
        Vec3 z = x.cross(w).normalized();
        Vec3 y = z.cross(x);
        double[] rotation = {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
        return new Cuboid(
                new Pose(centre, Quaternion.ofMatrix(rotation)),
                new Vec3(l.norm(), Math.abs(w.dot(y)), Math.abs(h.dot(z))));
    }

    /** True where a world point lies inside, the surface included, the box grown by a margin on every side. */
    public boolean contains(Vec3 point, double margin) {
        Vec3 local = worldFromCuboid.inverse().transform(point);
        return Math.abs(local.x()) <= size.x() / 2 + margin
                && Math.abs(local.y()) <= size.y() / 2 + margin
                && Math.abs(local.z()) <= size.z() / 2 + margin;
    }
}
