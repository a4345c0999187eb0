package io.tailforge.conditioning.geojson;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.List;

/** A lane as its feature states it, before its links are looked at. */
record LaneDraft(String id, FeatureView feature, Polyline3 left, Polyline3 right) {
    private static final double MIN_RAIL = 0.01;
    private static final List<String> LINKS =
            List.of("successors", "predecessors", "left_neighbour", "right_neighbour", "oncoming_neighbour");

    /** Rails as they are, or a centre line with a width. */
    static LaneDraft of(String id, FeatureView feature) {
        List<Polyline3> lines = feature.lines();
        if (lines.size() == 2) {
            return new LaneDraft(id, feature, lines.get(0), lines.get(1));
        }
        if (lines.size() == 1 && feature.find("width").isPresent()) {
            double half = feature.field("width").asDouble(0.1, 100) / 2;
            return new LaneDraft(id, feature, beside(lines.getFirst(), half), beside(lines.getFirst(), -half));
        }
        throw feature.wrongGeometry("a MultiLineString of the left and the right rail, or a LineString with a width");
    }

    boolean hasExtent() {
        return left.size() > 1 && right.size() > 1 && left.length() >= MIN_RAIL && right.length() >= MIN_RAIL;
    }

    boolean statesLinks() {
        return LINKS.stream().anyMatch(link -> feature.find(link).isPresent());
    }

    LaneKind kind() {
        return feature.kind("type", LaneKind.class, LaneKind.DRIVING);
    }

    /** A parallel, to the left where the distance is above zero. */
    private static Polyline3 beside(Polyline3 line, double distance) {
        List<Vec3> points = new ArrayList<>(line.size());
        for (int i = 0; i < line.size(); i++) {
            Vec3 before = leftOf(line, Math.max(i - 1, 0));
            Vec3 after = leftOf(line, Math.min(i, line.size() - 2));
            Vec3 sum = before.plus(after);
            double square = sum.dot(sum);
            Vec3 step = square < 0.5 ? after : sum.times(2 / square);
            points.add(line.point(i).plus(step.times(distance)));
        }
        return Polyline3.of(points);
    }

    /** The unit normal of a segment, level; none for one without extent. */
    private static Vec3 leftOf(Polyline3 line, int segment) {
        if (line.size() < 2) {
            return Vec3.ZERO;
        }
        Vec3 along = line.point(segment + 1).minus(line.point(segment));
        double length = Math.hypot(along.x(), along.y());
        return length > 0 ? new Vec3(-along.y() / length, along.x() / length, 0) : Vec3.ZERO;
    }
}
