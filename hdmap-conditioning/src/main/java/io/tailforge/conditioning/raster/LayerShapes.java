package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.raster.HdMapV1Style.Kind;
import io.tailforge.conditioning.raster.HdMapV1Style.Layer;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The shapes of one layer in the order of the map, ready to be drawn: world points, packed, resampled and closed. */
final class LayerShapes {
    /** More than 50 km of straight line: a broken file, drawn coarser instead of filling the memory. */
    private static final int MAX_POINTS_PER_SEGMENT = 1 << 16;

    private final Layer layer;
    private final double[] xyz;
    /** Shape i has the points starts[i] .. starts[i + 1] - 1. */
    private final int[] starts;
    /** Four values a shape: centre and radius of a ball around it. */
    private final double[] balls;

    private LayerShapes(Layer layer, List<double[]> shapes) {
        this.layer = layer;
        this.starts = new int[shapes.size() + 1];
        for (int i = 0; i < shapes.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], shapes.get(i).length / 3);
        }
        this.xyz = new double[Math.multiplyExact(3, starts[shapes.size()])];
        for (int i = 0; i < shapes.size(); i++) {
            System.arraycopy(shapes.get(i), 0, xyz, 3 * starts[i], shapes.get(i).length);
        }
        this.balls = new double[4 * shapes.size()];
        for (int i = 0; i < shapes.size(); i++) {
            ball(shapes.get(i), 4 * i);
        }
    }

    private void ball(double[] points, int at) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < points.length; i++) {
            low[i % 3] = Math.min(low[i % 3], points[i]);
            high[i % 3] = Math.max(high[i % 3], points[i]);
        }
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            balls[at + axis] = (low[axis] + high[axis]) / 2;
            square += (high[axis] - low[axis]) * (high[axis] - low[axis]) / 4;
        }
        balls[at + 3] = Math.sqrt(square);
    }

    /** Every layer of the style, in its order; layers without elements are empty. */
    static List<LayerShapes> of(HdMap map) {
        return Arrays.stream(Layer.values()).map(layer -> of(map, layer)).toList();
    }

    static LayerShapes of(HdMap map, Layer layer) {
        return of(map, layer, Warts.KEPT);
    }

    static LayerShapes of(HdMap map, Layer layer, Warts warts) {
        List<double[]> shapes = new ArrayList<>();
        for (MapElement element : map.elements()) {
            if (HdMapV1Style.findLayer(element).filter(layer::equals).isPresent()) {
                shapes.add(prepare(HdMapV1Style.points(element), layer.kind(), warts));
            }
        }
        return new LayerShapes(layer, shapes);
    }

    private static double[] prepare(Polyline3 points, Kind kind, Warts warts) {
        return switch (kind) {
            case LINE -> points.toArray();
            case RESAMPLED_LINE -> resampled(points);
            case AREA -> warts.hulls() ? closed(points) : resampled(Polyline3.of(closed(points)));
            case CUBOID -> cuboidPath(points);
        };
    }

    /** Each segment on its own as max(2, floor(length / 0.8 m)) evenly spaced points, its ends included. */
    private static double[] resampled(Polyline3 points) {
        if (points.size() < 2) {
            return points.toArray();
        }
        PointBuffer buffer = new PointBuffer();
        for (int i = 1; i < points.size(); i++) {
            Vec3 from = points.point(i - 1);
            Vec3 to = points.point(i);
            int count =
                    Math.clamp((long) (from.distanceTo(to) / HdMapV1Style.RESAMPLE_METRES), 2, MAX_POINTS_PER_SEGMENT);
            for (int j = 0; j < count - 1; j++) {
                buffer.add(from.lerp(to, (double) j / (count - 1)));
            }
            buffer.add(to);
        }
        return buffer.toArray();
    }

    private static double[] closed(Polyline3 points) {
        double[] xyz = Arrays.copyOf(points.toArray(), 3 * points.size() + 3);
        System.arraycopy(xyz, 0, xyz, 3 * points.size(), 3);
        return xyz;
    }

    static double[] cuboidPath(Polyline3 corners) {
        double[] xyz = new double[3 * HdMapV1Style.CUBOID_PATH.length];
        for (int i = 0; i < HdMapV1Style.CUBOID_PATH.length; i++) {
            int corner = HdMapV1Style.CUBOID_PATH[i];
            xyz[3 * i] = corners.x(corner);
            xyz[3 * i + 1] = corners.y(corner);
            xyz[3 * i + 2] = corners.z(corner);
        }
        return xyz;
    }

    Layer layer() {
        return layer;
    }

    int size() {
        return starts.length - 1;
    }

    /** World coordinates of all shapes' points, packed; live. */
    double[] xyz() {
        return xyz;
    }

    /** Centre x, y, z and radius of a ball around each shape, packed; live. */
    double[] balls() {
        return balls;
    }

    int start(int shape) {
        return starts[shape];
    }

    int end(int shape) {
        return starts[shape + 1];
    }

    private static final class PointBuffer {
        private double[] xyz = new double[96];
        private int length;

        void add(Vec3 point) {
            if (length == xyz.length) {
                xyz = Arrays.copyOf(xyz, 2 * length);
            }
            xyz[length++] = point.x();
            xyz[length++] = point.y();
            xyz[length++] = point.z();
        }

        double[] toArray() {
            return Arrays.copyOf(xyz, length);
        }
    }
}
