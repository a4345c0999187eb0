package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/** Between our points and JTS's plane geometry. */
final class Outlines {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** As far as a kept line may leave the one it stands for, metres. */
    private static final double TOLERANCE = 0.05;

    private Outlines() {}

    static Geometry line(Polyline3 points) {
        Coordinate[] coordinates = coordinates(points.points());
        return coordinates.length < 2 ? FACTORY.createPoint(coordinates[0]) : FACTORY.createLineString(coordinates);
    }

    /** The area with these corners; its hull where its sides cross; empty where it has no area. */
    static Optional<Polygon> area(Polyline3 corners) {
        if (corners.size() < 3) {
            return Optional.empty();
        }
        List<Vec3> ring = new ArrayList<>(corners.points());
        ring.add(ring.getFirst());
        Polygon polygon = FACTORY.createPolygon(coordinates(ring));
        return polygon.isValid() && polygon.getArea() > 0 ? Optional.of(polygon) : hull(corners.points());
    }

    static Optional<Polygon> hull(List<Vec3> points) {
        Geometry hull = FACTORY.createMultiPointFromCoords(coordinates(points)).convexHull();
        return hull instanceof Polygon polygon && polygon.getArea() > 0 ? Optional.of(polygon) : Optional.empty();
    }

    /** Corners, not closed, at a height. */
    static Polyline3 corners(Polygon polygon, double z) {
        Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
        List<Vec3> corners = new ArrayList<>();
        for (int i = 0; i < ring.length - 1; i++) {
            corners.add(new Vec3(ring[i].x, ring[i].y, z));
        }
        return Polyline3.of(corners);
    }

    /** With as few of its points as tell its course; heights are those of the points kept. */
    static Polyline3 simplified(Polyline3 line) {
        if (line.size() < 3) {
            return line;
        }
        Geometry kept = DouglasPeuckerSimplifier.simplify(line(line), TOLERANCE);
        List<Vec3> points = new ArrayList<>();
        for (Coordinate coordinate : kept.getCoordinates()) {
            points.add(new Vec3(coordinate.x, coordinate.y, Double.isNaN(coordinate.getZ()) ? 0 : coordinate.getZ()));
        }
        return points.size() < 2 ? Polyline3.of(List.of(line.first(), line.last())) : Polyline3.of(points);
    }

    private static Coordinate[] coordinates(List<Vec3> points) {
        return points.stream()
                .map(point -> new Coordinate(point.x(), point.y(), point.z()))
                .toArray(Coordinate[]::new);
    }
}
