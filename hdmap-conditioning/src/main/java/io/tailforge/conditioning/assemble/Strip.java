package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;

/** A band between two rails (a lane, a walkway): its middle line with width and bank, by distance along it. */
final class Strip {
    private static final double SPACING = 1.0;

    private final double[] s;
    private final Vec3[] left;
    private final Vec3[] right;

    private Strip(Vec3[] left, Vec3[] right) {
        this.left = left;
        this.right = right;
        this.s = new double[left.length];
        for (int i = 1; i < s.length; i++) {
            s[i] = s[i - 1] + middle(i).distanceTo(middle(i - 1));
        }
    }

    /** Rails of one size are taken point by point, others at equal fractions of their lengths. */
    static Strip between(Polyline3 left, Polyline3 right) {
        if (left.size() == right.size() && left.size() > 1) {
            return new Strip(left.points().toArray(new Vec3[0]), right.points().toArray(new Vec3[0]));
        }
        double leftLength = left.length();
        double rightLength = right.length();
        int n = Math.max(2, (int) Math.ceil(Math.max(leftLength, rightLength) / SPACING) + 1);
        Vec3[] l = new Vec3[n];
        Vec3[] r = new Vec3[n];
        for (int i = 0; i < n; i++) {
            l[i] = left.pointAt(leftLength * i / (n - 1));
            r[i] = right.pointAt(rightLength * i / (n - 1));
        }
        return new Strip(l, r);
    }

    int size() {
        return s.length;
    }

    double length() {
        return s[s.length - 1];
    }

    double distanceOf(int i) {
        return s[i];
    }

    Vec3 left(int i) {
        return left[i];
    }

    Vec3 right(int i) {
        return right[i];
    }

    Vec3 middle(int i) {
        return left[i].lerp(right[i], 0.5);
    }

    double width(int i) {
        return left[i].horizontalDistanceTo(right[i]);
    }

    /** Radians, positive where the left rail lies higher. */
    double bank(int i) {
        double width = width(i);
        return width < 0.3 ? 0 : StrictMath.atan2(left[i].z() - right[i].z(), width);
    }

    /** The point at a distance along, this far to the left of the middle. */
    Vec3 pointAt(double distance, double offset) {
        int i = segmentAt(distance);
        double t = fraction(i, distance);
        Vec3 l = left[i].lerp(left[i + 1], t);
        Vec3 r = right[i].lerp(right[i + 1], t);
        double width = Math.max(1e-6, l.distanceTo(r));
        return l.lerp(r, 0.5 - offset / width);
    }

    double widthAt(double distance) {
        int i = segmentAt(distance);
        return width(i) + (width(i + 1) - width(i)) * fraction(i, distance);
    }

    double headingAt(double distance) {
        int i = segmentAt(distance);
        Vec3 a = middle(i);
        Vec3 b = middle(i + 1);
        return StrictMath.atan2(b.y() - a.y(), b.x() - a.x());
    }

    private int segmentAt(double distance) {
        int low = 0;
        int high = s.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (s[middle] <= distance) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private double fraction(int i, double distance) {
        double step = s[i + 1] - s[i];
        return step <= 0 ? 0 : Math.min(1, Math.max(0, (distance - s[i]) / step));
    }
}
