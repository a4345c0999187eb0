package io.tailforge.scene.geometry;

/** A point or direction, metres. */
public record Vec3(double x, double y, double z) {
    public static final Vec3 ZERO = new Vec3(0, 0, 0);
    public static final Vec3 UP = new Vec3(0, 0, 1);

    public Vec3 {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
            throw new IllegalArgumentException("not finite: " + x + ", " + y + ", " + z);
        }
    }

    public Vec3 plus(Vec3 other) {
        return new Vec3(x + other.x, y + other.y, z + other.z);
    }

    public Vec3 minus(Vec3 other) {
        return new Vec3(x - other.x, y - other.y, z - other.z);
    }

    public Vec3 times(double factor) {
        return new Vec3(x * factor, y * factor, z * factor);
    }

    public double dot(Vec3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Vec3 cross(Vec3 other) {
        return new Vec3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    /** Distance in the x-y plane. */
    public double horizontalDistanceTo(Vec3 other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }

    public double distanceTo(Vec3 other) {
        return minus(other).norm();
    }

    /** The unit vector; the zero vector has none and throws. */
    public Vec3 normalized() {
        double norm = norm();
        if (norm == 0) {
            throw new IllegalArgumentException("the zero vector has no direction");
        }
        return times(1 / norm);
    }

    public Vec3 lerp(Vec3 other, double t) {
        return new Vec3(x + (other.x - x) * t, y + (other.y - y) * t, z + (other.z - z) * t);
    }
}
