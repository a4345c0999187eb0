package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Polyline3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.polygon.ConstrainedDelaunayTriangulator;

/** Cuts surfaces into triangles. */
final class Surfaces {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    /** Surfaces of more corners are not what they are said to be; they are drawn as fans. */
    private static final int MAX_CORNERS = 8192;

    /** The six faces of a cuboid as two triangles each. */
    private static final int[] FACE_TRIANGLES = Arrays.stream(WorldScenarioV3Style.BOX_FACES)
            .flatMapToInt(face -> IntStream.of(face[0], face[1], face[2], face[0], face[2], face[3]))
            .toArray();

    private Surfaces() {}

    /** Triangles from the first corner to every following pair: right for convex surfaces only. */
    static Area fan(double[] xyz, int rgb) {
        return new Area(xyz, fanOf(IntStream.range(0, xyz.length / 3).toArray()), rgb);
    }

    /** The fan that the model draws a sign or a light as. */
    static Area cuboidFan(Polyline3 corners, int rgb) {
        return new Area(corners.toArray(), fanOf(WorldScenarioV3Style.CUBOID_PATH), rgb);
    }

    /** A cuboid with all its faces. */
    static Area cuboid(Polyline3 corners, int rgb) {
        return new Area(corners.toArray(), FACE_TRIANGLES, rgb);
    }

    private static int[] fanOf(int[] path) {
        return IntStream.range(1, path.length - 1)
                .flatMap(i -> IntStream.of(path[0], path[i], path[i + 1]))
                .toArray();
    }

    /** Edges subdivided, then a constrained Delaunay triangulation in the x-y plane; a fan where the outline crosses itself. */
    static Area concave(Polyline3 outline, int rgb) {
        double[] xyz = Subdivision.closed(outline, WorldScenarioV3Style.CROSSWALK_STEP);
        Polygon polygon = polygon(xyz);
        boolean simple = xyz.length <= 3 * MAX_CORNERS && polygon.isValid() && polygon.getArea() > 0;
        return simple ? triangulated(xyz, polygon, rgb) : fan(xyz, rgb);
    }

    private static Polygon polygon(double[] xyz) {
        Coordinate[] ring = new Coordinate[xyz.length / 3 + 1];
        for (int i = 0; i < ring.length; i++) {
            int corner = i % (ring.length - 1);
            ring[i] = new Coordinate(xyz[3 * corner], xyz[3 * corner + 1]);
        }
        return GEOMETRY.createPolygon(ring);
    }

    private static Area triangulated(double[] xyz, Polygon polygon, int rgb) {
        Map<Coordinate, Integer> corners = new HashMap<>();
        for (int i = 0; i < xyz.length / 3; i++) {
            corners.putIfAbsent(polygon.getCoordinates()[i], i);
        }
        Geometry parts = ConstrainedDelaunayTriangulator.triangulate(polygon);
        int[] triangles = new int[3 * parts.getNumGeometries()];
        for (int i = 0; i < triangles.length; i++) {
            triangles[i] = corners.getOrDefault(parts.getGeometryN(i / 3).getCoordinates()[i % 3], 0);
        }
        return new Area(xyz, triangles, rgb);
    }
}
