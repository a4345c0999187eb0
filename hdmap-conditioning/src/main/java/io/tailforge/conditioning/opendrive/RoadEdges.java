package io.tailforge.conditioning.opendrive;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a carriageway ends: boundaries, kerbs, and the walkways beyond. */
final class RoadEdges {
    static final double MIN_WIDTH = 0.01;
    private static final double MAX_GUTTER_WIDTH = 0.6;
    private static final double MIN_LENGTH = 0.3;

    private final SectionShape shape;
    private final Optional<JunctionContour> contour;
    private final List<LaneSpec> lanes;
    private final List<MapElement> elements = new ArrayList<>();

    private RoadEdges(SectionShape shape, Optional<JunctionContour> contour) {
        this.shape = shape;
        this.contour = contour;
        this.lanes = shape.section().lanes().stream()
                .filter(lane -> lane.id() != 0 && shape.maxWidth(lane) >= MIN_WIDTH)
                .toList();
    }

    /** @param contour of the junction the section lies in */
    static List<MapElement> of(SectionShape shape, Optional<JunctionContour> contour) {
        RoadEdges edges = new RoadEdges(shape, contour);
        edges.addBoundaries();
        edges.lanes.stream().filter(lane -> lane.type() == LaneType.WALKWAY).forEach(edges::addWalkway);
        return edges.elements;
    }

    /** The strips of carriageway, or of walkway, of a section. */
    static List<JunctionContour.Strip> strips(SectionShape shape, boolean walkways) {
        RoadEdges edges = new RoadEdges(shape, Optional.empty());
        List<JunctionContour.Strip> strips = new ArrayList<>();
        for (int i = 0; i < edges.lanes.size(); i++) {
            if (walkways ? edges.isRaised(i) : edges.isCarriageway(i)) {
                LaneSpec lane = edges.lanes.get(i);
                strips.add(new JunctionContour.Strip(shape.rail(lane, 0), shape.rail(lane, 1)));
            }
        }
        return strips;
    }

    private boolean isCarriageway(int i) {
        return i >= 0 && i < lanes.size() && (lanes.get(i).type().isCarriageway() || isGutter(i));
    }

    /** A narrow border between carriageway and walkway belongs to the carriageway. */
    private boolean isGutter(int i) {
        LaneSpec lane = lanes.get(i);
        if (lane.type() != LaneType.BORDER || shape.maxWidth(lane) > MAX_GUTTER_WIDTH) {
            return false;
        }
        return isRaised(i - 1) && isRoad(i + 1) || isRaised(i + 1) && isRoad(i - 1);
    }

    private boolean isRoad(int i) {
        return i >= 0 && i < lanes.size() && lanes.get(i).type().isCarriageway();
    }

    private boolean isRaised(int i) {
        return i >= 0
                && i < lanes.size()
                && (lanes.get(i).type() == LaneType.WALKWAY || lanes.get(i).type() == LaneType.KERB);
    }

    /** Lanes are ordered from left to right; edge i lies to the left of lane i. */
    private void addBoundaries() {
        for (int i = 0; i <= lanes.size(); i++) {
            if (isCarriageway(i) != isCarriageway(i - 1)) {
                addBoundary(i, isCarriageway(i));
            }
        }
    }

    private void addBoundary(int edge, boolean roadOnRight) {
        int edgeLane = edgeLane(edge);
        int road = roadOnRight ? edge : edge - 1;
        int beyond = roadOnRight ? edge - 1 : edge;
        boolean kerb = isRaised(beyond) || hasKerbMark(edgeLane);
        BoundaryKind kind = kerb ? BoundaryKind.KERB : BoundaryKind.ROAD_EDGE;
        String name = LaneLinks.laneId(shape.road(), shape.section(), edgeLane) + (roadOnRight ? "l" : "r");
        int count = 0;
        for (int[] run : runs(edgeLane, kerb)) {
            String id = name + (count == 0 ? "" : "#" + count);
            Polyline3 line = shape.line(edgeLane, run[0], run[1], s -> roadHeight(road, edgeLane, s));
            if (line.length() < MIN_LENGTH) {
                continue;
            }
            elements.add(new MapElement.RoadBoundary("boundary:" + id, line, kind));
            if (kerb) {
                addKerb("kerb:" + id, edgeLane, run, road, beyond, roadOnRight);
            }
            count++;
        }
    }

    private List<int[]> runs(int edgeLane, boolean kerb) {
        if (contour.isEmpty()) {
            return List.of(new int[] {0, shape.size() - 1});
        }
        JunctionContour junction = contour.get();
        return JunctionContour.runs(shape.size(), i -> {
            Vec3 point = shape.road().point(shape.station(i), shape.outerEdge(edgeLane, i), 0);
            return junction.isAtEdge(point) && (kerb || !junction.isAtWalkway(point));
        });
    }

    /** The lane whose outer edge is the edge to the left of lane i. */
    private int edgeLane(int edge) {
        if (edge == lanes.size()) {
            return Math.min(0, lanes.getLast().id());
        }
        int right = lanes.get(edge).id();
        return right > 0 ? right : Math.min(0, right + 1);
    }

    private double roadHeight(int road, int edgeLane, double s) {
        LaneSpec lane = lanes.get(road);
        return EdgeHeight.of(lane, s, lane.id() == edgeLane ? 1 : 0);
    }

    private boolean hasKerbMark(int edgeLane) {
        return shape.section()
                .find(edgeLane)
                .map(lane -> lane.marks().stream()
                        .anyMatch(mark -> mark.attribute("type", "").equals("curb")))
                .orElse(false);
    }

    private void addKerb(String id, int edgeLane, int[] run, int road, int beyond, boolean roadOnRight) {
        double s = shape.station(run[0]);
        double top = kerbTop(edgeLane, beyond, s);
        double height = top - roadHeight(road, edgeLane, s);
        if (height < 0.01) {
            return;
        }
        Polyline3 line = shape.line(edgeLane, run[0], run[1], at -> kerbTop(edgeLane, beyond, at));
        elements.add(new MapElement.Kerb(id, roadOnRight ? line.reversed() : line, height));
    }

    private double kerbTop(int edgeLane, int beyond, double s) {
        if (!isRaised(beyond)) {
            return EdgeHeight.USUAL_KERB;
        }
        LaneSpec lane = lanes.get(beyond);
        return EdgeHeight.of(lane, s, lane.id() == edgeLane ? 1 : 0);
    }

    private void addWalkway(LaneSpec lane) {
        String id = LaneLinks.laneId(shape.road(), shape.section(), lane.id());
        Polyline3 inner = shape.rail(lane, 0);
        Polyline3 outer = shape.rail(lane, 1);
        int count = 0;
        for (int[] run : walkwayRuns(inner, outer)) {
            Polyline3 left = part(lane.id() > 0 ? outer : inner, run);
            Polyline3 right = part(lane.id() > 0 ? inner : outer, run);
            if (left.length() + right.length() >= 2 * MIN_LENGTH) {
                elements.add(new MapElement.Walkway(id + (count == 0 ? "" : "#" + count), left, right));
                count++;
            }
        }
    }

    private List<int[]> walkwayRuns(Polyline3 inner, Polyline3 outer) {
        if (contour.isEmpty()) {
            return List.of(new int[] {0, shape.size() - 1});
        }
        return JunctionContour.runs(
                shape.size(), i -> !contour.get().isPaved(inner.point(i).lerp(outer.point(i), 0.5)));
    }

    private static Polyline3 part(Polyline3 line, int[] run) {
        List<Vec3> points = line.points().subList(run[0], run[1] + 1);
        return Polyline3.of(points);
    }
}
