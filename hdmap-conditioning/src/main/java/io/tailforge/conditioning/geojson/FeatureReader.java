package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Features as map elements; lanes as drafts, for their links need all of them. */
final class FeatureReader {
    private static final Vec3 SIGN_SIZE = new Vec3(0.05, 0.6, 0.6);
    private static final Vec3 LIGHT_SIZE = new Vec3(0.3, 0.35, 1);
    private static final double POLE_HEIGHT = 4;
    private static final double POLE_RADIUS = 0.1;

    private final Coordinates coordinates;
    private final JsonPoints points = new JsonPoints();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> unknownLayers = new TreeMap<>();
    private int count;

    FeatureReader(Coordinates coordinates) {
        this.coordinates = coordinates;
    }

    /** What a feature holds: elements, or the draft of a lane. */
    record Read(List<MapElement> elements, List<LaneDraft> lanes) {}

    /** Layers that are not ours, with how many features each has. */
    Map<String, Integer> unknownLayers() {
        return unknownLayers;
    }

    Read read(JsonView view) {
        FeatureView feature = new FeatureView(view, coordinates, points);
        String layer = feature.layer();
        String id = feature.findId().orElse(layer + ":#" + count);
        count++;
        if (layer.equals(GeoJson.LANE)) {
            return new Read(List.of(), List.of(LaneDraft.of(unique(view, id), feature)));
        }
        List<MapElement> elements = elements(layer, id, feature);
        elements.forEach(element -> unique(view, element.id()));
        return new Read(elements, List.of());
    }

    private String unique(JsonView view, String id) {
        if (!ids.add(id)) {
            throw view.bad("GEOJSON-DUPLICATE-ID", "the id '" + id + "' is there twice");
        }
        return id;
    }

    private List<MapElement> elements(String layer, String id, FeatureView f) {
        return switch (layer) {
            case GeoJson.LANE_LINE ->
                each(
                        id,
                        f.lines(),
                        (name, line) -> new LaneLine(
                                name,
                                line,
                                f.kind("color", LineColour.class, LineColour.WHITE),
                                f.kind("style", LineStyle.class, LineStyle.SOLID_SINGLE)));
            case GeoJson.ROAD_BOUNDARY ->
                each(
                        id,
                        f.lines(),
                        (name, line) -> new RoadBoundary(
                                name, line, f.kind("type", BoundaryKind.class, BoundaryKind.ROAD_EDGE)));
            case GeoJson.WAIT_LINE -> each(id, f.lines(), WaitLine::new);
            case GeoJson.KERB ->
                each(id, f.lines(), (name, line) -> new Kerb(name, line, f.number("height", 0.12, -2, 2)));
            case GeoJson.CROSSWALK -> each(id, f.areas(), Crosswalk::new);
            case GeoJson.ROAD_MARKING ->
                each(
                        id,
                        f.areas(),
                        (name, area) ->
                                new RoadMarking(name, area, f.kind("type", MarkingKind.class, MarkingKind.OTHER)));
            case GeoJson.DRIVABLE_AREA -> each(id, f.areas(), DrivableArea::new);
            case GeoJson.POLE -> List.of(pole(id, f));
            case GeoJson.TRAFFIC_LIGHT -> List.of(new TrafficLight(id, corners(f, LIGHT_SIZE), facing(f)));
            case GeoJson.TRAFFIC_SIGN ->
                List.of(new TrafficSign(
                        id, corners(f, SIGN_SIZE), facing(f), f.findName("code").orElse("")));
            case GeoJson.WALKWAY -> List.of(walkway(id, f));
            case GeoJson.JUNCTION ->
                List.of(new Junction(
                        id,
                        f.names("lanes"),
                        f.find("signalised").map(JsonView::asBoolean).orElse(false)));
            default -> {
                unknownLayers.merge(layer, 1, Integer::sum);
                yield List.of();
            }
        };
    }

    /** The parts of a geometry with several are elements of their own. */
    private static List<MapElement> each(
            String id, List<Polyline3> parts, BiFunction<String, Polyline3, MapElement> make) {
        List<MapElement> elements = new ArrayList<>();
        for (Polyline3 part : parts) {
            elements.add(make.apply(elements.isEmpty() ? id : id + "#" + elements.size(), part));
        }
        return elements;
    }

    private static Pole pole(String id, FeatureView f) {
        Polyline3 axis;
        if (f.geometryType().equals("Point")) {
            Vec3 foot = f.point();
            axis = Polyline3.of(List.of(foot, foot.plus(Vec3.UP.times(f.number("height", POLE_HEIGHT, 0.01, 200)))));
        } else {
            axis = f.lines().getFirst();
        }
        return new Pole(
                id, axis, f.kind("type", PoleKind.class, PoleKind.OTHER), f.number("radius", POLE_RADIUS, 1e-3, 10));
    }

    /** Eight corners, or the centre of a box of the given size that looks towards {@code facing}. */
    private static Polyline3 corners(FeatureView f, Vec3 usual) {
        if (f.geometryType().equals("MultiPoint")) {
            Polyline3 corners = f.multiPoint();
            if (corners.size() != 8) {
                throw f.view().bad("GEOJSON-GEOMETRY", "a box has 8 corners, not " + corners.size());
            }
            return corners;
        }
        Vec3 centre = f.point();
        Vec3 size = f.find("size").map(FeatureReader::size).orElse(usual);
        return new Cuboid(Pose.ofYaw(centre.x(), centre.y(), centre.z(), facing(f)), size).corners();
    }

    private static Vec3 size(JsonView view) {
        double[] lwh = view.asDoubles(3);
        for (double side : lwh) {
            if (!(side >= 1e-3 && side <= 100)) {
                throw view.bad("OUT-OF-RANGE", "a box is 0.001 to 100 m long, wide and high");
            }
        }
        return new Vec3(lwh[0], lwh[1], lwh[2]);
    }

    private static double facing(FeatureView f) {
        return f.number("facing", 0, -1e4, 1e4);
    }

    private static Walkway walkway(String id, FeatureView f) {
        List<Polyline3> rails = f.lines();
        if (rails.size() != 2) {
            throw f.wrongGeometry("a MultiLineString of its two edges");
        }
        return new Walkway(id, rails.get(0), rails.get(1));
    }
}
