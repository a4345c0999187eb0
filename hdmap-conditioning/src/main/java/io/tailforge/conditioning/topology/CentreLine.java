package io.tailforge.conditioning.topology;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.List;

/** The middle of a lane, sampled evenly. */
final class CentreLine {
    private static final double STEP = 2;
    private static final int MAX_STEPS = 64;
    private static final double SAME_LEVEL = 3;

    private final List<Vec3> points;

    private CentreLine(List<Vec3> points) {
        this.points = points;
    }

    static CentreLine of(Lane lane) {
        double length = Math.max(lane.left().length(), lane.right().length());
        int steps = (int) Math.clamp(Math.ceil(length / STEP), 1, MAX_STEPS);
        List<Vec3> left = sample(lane.left(), steps);
        List<Vec3> right = sample(lane.right(), steps);
        List<Vec3> points = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            points.add(left.get(i).lerp(right.get(i), 0.5));
        }
        return new CentreLine(points);
    }

    /** In one pass over the line. */
    private static List<Vec3> sample(Polyline3 line, int steps) {
        double length = line.length();
        List<Vec3> points = new ArrayList<>(steps + 1);
        int segment = 1;
        double before = 0;
        for (int i = 0; i <= steps; i++) {
            double at = length * i / steps;
            double step = segmentLength(line, segment);
            while (segment < line.size() - 1 && before + step < at) {
                before += step;
                step = segmentLength(line, ++segment);
            }
            points.add(
                    line.size() < 2 || step == 0
                            ? line.point(Math.min(segment, line.size() - 1))
                            : line.point(segment - 1)
                                    .lerp(line.point(segment), Math.clamp((at - before) / step, 0, 1)));
        }
        return points;
    }

    private static double segmentLength(Polyline3 line, int segment) {
        return segment < line.size() ? line.point(segment).distanceTo(line.point(segment - 1)) : 0;
    }

    int segments() {
        return points.size() - 1;
    }

    Vec3 middle() {
        return points.get(points.size() / 2);
    }

    /** Horizontal direction at the middle, of any length. */
    Vec3 heading() {
        int i = Math.max(1, points.size() / 2);
        return points.get(i).minus(points.get(i - 1));
    }

    /** True where the two cross on about the same level. */
    boolean crosses(CentreLine other) {
        for (int i = 1; i < points.size(); i++) {
            for (int j = 1; j < other.points.size(); j++) {
                if (crosses(points.get(i - 1), points.get(i), other.points.get(j - 1), other.points.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A line through a corner crosses there; lines that only start or end together do not. */
    private static boolean crosses(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
        return side(a, b, c) > 0 != side(a, b, d) > 0
                && side(c, d, a) > 0 != side(c, d, b) > 0
                && Math.abs(a.z() - c.z()) < SAME_LEVEL;
    }

    private static double side(Vec3 from, Vec3 to, Vec3 point) {
        return (to.x() - from.x()) * (point.y() - from.y()) - (to.y() - from.y()) * (point.x() - from.x());
    }
}
