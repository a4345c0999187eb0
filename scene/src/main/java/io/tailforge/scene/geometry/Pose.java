package io.tailforge.scene.geometry;

import java.util.Objects;

/**
 * A rigid transform. Named by what it maps: {@code worldFromRig.transform(pointInRig)} is the point in the world, and
 * {@code worldFromRig.times(rigFromCamera)} is {@code worldFromCamera}.
 *
 * @param translation origin of the source frame, in the target frame, metres
 */
public record Pose(Vec3 translation, Quaternion rotation) {
    public static final Pose IDENTITY = new Pose(Vec3.ZERO, Quaternion.IDENTITY);

    public Pose {
        Objects.requireNonNull(translation);
        Objects.requireNonNull(rotation);
    }

    /** Level pose with a heading. */
    public static Pose ofYaw(double x, double y, double z, double yaw) {
        return new Pose(new Vec3(x, y, z), Quaternion.ofYaw(yaw));
    }

    /** From a row-major 4x4 matrix. */
    public static Pose ofMatrix(double[] m) {
        return new Pose(
                new Vec3(m[3], m[7], m[11]),
                Quaternion.ofMatrix(new double[] {m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]}));
    }

    /** Row-major 4x4. */
    public double[] toMatrix() {
        double[] r = rotation.toMatrix();
        return new double[] {
            r[0],
            r[1],
            r[2],
            translation.x(),
            r[3],
            r[4],
            r[5],
            translation.y(),
            r[6],
            r[7],
            r[8],
            translation.z(),
            0,
            0,
            0,
            1
        };
    }

    public Vec3 transform(Vec3 point) {
        return rotation.rotate(point).plus(translation);
    }

    public Vec3 rotate(Vec3 direction) {
        return rotation.rotate(direction);
    }

    public Pose times(Pose other) {
        return new Pose(transform(other.translation), rotation.times(other.rotation));
    }

    public Pose inverse() {
        Quaternion back = rotation.inverse();
        return new Pose(back.rotate(translation).times(-1), back);
    }

    /** Linear in position, spherical in rotation; t = 0 is this, t = 1 is the other. */
    public Pose interpolate(Pose other, double t) {
        return new Pose(translation.lerp(other.translation, t), rotation.slerp(other.rotation, t));
    }

    public double yaw() {
        return rotation.yaw();
    }
}
