package io.tailforge.conditioning.geojson;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.List;

/** Map elements as features. */
final class FeatureWriter {
    private final Coordinates coordinates;

    FeatureWriter(Coordinates coordinates) {
        this.coordinates = coordinates;
    }

    Json write(MapElement element) {
        return switch (element) {
            case LaneLine e ->
                line(
                        e.id(),
                        e.line(),
                        layer(GeoJson.LANE_LINE)
                                .put("color", enumText(e.colour()))
                                .put("style", enumText(e.style())));
            case RoadBoundary e ->
                line(e.id(), e.line(), layer(GeoJson.ROAD_BOUNDARY).put("type", enumText(e.kind())));
            case WaitLine e -> line(e.id(), e.line(), layer(GeoJson.WAIT_LINE));
            case Kerb e -> line(e.id(), e.line(), layer(GeoJson.KERB).put("height", e.height()));
            case Pole e ->
                line(
                        e.id(),
                        e.axis(),
                        layer(GeoJson.POLE).put("type", enumText(e.kind())).put("radius", e.radius()));
            case Crosswalk e -> area(e.id(), e.area(), layer(GeoJson.CROSSWALK));
            case RoadMarking e ->
                area(e.id(), e.area(), layer(GeoJson.ROAD_MARKING).put("type", enumText(e.kind())));
            case DrivableArea e -> area(e.id(), e.area(), layer(GeoJson.DRIVABLE_AREA));
            case TrafficLight e ->
                box(e.id(), e.corners(), layer(GeoJson.TRAFFIC_LIGHT).put("facing", e.facing()));
            case TrafficSign e ->
                box(
                        e.id(),
                        e.corners(),
                        layer(GeoJson.TRAFFIC_SIGN).put("facing", e.facing()).put("code", e.code()));
            case Walkway e -> rails(e.id(), e.left(), e.right(), layer(GeoJson.WALKWAY));
            case Lane e -> rails(e.id(), e.left(), e.right(), lane(e));
            case Junction e ->
                feature(
                        e.id(),
                        new Json.Null(0),
                        layer(GeoJson.JUNCTION)
                                .put("lanes", Json.ofStrings(e.lanes()))
                                .put("signalised", e.signalised()));
        };
    }

    private static Json.ObjectBuilder layer(String name) {
        return Json.object().put("layer", name);
    }

    private static Json.ObjectBuilder lane(Lane lane) {
        Json.ObjectBuilder properties = layer(GeoJson.LANE)
                .put("type", enumText(lane.kind()))
                .put("successors", Json.ofStrings(lane.successors()))
                .put("predecessors", Json.ofStrings(lane.predecessors()));
        lane.leftNeighbour().ifPresent(id -> properties.put("left_neighbour", id));
        lane.rightNeighbour().ifPresent(id -> properties.put("right_neighbour", id));
        lane.oncomingNeighbour().ifPresent(id -> properties.put("oncoming_neighbour", id));
        lane.junction().ifPresent(id -> properties.put("junction", id));
        lane.speedLimit().ifPresent(limit -> properties.put("speed_limit", limit));
        return properties;
    }

    private Json line(String id, Polyline3 line, Json.ObjectBuilder properties) {
        return feature(id, geometry("LineString", positions(line.points())), properties);
    }

    private Json area(String id, Polyline3 area, Json.ObjectBuilder properties) {
        List<Vec3> ring = new ArrayList<>(area.points());
        ring.add(area.first());
        return feature(id, geometry("Polygon", Json.array(List.of(positions(ring)))), properties);
    }

    private Json box(String id, Polyline3 corners, Json.ObjectBuilder properties) {
        return feature(id, geometry("MultiPoint", positions(corners.points())), properties);
    }

    private Json rails(String id, Polyline3 left, Polyline3 right, Json.ObjectBuilder properties) {
        List<Json> both = List.of(positions(left.points()), positions(right.points()));
        return feature(id, geometry("MultiLineString", Json.array(both)), properties);
    }

    private Json positions(List<Vec3> points) {
        return Json.array(points.stream()
                .map(point -> Json.ofNumbers(coordinates.write(point)))
                .toList());
    }

    private static Json geometry(String type, Json positions) {
        return Json.object().put("type", type).put("coordinates", positions).build();
    }

    private static Json feature(String id, Json geometry, Json.ObjectBuilder properties) {
        return Json.object()
                .put("type", "Feature")
                .put("id", id)
                .put("properties", properties.build())
                .put("geometry", geometry)
                .build();
    }
}
