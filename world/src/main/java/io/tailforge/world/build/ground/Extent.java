package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a layout that a clip can see, in mesh coordinates (layout - origin).
 *
 * @param origin the ego's first position, rounded to whole metres
 * @param path ego positions some metres apart, mesh frame
 * @param radius metres about the path
 */
public record Extent(Vec3 origin, List<Vec3> path, double radius) {
    private static final double STEP = 8;

    public Extent {
        path = List.copyOf(path);
    }

    public static Extent around(EgoTrajectory ego, long durationMicros, double radius) {
        Vec3 start = ego.at(0).translation();
        Vec3 origin = new Vec3(Math.rint(start.x()), Math.rint(start.y()), Math.rint(start.z()));
        List<Vec3> path = new ArrayList<>();
        long step = Math.max(100_000, durationMicros / 2000);
        for (long t = 0; t <= durationMicros; t += step) {
            Vec3 here = ego.at(t).translation().minus(origin);
            if (path.isEmpty() || path.getLast().distanceTo(here) > STEP) {
                path.add(here);
            }
        }
        return new Extent(origin, path, radius);
    }

    public double distanceToPath(double x, double y) {
        double best = Double.MAX_VALUE;
        for (Vec3 p : path) {
            best = Math.min(best, (p.x() - x) * (p.x() - x) + (p.y() - y) * (p.y() - y));
        }
        return Math.sqrt(best);
    }

    public boolean isNear(double x, double y) {
        return distanceToPath(x, y) <= radius;
    }

    public boolean isNear(Vec3 p) {
        return isNear(p.x(), p.y());
    }

    /** A layout line in mesh coordinates. */
    public List<Vec3> local(Polyline3 line) {
        List<Vec3> points = new ArrayList<>(line.size());
        for (Vec3 p : line.points()) {
            points.add(p.minus(origin));
        }
        return points;
    }

    public boolean touches(List<Vec3> line) {
        return line.stream().anyMatch(this::isNear);
    }

    public double minX() {
        return path.stream().mapToDouble(Vec3::x).min().orElseThrow() - radius;
    }

    public double maxX() {
        return path.stream().mapToDouble(Vec3::x).max().orElseThrow() + radius;
    }

    public double minY() {
        return path.stream().mapToDouble(Vec3::y).min().orElseThrow() - radius;
    }

    public double maxY() {
        return path.stream().mapToDouble(Vec3::y).max().orElseThrow() + radius;
    }
}
