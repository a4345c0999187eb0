package io.tailforge.quality.check.lidar;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;

/**
 * A box as a sensor sees it: the middle of its outline, in azimuth and elevation.
 *
 * @param distance of the box's centre
 * @param nearest distance of its nearest corner, less a little
 * @param azimuth of the centre, {@code halfWidth} of the outline's middle part, less than a quarter turn, radians
 * @param low and {@code high} elevation of the middle part
 */
record BoxView(double distance, double nearest, double azimuth, double halfWidth, double low, double high) {
    /** Share of the outline that counts: its edges may be rounded off by the shape in the box. */
    private static final double MIDDLE = 0.7;

    private static final double SLACK = 0.3;
    private static final double WIDEST = 1.4;

    static BoxView of(Pose lidarFromBox, Vec3 size) {
        Vec3 centre = lidarFromBox.translation();
        double azimuth = Math.atan2(centre.y(), centre.x());
        double nearest = Double.MAX_VALUE;
        double right = 0;
        double left = 0;
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int corner = 0; corner < 8; corner++) {
            Vec3 point = lidarFromBox.transform(new Vec3(
                    ((corner & 1) - 0.5) * size.x(),
                    ((corner >> 1 & 1) - 0.5) * size.y(),
                    ((corner >> 2) - 0.5) * size.z()));
            double level = Math.sqrt(point.x() * point.x() + point.y() * point.y());
            double turn = Math.IEEEremainder(Math.atan2(point.y(), point.x()) - azimuth, 2 * Math.PI);
            double elevation = Math.atan2(point.z(), level);
            nearest = Math.min(nearest, point.norm());
            right = Math.min(right, turn);
            left = Math.max(left, turn);
            low = Math.min(low, elevation);
            high = Math.max(high, elevation);
        }
        double middle = (low + high) / 2;
        double halfHeight = (high - low) / 2 * MIDDLE;
        return new BoxView(
                centre.norm(),
                nearest - SLACK,
                azimuth,
                Math.min(WIDEST, Math.min(left, -right) * MIDDLE),
                middle - halfHeight,
                middle + halfHeight);
    }

    /** What lies between the sensor and the middle of the outline. */
    Before before() {
        return new Before(
                nearest, Math.cos(azimuth), Math.sin(azimuth), Math.tan(halfWidth), Math.sin(low), Math.sin(high));
    }

    /** The way to a box: sines, cosines and tangents of its view. */
    record Before(double nearest, double cos, double sin, double halfWidth, double low, double high) {
        /** Whether a point ends a beam at the box before it. */
        boolean holds(double x, double y, double z, double range) {
            double ahead = x * cos + y * sin;
            return range < nearest
                    && z >= range * low
                    && z <= range * high
                    && ahead > 0
                    && Math.abs(y * cos - x * sin) <= ahead * halfWidth;
        }
    }
}
