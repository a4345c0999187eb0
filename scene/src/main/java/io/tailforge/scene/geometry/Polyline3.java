package io.tailforge.scene.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Points in order, packed as x, y, z; also used for the corners of a polygon (not closed). Immutable, all finite. */
public final class Polyline3 {
    private final double[] xyz;

    private Polyline3(double[] xyz) {
        if (xyz.length == 0 || xyz.length % 3 != 0) {
            throw new IllegalArgumentException("a polyline needs whole points, got " + xyz.length + " numbers");
        }
        for (double value : xyz) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a polyline has a coordinate that is not finite");
            }
        }
        this.xyz = xyz;
    }

    /** @param xyz packed points; copied */
    public static Polyline3 of(double... xyz) {
        return new Polyline3(xyz.clone());
    }

    public static Polyline3 of(List<Vec3> points) {
        double[] xyz = new double[points.size() * 3];
        for (int i = 0; i < points.size(); i++) {
            xyz[3 * i] = points.get(i).x();
            xyz[3 * i + 1] = points.get(i).y();
            xyz[3 * i + 2] = points.get(i).z();
        }
        return new Polyline3(xyz);
    }

    public int size() {
        return xyz.length / 3;
    }

    public double x(int i) {
        return xyz[3 * i];
    }

    public double y(int i) {
        return xyz[3 * i + 1];
    }

    public double z(int i) {
        return xyz[3 * i + 2];
    }

    public Vec3 point(int i) {
        return new Vec3(x(i), y(i), z(i));
    }

    public Vec3 first() {
        return point(0);
    }

    public Vec3 last() {
        return point(size() - 1);
    }

    public List<Vec3> points() {
        List<Vec3> points = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            points.add(point(i));
        }
        return points;
    }

    /** A copy of the packed points. */
    public double[] toArray() {
        return xyz.clone();
    }

    public double length() {
        double length = 0;
        for (int i = 1; i < size(); i++) {
            length += point(i).distanceTo(point(i - 1));
        }
        return length;
    }

    /** The point at a distance along the line, clamped to its ends. */
    public Vec3 pointAt(double distance) {
        double left = distance;
        for (int i = 1; i < size(); i++) {
            Vec3 a = point(i - 1);
            Vec3 b = point(i);
            double step = a.distanceTo(b);
            if (left <= step && step > 0) {
                return a.lerp(b, Math.max(0, left) / step);
            }
            left -= step;
        }
        return last();
    }

    public Polyline3 reversed() {
        double[] back = new double[xyz.length];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(xyz, 3 * i, back, xyz.length - 3 * i - 3, 3);
        }
        return new Polyline3(back);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polyline3 line && Arrays.equals(xyz, line.xyz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xyz);
    }

    @Override
    public String toString() {
        return "Polyline3[" + size() + " points, " + first() + " .. " + last() + "]";
    }
}
