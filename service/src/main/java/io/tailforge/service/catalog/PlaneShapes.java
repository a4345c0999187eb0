package io.tailforge.service.catalog;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.SiteArea;
import io.tailforge.scene.map.SiteArea.EarthCircle;
import io.tailforge.scene.map.SiteArea.EarthPolygon;
import io.tailforge.scene.map.SiteArea.EarthPolygons;
import io.tailforge.scene.map.SiteArea.LayoutBox;
import io.tailforge.scene.map.SiteArea.LayoutCircle;
import io.tailforge.scene.map.SiteArea.LonLat;
import io.tailforge.scene.map.SiteFeature.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** Our points as the geometries that the catalogue keeps and is asked with, and back. */
public final class PlaneShapes {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Corners of the polygon that stands for a circle on Earth; it lies within it, by 0.12 % of the radius at most. */
    private static final int CIRCLE_CORNERS = 64;

    private PlaneShapes() {}

    /** A site's geometry in layout metres. */
    public static Geometry of(Shape shape, Polyline3 points) {
        return build(
                shape,
                points.points().stream()
                        .map(point -> new Coordinate(point.x(), point.y()))
                        .toList());
    }

    /** The same on Earth; empty where the projection does not reach. */
    public static Optional<Geometry> onEarth(Shape shape, Polyline3 points, MapProjection projection) {
        List<Coordinate> places = new ArrayList<>();
        for (Vec3 point : points.points()) {
            double[] place = projection.toGeographic(point.x(), point.y());
            if (!Double.isFinite(place[0]) || !Double.isFinite(place[1])) {
                return Optional.empty();
            }
            places.add(new Coordinate(place[1], place[0]));
        }
        return Optional.of(build(shape, onOneSide(places)));
    }

    /** What reaches beyond the antimeridian ends at it. */
    private static List<Coordinate> onOneSide(List<Coordinate> places) {
        double side = places.getFirst().x;
        places.stream()
                .filter(place -> Math.abs(place.x - side) > 180)
                .forEach(place -> place.x = Math.copySign(180, side));
        return places;
    }

    private static Geometry build(Shape shape, List<Coordinate> points) {
        return switch (shape) {
            case POINT -> FACTORY.createPoint(points.getFirst());
            case LINE -> FACTORY.createLineString(points.toArray(Coordinate[]::new));
            case AREA -> FACTORY.createPolygon(closed(points));
        };
    }

    private static LinearRing closed(List<Coordinate> corners) {
        List<Coordinate> ring = new ArrayList<>(corners);
        ring.add(corners.getFirst().copy());
        return FACTORY.createLinearRing(ring.toArray(Coordinate[]::new));
    }

    /** A site's points, without heights. */
    static Polyline3 points(Shape shape, Geometry geometry) {
        Coordinate[] coordinates = geometry.getCoordinates();
        int count = shape == Shape.AREA ? coordinates.length - 1 : coordinates.length;
        List<Vec3> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(new Vec3(coordinates[i].x, coordinates[i].y, 0));
        }
        return Polyline3.of(points);
    }

    static Shape shapeOf(Geometry geometry) {
        return switch (geometry.getDimension()) {
            case 0 -> Shape.POINT;
            case 1 -> Shape.LINE;
            default -> Shape.AREA;
        };
    }

    /** What is asked for: the area itself; of a circle in layout metres the box around it. */
    static Geometry of(SiteArea area) {
        return switch (area) {
            case EarthPolygons polygons ->
                FACTORY.createMultiPolygon(
                        polygons.polygons().stream().map(PlaneShapes::polygon).toArray(Polygon[]::new));
            case EarthCircle circle -> circle(circle);
            case LayoutBox box -> FACTORY.toGeometry(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY()));
            case LayoutCircle circle ->
                FACTORY.toGeometry(new Envelope(
                        circle.x() - circle.radius(),
                        circle.x() + circle.radius(),
                        circle.y() - circle.radius(),
                        circle.y() + circle.radius()));
        };
    }

    static Geometry point(double x, double y) {
        return FACTORY.createPoint(new Coordinate(x, y));
    }

    private static Polygon polygon(EarthPolygon polygon) {
        List<LinearRing> rings = polygon.rings().stream().map(PlaneShapes::ring).toList();
        return FACTORY.createPolygon(
                rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(List<LonLat> places) {
        return FACTORY.createLinearRing(places.stream()
                .map(place -> new Coordinate(place.longitude(), place.latitude()))
                .toArray(Coordinate[]::new));
    }

    private static Polygon circle(EarthCircle circle) {
        MapProjection local = MapProjection.of(
                new GeoReference(circle.centre().latitude(), circle.centre().longitude(), ""));
        List<Coordinate> corners = new ArrayList<>();
        for (int i = 0; i < CIRCLE_CORNERS; i++) {
            double angle = 2 * Math.PI * i / CIRCLE_CORNERS;
            double[] place = local.toGeographic(
                    circle.radius() * StrictMath.cos(angle), circle.radius() * StrictMath.sin(angle));
            corners.add(new Coordinate(place[1], place[0]));
        }
        return FACTORY.createPolygon(closed(corners));
    }

    static byte[] wkb(Geometry geometry) {
        return new WKBWriter(2).write(geometry);
    }

    static Geometry read(byte[] wkb) {
        try {
            return new WKBReader(FACTORY).read(wkb);
        } catch (ParseException e) {
            throw new IllegalStateException("the database holds a geometry that is none", e);
        }
    }
}
