package io.tailforge.quality.check.lidar;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;

/**
 * A box as a sensor sees it: the middle of its outline, in azimuth and elevation.
 *
 * @param distance of the box's centre
 * @param nearest distance of its nearest corner, less a little
 * @param azimuth of the centre, {@code halfWidth} of the outline's middle part, radians
 * @param low and {@code high} elevation of the middle part
 * @param direction of the centre; every beam at the box is within {@code leastCosine} of it
 */
record BoxView(
        double distance,
        double nearest,
        double azimuth,
        double halfWidth,
        double low,
        double high,
        Vec3 direction,
        double leastCosine) {
    /** Share of the outline that counts: its edges may be rounded off by the shape in the box. */
    private static final double MIDDLE = 0.7;

    private static final double SLACK = 0.3;

    static BoxView of(Pose lidarFromBox, Vec3 size) {
        Vec3 centre = lidarFromBox.translation();
        double azimuth = Math.atan2(centre.y(), centre.x());
        double nearest = Double.MAX_VALUE;
        double right = 0;
        double left = 0;
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        double leastCosine = 1;
        Vec3 direction = centre.norm() == 0 ? Vec3.UP : centre.normalized();
        for (int corner = 0; corner < 8; corner++) {
            Vec3 point = lidarFromBox.transform(new Vec3(
                    ((corner & 1) - 0.5) * size.x(),
                    ((corner >> 1 & 1) - 0.5) * size.y(),
                    ((corner >> 2) - 0.5) * size.z()));
            double level = Math.sqrt(point.x() * point.x() + point.y() * point.y());
            double turn = Math.IEEEremainder(Math.atan2(point.y(), point.x()) - azimuth, 2 * Math.PI);
            double elevation = Math.atan2(point.z(), level);
            nearest = Math.min(nearest, point.norm());
            leastCosine = Math.min(leastCosine, point.dot(direction) / Math.max(1e-9, point.norm()));
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
                Math.min(left, -right) * MIDDLE,
                middle - halfHeight,
                middle + halfHeight,
                direction,
                leastCosine);
    }

    /** A point in the box's direction that ends a beam before the box. */
    boolean isInFront(double x, double y, double z, double range) {
        double along = x * direction.x() + y * direction.y() + z * direction.z();
        return range < nearest
                && along >= leastCosine * range
                && contains(Math.atan2(y, x), Math.asin(Math.clamp(z / range, -1, 1)));
    }

    boolean contains(double pointAzimuth, double elevation) {
        return elevation >= low
                && elevation <= high
                && Math.abs(Math.IEEEremainder(pointAzimuth - azimuth, 2 * Math.PI)) <= halfWidth;
    }
}
