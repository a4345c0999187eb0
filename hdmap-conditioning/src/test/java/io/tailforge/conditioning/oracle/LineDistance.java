package io.tailforge.conditioning.oracle;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;

/** How far apart two lines are. */
public final class LineDistance {
    private LineDistance() {}

    /** The greatest distance from a vertex of either line to the nearest point of the other, metres. */
    public static double hausdorff(Polyline3 a, Polyline3 b) {
        return Math.max(oneWay(a, b), oneWay(b, a));
    }

    private static double oneWay(Polyline3 from, Polyline3 to) {
        return from.points().stream()
                .mapToDouble(point -> distance(point, to))
                .max()
                .orElse(0);
    }

    private static double distance(Vec3 point, Polyline3 line) {
        double nearest = point.distanceTo(line.first());
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.point(i - 1);
            Vec3 along = line.point(i).minus(a);
            double squared = along.dot(along);
            double t = squared == 0 ? 0 : Math.clamp(point.minus(a).dot(along) / squared, 0, 1);
            nearest = Math.min(nearest, point.distanceTo(a.plus(along.times(t))));
        }
        return nearest;
    }
}
