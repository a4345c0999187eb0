package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Polyline3;
import java.util.Arrays;

/** Lines cut into short pieces, so that a wide-angle camera bends them and what is dropped at the camera plane is short. */
final class Subdivision {
    /** More than 3 km of lane line in one straight piece is cut coarser instead of filling the memory. */
    private static final int MAX_POINTS_PER_SEGMENT = 1 << 16;

    /** As much for the sides of a surface: 800 m. */
    private static final int MAX_POINTS_PER_SIDE = 1 << 10;

    private Subdivision() {}

    /** Every segment on its own becomes max(2, floor(length / step)) evenly spaced points, both ends included; packed. */
    static double[] of(Polyline3 line, double step) {
        return points(line.toArray(), step, MAX_POINTS_PER_SEGMENT);
    }

    /** As {@link #of}, from the last corner back to the first; the first corner is not repeated at the end. */
    static double[] closed(Polyline3 corners, double step) {
        double[] open = corners.toArray();
        double[] ring = Arrays.copyOf(open, open.length + 3);
        System.arraycopy(open, 0, ring, open.length, 3);
        double[] points = points(ring, step, MAX_POINTS_PER_SIDE);
        return Arrays.copyOf(points, points.length - 3);
    }

    private static double[] points(double[] line, double step, int most) {
        int segments = line.length / 3 - 1;
        int total = 1;
        for (int i = 0; i < segments; i++) {
            total = Math.addExact(total, count(line, i, step, most) - 1);
        }
        double[] points = new double[3 * total];
        System.arraycopy(line, 0, points, 0, 3);
        int at = 3;
        for (int i = 0; i < segments; i++) {
            at = addSegment(line, i, count(line, i, step, most), points, at);
        }
        return points;
    }

    private static int addSegment(double[] line, int segment, int count, double[] points, int from) {
        int at = from;
        for (int k = 1; k < count; k++) {
            double t = (double) k / (count - 1);
            for (int axis = 0; axis < 3; axis++) {
                double a = line[3 * segment + axis];
                points[at++] = a + t * (line[3 * segment + 3 + axis] - a);
            }
        }
        return at;
    }

    private static int count(double[] line, int segment, double step, int most) {
        double length = distance(line, segment, segment + 1);
        return (int) Math.clamp(length / step, 2, most);
    }

    static double distance(double[] xyz, int a, int b) {
        double x = xyz[3 * a] - xyz[3 * b];
        double y = xyz[3 * a + 1] - xyz[3 * b + 1];
        double z = xyz[3 * a + 2] - xyz[3 * b + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }
}
