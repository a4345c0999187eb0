package io.tailforge.conditioning.argoverse2;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The edges of the road: the rings of the drivable areas, without the stretches that a lane crosses (there the map was cut)
 * and those that two areas share.
 */
final class AreaEdges {
    private static final double CELL = 20;
    private static final int MAX_CELLS = 256;
    /** Cells filled and segments compared; far more than any real map needs. What comes after counts as an edge. */
    private static final long MAX_WORK = 20_000_000;

    private record Segment(Vec3 from, Vec3 to) {
        boolean crosses(Segment other) {
            return side(other.from) * side(other.to) <= 0 && other.side(from) * other.side(to) <= 0;
        }

        private double side(Vec3 point) {
            return (to.x() - from.x()) * (point.y() - from.y()) - (to.y() - from.y()) * (point.x() - from.x());
        }
    }

    private final Map<Long, List<Segment>> laneCells = new TreeMap<>();
    private final List<RoadBoundary> edges = new ArrayList<>();
    private final Set<Segment> ringSegments = new HashSet<>();

    private long work;

    private AreaEdges() {}

    static List<RoadBoundary> of(List<DrivableArea> areas, List<Lane> lanes) {
        AreaEdges edges = new AreaEdges();
        lanes.forEach(edges::addLane);
        areas.forEach(area -> edges.addRing(area.area()));
        areas.forEach(edges::cut);
        return edges.edges;
    }

    private void addLane(Lane lane) {
        int steps = Math.max(lane.left().size(), lane.right().size());
        Vec3 from = middle(lane, 0);
        for (int i = 1; i <= steps; i++) {
            Segment step = new Segment(from, middle(lane, (double) i / steps));
            cells(step).forEach(cell -> laneCells
                    .computeIfAbsent(cell, any -> new ArrayList<>())
                    .add(step));
            from = step.to;
        }
    }

    private static Vec3 middle(Lane lane, double part) {
        return pointAt(lane.left(), part).lerp(pointAt(lane.right(), part), 0.5);
    }

    private static Vec3 pointAt(Polyline3 rail, double part) {
        double at = part * (rail.size() - 1);
        int before = (int) Math.min(at, rail.size() - 2);
        return rail.point(before).lerp(rail.point(before + 1), at - before);
    }

    private void addRing(Polyline3 ring) {
        for (int i = 0; i < ring.size(); i++) {
            ringSegments.add(new Segment(ring.point(i), ring.point((i + 1) % ring.size())));
        }
    }

    private void cut(DrivableArea area) {
        Polyline3 ring = area.area();
        int start = 0;
        while (start < ring.size() && isEdge(segment(ring, start))) {
            start++;
        }
        if (start == ring.size()) {
            List<Vec3> closed = new ArrayList<>(ring.points());
            closed.add(ring.first());
            add(area, closed);
            return;
        }
        List<Vec3> run = new ArrayList<>();
        for (int i = 1; i <= ring.size(); i++) {
            Segment segment = segment(ring, (start + i) % ring.size());
            if (isEdge(segment)) {
                if (run.isEmpty()) {
                    run.add(segment.from);
                }
                run.add(segment.to);
            } else {
                add(area, run);
                run = new ArrayList<>();
            }
        }
    }

    private static Segment segment(Polyline3 ring, int i) {
        return new Segment(ring.point(i), ring.point((i + 1) % ring.size()));
    }

    private boolean isEdge(Segment segment) {
        return !ringSegments.contains(new Segment(segment.to, segment.from))
                && cells(segment).stream().noneMatch(cell -> isCrossed(segment, cell));
    }

    private boolean isCrossed(Segment segment, long cell) {
        List<Segment> lanes = laneCells.getOrDefault(cell, List.of());
        work += lanes.size();
        return work <= MAX_WORK && lanes.stream().anyMatch(segment::crosses);
    }

    private void add(DrivableArea area, List<Vec3> run) {
        if (run.size() > 1 && Polyline3.of(run).length() > 0) {
            edges.add(new RoadBoundary(
                    "edge:" + area.id().substring("area:".length()) + ":" + edges.size(),
                    Polyline3.of(run),
                    BoundaryKind.ROAD_EDGE));
        }
    }

    /** The cells that a segment's extent touches; none for one of absurd length. */
    private List<Long> cells(Segment segment) {
        long minX = cell(Math.min(segment.from.x(), segment.to.x()));
        long maxX = cell(Math.max(segment.from.x(), segment.to.x()));
        long minY = cell(Math.min(segment.from.y(), segment.to.y()));
        long maxY = cell(Math.max(segment.from.y(), segment.to.y()));
        List<Long> cells = new ArrayList<>();
        long count = (maxX - minX + 1) * (maxY - minY + 1);
        work += count;
        if (count <= MAX_CELLS && work <= MAX_WORK) {
            for (long x = minX; x <= maxX; x++) {
                for (long y = minY; y <= maxY; y++) {
                    cells.add(x << 32 ^ (y & 0xffffffffL));
                }
            }
        }
        return cells;
    }

    private static long cell(double coordinate) {
        return (long) Math.floor(coordinate / CELL);
    }
}
