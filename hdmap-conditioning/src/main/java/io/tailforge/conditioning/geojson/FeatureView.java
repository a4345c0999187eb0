package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One feature: its properties and its geometry in layout metres. */
final class FeatureView {
    private final JsonView feature;
    private final JsonView properties;
    private final Coordinates coordinates;
    private final JsonPoints points;

    FeatureView(JsonView feature, Coordinates coordinates, JsonPoints points) {
        this.feature = feature;
        this.properties = feature.field("properties");
        this.coordinates = coordinates;
        this.points = points;
    }

    JsonView view() {
        return feature;
    }

    String layer() {
        return properties.field("layer").asString();
    }

    /** The feature's own id, or that among its properties; text or number. */
    Optional<String> findId() {
        return feature.find("id").or(() -> properties.find("id")).map(FeatureView::name);
    }

    private static String name(JsonView view) {
        return view.isNumber() ? Long.toString(view.asLong()) : view.asString();
    }

    Optional<JsonView> find(String property) {
        return properties.find(property);
    }

    JsonView field(String property) {
        return properties.field(property);
    }

    <E extends Enum<E>> E kind(String property, Class<E> type, E absent) {
        return find(property).map(view -> view.asEnum(type)).orElse(absent);
    }

    double number(String property, double absent, double min, double max) {
        return find(property).map(view -> view.asDouble(min, max)).orElse(absent);
    }

    Optional<String> findName(String property) {
        return find(property).map(FeatureView::name);
    }

    /** A list of ids: a JSON array, or text with commas as tables keep it. */
    List<String> names(String property) {
        Optional<JsonView> value = find(property);
        if (value.isPresent() && value.get().isString()) {
            return Arrays.stream(value.get().asString().split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
        return value.map(list -> list.items().stream().map(FeatureView::name).toList())
                .orElse(List.of());
    }

    String geometryType() {
        return feature.find("geometry")
                .map(geometry -> geometry.field("type").asString())
                .orElse("");
    }

    private JsonView positions() {
        return feature.field("geometry").field("coordinates");
    }

    /** A LineString, or each part of a MultiLineString. */
    List<Polyline3> lines() {
        return switch (geometryType()) {
            case "LineString" -> List.of(polyline(positions()));
            case "MultiLineString" ->
                positions().items().stream().map(this::polyline).toList();
            default -> throw wrongGeometry("a LineString");
        };
    }

    /** The outer ring of a Polygon, or of each part of a MultiPolygon; not closed. */
    List<Polyline3> areas() {
        return switch (geometryType()) {
            case "Polygon" -> List.of(ring(positions()));
            case "MultiPolygon" -> positions().items().stream().map(this::ring).toList();
            default -> throw wrongGeometry("a Polygon");
        };
    }

    Vec3 point() {
        if (!geometryType().equals("Point")) {
            throw wrongGeometry("a Point");
        }
        points.count(feature, 1);
        return coordinates.read(positions(), z());
    }

    /** The points of a MultiPoint. */
    Polyline3 multiPoint() {
        return polyline(positions());
    }

    private Polyline3 ring(JsonView rings) {
        List<JsonView> all = rings.items();
        if (all.isEmpty()) {
            throw rings.bad("GEOJSON-GEOMETRY", "must hold a ring");
        }
        Polyline3 ring = polyline(all.getFirst());
        boolean closed = ring.size() > 1 && ring.first().equals(ring.last());
        return closed ? Polyline3.of(ring.points().subList(0, ring.size() - 1)) : ring;
    }

    private Polyline3 polyline(JsonView list) {
        List<JsonView> items = list.items();
        points.count(list, items.size());
        if (items.isEmpty()) {
            throw list.bad("GEOJSON-GEOMETRY", "must hold at least one position");
        }
        double z = z();
        List<Vec3> line = new ArrayList<>(items.size());
        items.forEach(item -> line.add(coordinates.read(item, z)));
        return Polyline3.of(line);
    }

    private double z() {
        return find("z").map(JsonPoints::metres).orElse(0.0);
    }

    BadInputException wrongGeometry(String wanted) {
        String found = geometryType();
        return feature.bad(
                "GEOJSON-GEOMETRY",
                "a " + layer() + " must be " + wanted + ", not "
                        + (found.isEmpty() ? "without geometry" : "a " + found));
    }
}
