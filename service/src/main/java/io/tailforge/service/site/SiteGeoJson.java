package io.tailforge.service.site;

import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.service.catalog.PlaneShapes;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.site.SiteSearch.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** What was found as a GeoJSON FeatureCollection (RFC 7946); a site without a place on Earth has the geometry null. */
public final class SiteGeoJson {
    /** A hundredth of a millimetre on Earth, a tenth of one in metres. */
    private static final double DEGREE_STEPS = 1e10;

    private static final double METRE_STEPS = 1e4;

    private SiteGeoJson() {}

    public static Json of(Found found) {
        Json.ObjectBuilder collection = Json.object()
                .put("type", "FeatureCollection")
                .put(
                        "features",
                        Json.array(
                                found.sites().stream().map(SiteGeoJson::feature).toList()))
                .put(
                        "skipped_layouts",
                        Json.array(found.skipped().stream()
                                .map(layout -> Json.object()
                                        .put("id", layout.id())
                                        .put("name", layout.name())
                                        .put("reason", "does not say where on Earth it lies")
                                        .build())
                                .toList()));
        found.cursor().ifPresent(cursor -> collection.put("next_cursor", cursor));
        return collection.build();
    }

    private static Json feature(SiteRow row) {
        SiteFeature site = row.site();
        Json.ObjectBuilder properties = Json.object()
                .put("layout", row.layoutId())
                .put("site", site.id())
                .put("kind", JsonView.enumText(site.kind()))
                .put("driving_side", JsonView.enumText(site.drivingSide()));
        site.traits().direction().ifPresent(way -> properties.put("direction", JsonView.enumText(way)));
        site.traits().signalised().ifPresent(value -> properties.put("signalised", value));
        site.traits().atJunction().ifPresent(value -> properties.put("at_junction", value));
        for (Measure measure : Measure.values()) {
            site.traits().find(measure).ifPresent(value -> properties.put(measure.key(), rounded(value, METRE_STEPS)));
        }
        properties
                .put("lane_ids", Json.ofStrings(site.lanes()))
                .put("centre_m", GeometryJson.write(site.centre()))
                .put("geometry_m", geometry(PlaneShapes.of(site.shape(), site.geometry()), METRE_STEPS));
        return Json.object()
                .put("type", "Feature")
                .put("id", row.layoutId() + "/" + site.id())
                .put(
                        "geometry",
                        row.earth().map(earth -> geometry(earth, DEGREE_STEPS)).orElse(new Json.Null(0)))
                .put("properties", properties.build())
                .build();
    }

    private static Json geometry(Geometry geometry, double steps) {
        return switch (geometry) {
            case Point point -> geometry("Point", position(point.getCoordinate(), steps));
            case LineString line -> geometry("LineString", positions(line.getCoordinates(), steps));
            case Polygon polygon -> geometry("Polygon", Json.array(List.of(positions(outline(polygon), steps))));
            default -> throw new IllegalStateException("no site is a " + geometry.getGeometryType());
        };
    }

    private static Json geometry(String type, Json coordinates) {
        return Json.object().put("type", type).put("coordinates", coordinates).build();
    }

    /** Counter-clockwise, as GeoJSON has it. */
    private static Coordinate[] outline(Polygon polygon) {
        Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
        if (Orientation.isCCW(ring)) {
            return ring;
        }
        List<Coordinate> reversed = new ArrayList<>(Arrays.asList(ring)).reversed();
        return reversed.toArray(Coordinate[]::new);
    }

    private static Json positions(Coordinate[] coordinates, double steps) {
        return Json.array(Arrays.stream(coordinates)
                .map(coordinate -> position(coordinate, steps))
                .toList());
    }

    private static Json position(Coordinate coordinate, double steps) {
        return Json.ofNumbers(rounded(coordinate.x, steps), rounded(coordinate.y, steps));
    }

    private static double rounded(double value, double steps) {
        return Math.rint(value * steps) / steps;
    }
}
