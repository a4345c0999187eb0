package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.SiteArea;
import io.tailforge.scene.map.SiteArea.EarthCircle;
import io.tailforge.scene.map.SiteArea.EarthPolygon;
import io.tailforge.scene.map.SiteArea.EarthPolygons;
import io.tailforge.scene.map.SiteArea.LayoutBox;
import io.tailforge.scene.map.SiteArea.LayoutCircle;
import io.tailforge.scene.map.SiteArea.LonLat;
import io.tailforge.scene.problem.BadInputException;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Reads where sites are looked for: GeoJSON polygons, circles, boxes. What no database would answer sensibly is refused. */
final class SiteAreaReader {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int MOST_POSITIONS = 10_000;
    private static final double WIDEST_RADIUS = 100_000;
    private static final double FARTHEST = 1e7;

    /** No degree of latitude is shorter. */
    private static final double METRES_PER_DEGREE = 110_500;

    private SiteAreaReader() {}

    /** A GeoJSON Polygon or MultiPolygon (RFC 7946): longitude first, rings closed, nothing across the antimeridian. */
    static SiteArea polygons(JsonView view) {
        view.onlyKeys("type", "coordinates", "bbox");
        JsonView type = view.field("type");
        JsonView coordinates = view.field("coordinates");
        List<JsonView> polygons =
                switch (type.asString()) {
                    case "Polygon" -> List.of(coordinates);
                    case "MultiPolygon" -> coordinates.items();
                    default ->
                        throw type.bad("UNKNOWN-VALUE", "must be a Polygon or a MultiPolygon, not " + type.asString());
                };
        if (polygons.isEmpty()) {
            throw coordinates.bad("EMPTY-LIST", "needs at least one polygon");
        }
        requireSize(view, polygons);
        return new EarthPolygons(Complaints.readAll(polygons, SiteAreaReader::polygon));
    }

    private static void requireSize(JsonView view, List<JsonView> polygons) {
        long positions = polygons.stream()
                .flatMap(polygon -> polygon.items().stream())
                .mapToLong(ring -> ring.items().size())
                .sum();
        if (positions > MOST_POSITIONS) {
            throw view.bad(
                    "TOO-LARGE", "has " + positions + " positions; simplify it to " + MOST_POSITIONS + " at most");
        }
    }

    private static EarthPolygon polygon(JsonView view) {
        if (view.items().isEmpty()) {
            throw view.bad("EMPTY-LIST", "a polygon needs an outline");
        }
        List<List<LonLat>> rings = Complaints.readAll(view.items(), SiteAreaReader::ring);
        TopologyValidationError error = new IsValidOp(polygon(rings)).getValidationError();
        if (error != null) {
            Coordinate at = error.getCoordinate();
            throw view.bad(
                    "AREA-INVALID",
                    "is no proper polygon: " + error.getMessage() + (at == null ? "" : " at " + at.x + ", " + at.y));
        }
        return new EarthPolygon(rings);
    }

    private static Polygon polygon(List<List<LonLat>> rings) {
        List<LinearRing> lines = rings.stream()
                .map(ring -> FACTORY.createLinearRing(ring.stream()
                        .map(place -> new Coordinate(place.longitude(), place.latitude()))
                        .toArray(Coordinate[]::new)))
                .toList();
        return FACTORY.createPolygon(
                lines.getFirst(), lines.subList(1, lines.size()).toArray(LinearRing[]::new));
    }

    private static List<LonLat> ring(JsonView view) {
        List<LonLat> places = Complaints.readAll(view.items(), SiteAreaReader::position);
        if (places.size() < 4) {
            throw view.bad("WRONG-LENGTH", "a ring has four positions or more, the last the same as the first");
        }
        if (!places.getFirst().equals(places.getLast())) {
            throw view.bad("RING-OPEN", "a ring ends where it begins; repeat the first position at the end");
        }
        for (int i = 1; i < places.size(); i++) {
            if (Math.abs(places.get(i).longitude() - places.get(i - 1).longitude()) > 180) {
                throw view.items().get(i).bad("AREA-ANTIMERIDIAN", ANTIMERIDIAN);
            }
        }
        return places;
    }

    private static final String ANTIMERIDIAN =
            "reaches across the antimeridian; cut it at longitude 180 into a MultiPolygon (RFC 7946, 3.1.9)";

    private static LonLat position(JsonView view) {
        double[] numbers = view.asDoubles();
        if (numbers.length < 2 || numbers.length > 3) {
            throw view.bad("WRONG-LENGTH", "a position is longitude and latitude");
        }
        return place(view, numbers[0], numbers[1]);
    }

    private static LonLat place(JsonView view, double longitude, double latitude) {
        if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) {
            return new LonLat(longitude, latitude);
        }
        throw Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180 ? swapped(view) : nowhere(view);
    }

    private static BadInputException swapped(JsonView view) {
        return view.bad("AXES-SWAPPED", "looks like latitude, longitude; GeoJSON has the longitude first");
    }

    private static BadInputException nowhere(JsonView view) {
        return view.bad("OUT-OF-RANGE", "longitude lies within -180..180 and latitude within -90..90");
    }

    static SiteArea circleOnEarth(JsonView view) {
        view.onlyKeys("lat", "lon", "radius_m");
        double latitude = view.field("lat").asDouble();
        double longitude = view.field("lon").asDouble();
        if (!(Math.abs(latitude) <= 90)) {
            throw Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90
                    ? view.bad("AXES-SWAPPED", "lat and lon look swapped: no latitude is " + latitude)
                    : nowhere(view.field("lat"));
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw nowhere(view.field("lon"));
        }
        double radius = view.field("radius_m").asDouble(0.1, WIDEST_RADIUS);
        double degrees = radius / METRES_PER_DEGREE;
        if (Math.abs(latitude) + degrees >= 89) {
            throw view.bad("AREA-POLE", "reaches to within a degree of a pole, where no road is");
        }
        double east = degrees / StrictMath.cos(Math.toRadians(Math.abs(latitude) + degrees));
        if (Math.abs(longitude) + east > 180) {
            throw view.bad("AREA-ANTIMERIDIAN", "reaches across the antimeridian; ask with a MultiPolygon in 'within'");
        }
        return new EarthCircle(new LonLat(longitude, latitude), radius);
    }

    /** {@code [min x, min y, max x, max y]} in layout metres. */
    static SiteArea box(JsonView view) {
        double[] n = view.asDoubles(4);
        for (JsonView item : view.items()) {
            item.asDouble(-FARTHEST, FARTHEST);
        }
        return Complaints.valid(view, () -> new LayoutBox(n[0], n[1], n[2], n[3]));
    }

    static SiteArea circle(JsonView view) {
        view.onlyKeys("x", "y", "radius_m");
        return new LayoutCircle(
                view.field("x").asDouble(-FARTHEST, FARTHEST),
                view.field("y").asDouble(-FARTHEST, FARTHEST),
                view.field("radius_m").asDouble(0.1, WIDEST_RADIUS));
    }
}
