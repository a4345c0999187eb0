package io.tailforge.scene.geometry;

/** A unit quaternion (w first), a rotation. The constructor normalises and keeps w >= 0 where w is not zero. */
public record Quaternion(double w, double x, double y, double z) {
    public static final Quaternion IDENTITY = new Quaternion(1, 0, 0, 0);

    public Quaternion {
        double norm = Math.sqrt(w * w + x * x + y * y + z * z);
        if (!(norm > 1e-12) || !Double.isFinite(norm)) {
            throw new IllegalArgumentException("not a rotation: " + w + ", " + x + ", " + y + ", " + z);
        }
        // A quaternion that is already of unit length is kept bit for bit, so that documents round-trip.
        if (Math.abs(norm - 1) > 4e-16) {
            w /= norm;
            x /= norm;
            y /= norm;
            z /= norm;
        }
        if (w < 0) {
            w = -w;
            x = -x;
            y = -y;
            z = -z;
        }
    }

    /** Rotation about z, counter-clockwise seen from above. */
    public static Quaternion ofYaw(double radians) {
        return new Quaternion(StrictMath.cos(radians / 2), 0, 0, StrictMath.sin(radians / 2));
    }

    /** Rz(yaw) Ry(pitch) Rx(roll), radians. */
    public static Quaternion ofRollPitchYaw(double roll, double pitch, double yaw) {
        Quaternion rx = new Quaternion(StrictMath.cos(roll / 2), StrictMath.sin(roll / 2), 0, 0);
        Quaternion ry = new Quaternion(StrictMath.cos(pitch / 2), 0, StrictMath.sin(pitch / 2), 0);
        return ofYaw(yaw).times(ry).times(rx);
    }

    /** From a row-major 3x3 rotation matrix; small deviations from orthonormality (float32 files) are normalised away. */
    public static Quaternion ofMatrix(double[] m) {
        double trace = m[0] + m[4] + m[8];
        if (trace > 0) {
            double s = 2 * Math.sqrt(trace + 1);
            return new Quaternion(s / 4, (m[7] - m[5]) / s, (m[2] - m[6]) / s, (m[3] - m[1]) / s);
        }
        if (m[0] > m[4] && m[0] > m[8]) {
            double s = 2 * Math.sqrt(1 + m[0] - m[4] - m[8]);
            return new Quaternion((m[7] - m[5]) / s, s / 4, (m[1] + m[3]) / s, (m[2] + m[6]) / s);
        }
        if (m[4] > m[8]) {
            double s = 2 * Math.sqrt(1 + m[4] - m[0] - m[8]);
            return new Quaternion((m[2] - m[6]) / s, (m[1] + m[3]) / s, s / 4, (m[5] + m[7]) / s);
        }
        double s = 2 * Math.sqrt(1 + m[8] - m[0] - m[4]);
        return new Quaternion((m[3] - m[1]) / s, (m[2] + m[6]) / s, (m[5] + m[7]) / s, s / 4);
    }

    /** Row-major 3x3. */
    public double[] toMatrix() {
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y)
        };
    }

    public Quaternion times(Quaternion q) {
        return new Quaternion(
                w * q.w - x * q.x - y * q.y - z * q.z,
                w * q.x + x * q.w + y * q.z - z * q.y,
                w * q.y - x * q.z + y * q.w + z * q.x,
                w * q.z + x * q.y - y * q.x + z * q.w);
    }

    public Quaternion inverse() {
        return new Quaternion(w, -x, -y, -z);
    }

    public Vec3 rotate(Vec3 v) {
        double tx = 2 * (y * v.z() - z * v.y());
        double ty = 2 * (z * v.x() - x * v.z());
        double tz = 2 * (x * v.y() - y * v.x());
        return new Vec3(
                v.x() + w * tx + y * tz - z * ty, v.y() + w * ty + z * tx - x * tz, v.z() + w * tz + x * ty - y * tx);
    }

    /** Heading of the rotated x axis in the x-y plane, radians. */
    public double yaw() {
        return StrictMath.atan2(2 * (x * y + w * z), 1 - 2 * (y * y + z * z));
    }

    /** Spherical interpolation along the shorter arc. */
    public Quaternion slerp(Quaternion other, double t) {
        double cos = w * other.w + x * other.x + y * other.y + z * other.z;
        double sign = cos < 0 ? -1 : 1;
        cos = Math.abs(cos);
        double a = 1 - t;
        double b = t;
        if (cos < 0.9999999) {
            double angle = StrictMath.acos(cos);
            double sin = StrictMath.sin(angle);
            a = StrictMath.sin((1 - t) * angle) / sin;
            b = StrictMath.sin(t * angle) / sin;
        }
        b *= sign;
        return new Quaternion(a * w + b * other.w, a * x + b * other.x, a * y + b * other.y, a * z + b * other.z);
    }
}
