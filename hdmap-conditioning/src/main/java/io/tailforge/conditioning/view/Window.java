package io.tailforge.conditioning.view;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/**
 * The part of the layout that a picture shows, x to the right and y up, both at one scale.
 *
 * @param centreX layout metres
 * @param metresPerPixel scale
 */
record Window(double centreX, double centreY, double metresPerPixel, int width, int height) {
    private static final double MARGIN = 1.06;

    /** All of a map, or around a point where {@code radius} says how far to look. */
    static Window around(HdMap map, int width, int height) {
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        map.elements().forEach(element -> grow(box, element));
        double spanX = Math.max(1, box[2] - box[0]) * MARGIN;
        double spanY = Math.max(1, box[3] - box[1]) * MARGIN;
        return new Window(
                (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.max(spanX / width, spanY / height), width, height);
    }

    /** A square of twice the radius in the middle of the picture. */
    static Window around(double x, double y, double radius, int width, int height) {
        return new Window(x, y, 2 * radius / Math.min(width, height), width, height);
    }

    private static void grow(double[] box, MapElement element) {
        switch (element) {
            case MapElement.Lane lane -> {
                grow(box, lane.left());
                grow(box, lane.right());
            }
            case MapElement.LaneLine line -> grow(box, line.line());
            case MapElement.RoadBoundary boundary -> grow(box, boundary.line());
            case MapElement.DrivableArea area -> grow(box, area.area());
            default -> {
                // Signs, poles and walkways far from any road do not make the picture larger.
            }
        }
    }

    private static void grow(double[] box, Polyline3 line) {
        for (int i = 0; i < line.size(); i++) {
            box[0] = Math.min(box[0], line.x(i));
            box[1] = Math.min(box[1], line.y(i));
            box[2] = Math.max(box[2], line.x(i));
            box[3] = Math.max(box[3], line.y(i));
        }
    }

    /** From layout metres to pixels. */
    AffineTransform pixelsFromMetres() {
        double scale = 1 / metresPerPixel;
        return new AffineTransform(scale, 0, 0, -scale, width / 2.0 - centreX * scale, height / 2.0 + centreY * scale);
    }

    /** This many pixels, in metres. */
    float pixels(double count) {
        return (float) (count * metresPerPixel);
    }

    static Path2D path(Polyline3 line) {
        Path2D path = new Path2D.Double();
        path.moveTo(line.x(0), line.y(0));
        for (int i = 1; i < line.size(); i++) {
            path.lineTo(line.x(i), line.y(i));
        }
        return path;
    }

    static Path2D area(Polyline3 corners) {
        Path2D path = path(corners);
        path.closePath();
        return path;
    }

    static Path2D between(Polyline3 left, Polyline3 right) {
        Path2D path = path(left);
        for (int i = right.size() - 1; i >= 0; i--) {
            path.lineTo(right.x(i), right.y(i));
        }
        path.closePath();
        return path;
    }
}
