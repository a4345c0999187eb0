package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Optional;

/** A lanelet whose bounds have been turned to run the same way, the left one on the left. */
record Lanelet(Relation relation, Bound left, Bound right, LaneletUse use) {
    /** @param reversed whether the lanelet runs against the way */
    record Bound(Way way, boolean reversed, Polyline3 line) {
        long startNode() {
            return reversed ? way.nodes().getLast() : way.nodes().getFirst();
        }

        long endNode() {
            return reversed ? way.nodes().getFirst() : way.nodes().getLast();
        }

        boolean runsAs(Bound other) {
            return way.id() == other.way.id() && reversed == other.reversed;
        }

        boolean runsAgainst(Bound other) {
            return way.id() == other.way.id() && reversed != other.reversed;
        }

        private Bound turned() {
            return new Bound(way, !reversed, line.reversed());
        }
    }

    String id() {
        return Long.toString(relation.id());
    }

    /** Empty where a bound has less than two different points. */
    static Optional<Lanelet> of(Relation relation, Way left, Way right, NodePlaces places) {
        List<Vec3> leftPoints = places.points(left);
        List<Vec3> rightPoints = places.points(right);
        if (leftPoints.size() < 2 || rightPoints.size() < 2) {
            return Optional.empty();
        }
        Bound one = new Bound(left, false, Polyline3.of(leftPoints));
        Bound other = new Bound(right, false, Polyline3.of(rightPoints));
        // As Lanelet2 aligns them: each is turned where the middle of the other lies on its wrong side.
        boolean turnLeft = isLeftOf(one.line(), middle(other.line()));
        boolean turnRight = !isLeftOf(other.line(), middle(one.line()));
        return Optional.of(new Lanelet(
                relation, turnLeft ? one.turned() : one, turnRight ? other.turned() : other, LaneletUse.of(relation)));
    }

    private static Vec3 middle(Polyline3 line) {
        int half = line.size() / 2;
        return line.size() > 2 ? line.point(half) : line.first().lerp(line.last(), 0.5);
    }

    /** Whether a point lies to the left of the nearest piece of a line. */
    private static boolean isLeftOf(Polyline3 line, Vec3 point) {
        double nearest = Double.POSITIVE_INFINITY;
        double side = 0;
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.point(i - 1);
            Vec3 b = line.point(i);
            double distance = distance(a, b, point);
            double here = (b.x() - a.x()) * (point.y() - a.y()) - (b.y() - a.y()) * (point.x() - a.x());
            // At a corner both pieces are as near; the one that is not in line with the point tells.
            boolean tied = Math.abs(distance - nearest) < 1e-9;
            if (tied ? Math.abs(here) / a.distanceTo(b) > Math.abs(side) : distance < nearest) {
                side = here / a.distanceTo(b);
            }
            nearest = Math.min(nearest, distance);
        }
        return side > 0;
    }

    private static double distance(Vec3 a, Vec3 b, Vec3 point) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double squared = dx * dx + dy * dy;
        double t = squared == 0 ? 0 : Math.clamp(((point.x() - a.x()) * dx + (point.y() - a.y()) * dy) / squared, 0, 1);
        return Math.hypot(point.x() - a.x() - t * dx, point.y() - a.y() - t * dy);
    }
}
