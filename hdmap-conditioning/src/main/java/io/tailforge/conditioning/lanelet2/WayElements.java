package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What ways are: painted lines, edges of the road, stop lines, parking. Lights and signs are {@link RoadsideSignals}'. */
final class WayElements {
    private static final double HIGH_KERB = 0.12;
    private static final double LOW_KERB = 0.03;
    private static final double SPACE_DEPTH = 2.5;

    private final NodePlaces places;
    private final Set<Long> roadOnLeft = new HashSet<>();
    private final Set<Long> roadOnRight = new HashSet<>();
    private final Set<Long> crossings = new HashSet<>();
    private final Set<Long> bareEdges;
    private final Map<String, Integer> unused = new TreeMap<>();
    private int degenerate;

    /** @param bareEdges ways where the road ends, which become edges where no type says more */
    WayElements(NodePlaces places, List<Lanelet> lanelets, Set<Long> bareEdges) {
        this.places = places;
        this.bareEdges = bareEdges;
        for (Lanelet lanelet : lanelets) {
            if (lanelet.use().isForVehicles()) {
                addRoad(lanelet.left(), roadOnRight, roadOnLeft);
                addRoad(lanelet.right(), roadOnLeft, roadOnRight);
            } else if (lanelet.use() == LaneletUse.CROSSWALK) {
                crossings.add(lanelet.left().way().id());
                crossings.add(lanelet.right().way().id());
            }
        }
    }

    private static void addRoad(Lanelet.Bound bound, Set<Long> along, Set<Long> against) {
        (bound.reversed() ? against : along).add(bound.way().id());
    }

    List<MapElement> of(Way way) {
        List<Vec3> points = places.points(way);
        String type = way.tag("type", "");
        if (points.size() < 2) {
            degenerate += type.isEmpty() ? 0 : 1;
            return List.of();
        }
        String id = "way:" + way.id();
        Polyline3 line = Polyline3.of(points);
        return switch (type) {
            case "line_thin", "line_thick" ->
                List.of(new MapElement.LaneLine(id, line, colour(way), style(way, type.equals("line_thick"))));
            case "bike_marking" ->
                List.of(new MapElement.LaneLine(id, line, colour(way), LineStyle.SHORT_DASHED_SINGLE));
            case "pedestrian_marking", "zebra_marking" -> crossingEdge(way, id, line);
            case "stop_line" -> List.of(new MapElement.WaitLine(id, line));
            case "curbstone" -> kerb(way, id, line);
            case "road_border" -> List.of(edge(id, line));
            case "guard_rail", "wall", "fence", "jersey_barrier", "barrier" ->
                List.of(new MapElement.RoadBoundary(id, line, BoundaryKind.BARRIER));
            case "parking_lot" -> area(id, points);
            case "parking_space" -> List.of(new MapElement.DrivableArea(id, parkingSpace(way, line)));
            case "" -> bareEdges.contains(way.id()) ? List.of(edge(id, line)) : List.of();
            case "virtual", "traffic_light", "traffic_sign", "light_bulbs" -> List.of();
            default -> {
                unused.merge(type.length() > 40 ? type.substring(0, 40) : type, 1, Integer::sum);
                yield List.of();
            }
        };
    }

    private static MapElement edge(String id, Polyline3 line) {
        return new MapElement.RoadBoundary(id, line, BoundaryKind.ROAD_EDGE);
    }

    private static LineColour colour(Way way) {
        return switch (way.tag("color", "white")) {
            case "white" -> LineColour.WHITE;
            case "yellow" -> LineColour.YELLOW;
            case "blue" -> LineColour.BLUE;
            case "red" -> LineColour.RED;
            default -> LineColour.OTHER;
        };
    }

    /** Lanelet2 names double lines from left to right as the way runs; ours say DASHED_SOLID for solid on the left. */
    private static LineStyle style(Way way, boolean thick) {
        return switch (way.tag("subtype", "solid")) {
            case "solid" -> LineStyle.SOLID_SINGLE;
            case "dashed" -> thick ? LineStyle.SHORT_DASHED_SINGLE : LineStyle.LONG_DASHED_SINGLE;
            case "solid_solid" -> LineStyle.SOLID_GROUP;
            case "dashed_dashed" -> LineStyle.LONG_DASHED_GROUP;
            case "dashed_solid" -> LineStyle.SOLID_DASHED;
            case "solid_dashed" -> LineStyle.DASHED_SOLID;
            default -> LineStyle.OTHER;
        };
    }

    /** The edges of a crosswalk are drawn with its area. */
    private List<MapElement> crossingEdge(Way way, String id, Polyline3 line) {
        return crossings.contains(way.id())
                ? List.of()
                : List.of(new MapElement.LaneLine(id, line, colour(way), LineStyle.SHORT_DASHED_SINGLE));
    }

    private List<MapElement> kerb(Way way, String id, Polyline3 line) {
        List<MapElement> elements = new ArrayList<>();
        elements.add(new MapElement.RoadBoundary(id, line, BoundaryKind.KERB));
        boolean left = roadOnLeft.contains(way.id());
        if (left != roadOnRight.contains(way.id())) {
            double height = way.tag("subtype", "").equals("low") ? LOW_KERB : HIGH_KERB;
            Polyline3 top = raised(left ? line : line.reversed(), height);
            elements.add(new MapElement.Kerb("kerb:" + way.id(), top, height));
        }
        return elements;
    }

    private static Polyline3 raised(Polyline3 line, double height) {
        double[] xyz = line.toArray();
        for (int i = 2; i < xyz.length; i += 3) {
            xyz[i] += height;
        }
        return Polyline3.of(xyz);
    }

    /** Corners of a closed way. */
    private static List<MapElement> area(String id, List<Vec3> points) {
        List<Vec3> corners = points.getFirst().equals(points.getLast()) ? points.subList(0, points.size() - 1) : points;
        return corners.size() < 3 ? List.of() : List.of(new MapElement.DrivableArea(id, Polyline3.of(corners)));
    }

    /** Autoware gives a space as the line through its middle and a width. */
    private static Polyline3 parkingSpace(Way way, Polyline3 line) {
        double width = SpeedLimits.positive(way.tag("width", ""), SPACE_DEPTH, 20);
        Vec3 ahead = line.last().minus(line.first());
        Vec3 across = new Vec3(-ahead.y(), ahead.x(), 0);
        Vec3 half = across.norm() > 0 ? across.normalized().times(width / 2) : Vec3.ZERO;
        return Polyline3.of(List.of(
                line.first().plus(half),
                line.first().minus(half),
                line.last().minus(half),
                line.last().plus(half)));
    }

    void warnOfUnused(OsmDocument document, Findings warnings) {
        unused.forEach((type, count) -> warnings.warn(
                document.root().problem("MAP-OBJECT-UNUSED", count + " of type '" + type + "' are not used")));
        if (degenerate > 0) {
            warnings.warn(document.root()
                    .problem("MAP-DEGENERATE", degenerate + " ways with less than two different points are left out"));
        }
    }
}
