package io.tailforge.scene.map;

import static io.tailforge.scene.json.GeometryJson.points;
import static io.tailforge.scene.json.GeometryJson.readPolyline;
import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The map as a JSON document, whatever format it came from: what travels to engines and what a layout's hash is taken over.
 * Canonical: the same map gives the same bytes. Schema: {@code docs/schema/map-1.json}.
 */
public final class MapDocument {
    public static final String SCHEMA = "tailforge.map/1";

    private MapDocument() {}

    public static byte[] write(HdMap map) {
        Json.ObjectBuilder document = Json.object()
                .put("schema", SCHEMA)
                .put("name", map.name())
                .put("format", map.format())
                .put("driving_side", enumText(map.drivingSide()))
                .put(
                        "elements",
                        Json.array(map.elements().stream()
                                .map(MapDocument::writeElement)
                                .toList()));
        map.geoReference().ifPresent(geo -> document.put("geo_reference", writeGeoReference(geo)));
        return JsonWriter.canonical(document.build());
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static HdMap read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document)
                .onlyKeys("schema", "name", "format", "driving_side", "elements", "geo_reference");
        JsonView schema = view.field("schema");
        if (!schema.asString().equals(SCHEMA)) {
            throw schema.bad("UNKNOWN-SCHEMA", "this version reads " + SCHEMA + ", not " + schema.asString());
        }
        return valid(
                view,
                () -> new HdMap(
                        view.field("name").asString(),
                        view.field("format").asString(),
                        view.field("driving_side").asEnum(DrivingSide.class),
                        view.find("geo_reference").map(MapDocument::readGeoReference),
                        view.field("elements").items().stream()
                                .map(element -> valid(element, () -> readElement(element)))
                                .toList()));
    }

    private static Json writeGeoReference(GeoReference geo) {
        return Json.object()
                .put("latitude", geo.latitude())
                .put("longitude", geo.longitude())
                .put("projection", geo.projection())
                .build();
    }

    private static GeoReference readGeoReference(JsonView view) {
        view.onlyKeys("latitude", "longitude", "projection");
        return valid(
                view,
                () -> new GeoReference(
                        view.field("latitude").asDouble(-90, 90),
                        view.field("longitude").asDouble(-180, 180),
                        view.field("projection").asString()));
    }

    private static Json writeElement(MapElement element) {
        Json.ObjectBuilder out = Json.object().put("id", element.id());
        switch (element) {
            case LaneLine e ->
                out.put("kind", "lane_line")
                        .put("line", points(e.line()))
                        .put("colour", enumText(e.colour()))
                        .put("style", enumText(e.style()));
            case RoadBoundary e ->
                out.put("kind", "road_boundary").put("line", points(e.line())).put("boundary", enumText(e.kind()));
            case WaitLine e -> out.put("kind", "wait_line").put("line", points(e.line()));
            case Crosswalk e -> out.put("kind", "crosswalk").put("area", points(e.area()));
            case RoadMarking e ->
                out.put("kind", "road_marking").put("area", points(e.area())).put("marking", enumText(e.kind()));
            case Pole e ->
                out.put("kind", "pole")
                        .put("axis", points(e.axis()))
                        .put("pole", enumText(e.kind()))
                        .put("radius", e.radius());
            case TrafficLight e ->
                out.put("kind", "traffic_light")
                        .put("corners", points(e.corners()))
                        .put("facing", e.facing());
            case TrafficSign e ->
                out.put("kind", "traffic_sign")
                        .put("corners", points(e.corners()))
                        .put("facing", e.facing())
                        .put("code", e.code());
            case Lane e -> writeLane(out, e);
            case Junction e ->
                out.put("kind", "junction")
                        .put("lanes", Json.ofStrings(e.lanes()))
                        .put("signalised", e.signalised());
            case Kerb e -> out.put("kind", "kerb").put("line", points(e.line())).put("height", e.height());
            case Walkway e ->
                out.put("kind", "walkway").put("left", points(e.left())).put("right", points(e.right()));
            case DrivableArea e -> out.put("kind", "drivable_area").put("area", points(e.area()));
        }
        return out.build();
    }

    private static void writeLane(Json.ObjectBuilder out, Lane lane) {
        out.put("kind", "lane")
                .put("left", points(lane.left()))
                .put("right", points(lane.right()))
                .put("lane", enumText(lane.kind()))
                .put("successors", Json.ofStrings(lane.successors()))
                .put("predecessors", Json.ofStrings(lane.predecessors()));
        lane.leftNeighbour().ifPresent(id -> out.put("left_neighbour", id));
        lane.rightNeighbour().ifPresent(id -> out.put("right_neighbour", id));
        lane.oncomingNeighbour().ifPresent(id -> out.put("oncoming_neighbour", id));
        lane.junction().ifPresent(id -> out.put("junction", id));
        lane.speedLimit().ifPresent(limit -> out.put("speed_limit", limit));
    }

    private static MapElement readElement(JsonView view) {
        String id = view.field("id").asString();
        JsonView kind = view.field("kind");
        return switch (kind.asString()) {
            case "lane_line" -> {
                view.onlyKeys("id", "kind", "line", "colour", "style");
                yield new LaneLine(
                        id,
                        readPolyline(view.field("line")),
                        view.field("colour").asEnum(LineColour.class),
                        view.field("style").asEnum(LineStyle.class));
            }
            case "road_boundary" -> {
                view.onlyKeys("id", "kind", "line", "boundary");
                yield new RoadBoundary(
                        id,
                        readPolyline(view.field("line")),
                        view.field("boundary").asEnum(BoundaryKind.class));
            }
            case "wait_line" -> {
                view.onlyKeys("id", "kind", "line");
                yield new WaitLine(id, readPolyline(view.field("line")));
            }
            case "crosswalk" -> {
                view.onlyKeys("id", "kind", "area");
                yield new Crosswalk(id, readPolyline(view.field("area")));
            }
            case "road_marking" -> {
                view.onlyKeys("id", "kind", "area", "marking");
                yield new RoadMarking(
                        id,
                        readPolyline(view.field("area")),
                        view.field("marking").asEnum(MarkingKind.class));
            }
            case "pole" -> {
                view.onlyKeys("id", "kind", "axis", "pole", "radius");
                yield new Pole(
                        id,
                        readPolyline(view.field("axis")),
                        view.field("pole").asEnum(PoleKind.class),
                        view.field("radius").asDouble(1e-3, 10));
            }
            case "traffic_light" -> {
                view.onlyKeys("id", "kind", "corners", "facing");
                yield new TrafficLight(
                        id,
                        readPolyline(view.field("corners")),
                        view.field("facing").asDouble());
            }
            case "traffic_sign" -> {
                view.onlyKeys("id", "kind", "corners", "facing", "code");
                yield new TrafficSign(
                        id,
                        readPolyline(view.field("corners")),
                        view.field("facing").asDouble(),
                        view.field("code").asString());
            }
            case "lane" -> readLane(id, view);
            case "junction" -> {
                view.onlyKeys("id", "kind", "lanes", "signalised");
                yield new Junction(
                        id,
                        view.field("lanes").asStrings(),
                        view.field("signalised").asBoolean());
            }
            case "kerb" -> {
                view.onlyKeys("id", "kind", "line", "height");
                yield new Kerb(
                        id,
                        readPolyline(view.field("line")),
                        view.field("height").asDouble(-2, 2));
            }
            case "walkway" -> {
                view.onlyKeys("id", "kind", "left", "right");
                yield new Walkway(id, readPolyline(view.field("left")), readPolyline(view.field("right")));
            }
            case "drivable_area" -> {
                view.onlyKeys("id", "kind", "area");
                yield new DrivableArea(id, readPolyline(view.field("area")));
            }
            default -> throw kind.bad("UNKNOWN-VALUE", "no map element is of the kind '" + kind.asString() + "'");
        };
    }

    private static Lane readLane(String id, JsonView view) {
        view.onlyKeys(
                "id",
                "kind",
                "left",
                "right",
                "lane",
                "successors",
                "predecessors",
                "left_neighbour",
                "right_neighbour",
                "oncoming_neighbour",
                "junction",
                "speed_limit");
        List<String> successors = view.field("successors").asStrings();
        return new Lane(
                id,
                readPolyline(view.field("left")),
                readPolyline(view.field("right")),
                view.field("lane").asEnum(LaneKind.class),
                successors,
                view.field("predecessors").asStrings(),
                findText(view, "left_neighbour"),
                findText(view, "right_neighbour"),
                findText(view, "oncoming_neighbour"),
                findText(view, "junction"),
                view.find("speed_limit")
                        .map(limit -> OptionalDouble.of(limit.asDouble(0, 200)))
                        .orElse(OptionalDouble.empty()));
    }

    private static Optional<String> findText(JsonView view, String key) {
        return view.find(key).map(JsonView::asString);
    }
}
