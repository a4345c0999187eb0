package io.tailforge.service.layout;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.service.catalog.LayoutRow.Box;
import java.util.stream.Stream;

/** How far a layout reaches, in its metres and on Earth. */
final class LayoutExtent {
    private static final double METRES_PER_DEGREE = 111_320;

    private LayoutExtent() {}

    static Box of(HdMap map) {
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        map.elements().stream()
                .flatMap(element -> switch (element) {
                    case Lane lane -> Stream.of(lane.left(), lane.right());
                    case LaneLine line -> Stream.of(line.line());
                    case RoadBoundary boundary -> Stream.of(boundary.line());
                    case DrivableArea area -> Stream.of(area.area());
                    case Crosswalk crosswalk -> Stream.of(crosswalk.area());
                    default -> Stream.<Polyline3>empty();
                })
                .forEach(line -> grow(box, line));
        return new Box(box[0], box[1], box[2], box[3]);
    }

    private static void grow(double[] box, Polyline3 line) {
        for (int i = 0; i < line.size(); i++) {
            box[0] = Math.min(box[0], line.x(i));
            box[1] = Math.min(box[1], line.y(i));
            box[2] = Math.max(box[2], line.x(i));
            box[3] = Math.max(box[3], line.y(i));
        }
    }

    /** The box in degrees, by a plane tangent at the origin: good to a few metres over a city. */
    static Box onEarth(Box metres, GeoReference geo) {
        double perDegreeEast = METRES_PER_DEGREE * Math.max(1e-3, Math.cos(Math.toRadians(geo.latitude())));
        return new Box(
                geo.longitude() + metres.minX() / perDegreeEast,
                geo.latitude() + metres.minY() / METRES_PER_DEGREE,
                geo.longitude() + metres.maxX() / perDegreeEast,
                geo.latitude() + metres.maxY() / METRES_PER_DEGREE);
    }
}
