package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.List;

/** A straight-ahead arrow that fills a rectangle lying on a lane and points with its traffic. */
final class Arrow {
    private Arrow() {}

    static List<List<Vec3>> straight(List<Vec3> rectangle, RoadTop top) {
        Vec3 first = rectangle.get(1).minus(rectangle.get(0));
        Vec3 second = rectangle.get(3).minus(rectangle.get(0));
        Vec3 along = first.norm() >= second.norm() ? first : second;
        Vec3 across = first.norm() >= second.norm() ? second : first;
        Vec3 middle = rectangle.get(0).plus(first.times(0.5)).plus(second.times(0.5));
        double heading = top.findHeading(middle.x(), middle.y()).orElse(0.0);
        boolean against = along.x() * StrictMath.cos(heading) + along.y() * StrictMath.sin(heading) < 0;
        Vec3 a = against ? along.times(-1) : along;
        return List.of(
                shape(middle, a, across, -0.5, -0.14, 0.1, -0.14, 0.1, 0.14, -0.5, 0.14),
                shape(middle, a, across, 0.1, -0.5, 0.5, 0, 0.1, 0.5));
    }

    private static List<Vec3> shape(Vec3 middle, Vec3 along, Vec3 across, double... ab) {
        Vec3[] points = new Vec3[ab.length / 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = middle.plus(along.times(ab[2 * i])).plus(across.times(ab[2 * i + 1]));
        }
        return List.of(points);
    }
}
