package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The line the middle of a vehicle follows along its lanes, sampled every {@link #STEP} metres and smoothed. Heading is
 * that of a body whose rear axle trails the middle (a tractrix), so it never jumps, even where an arc meets a line.
 */
final class DrivePath {
    static final double STEP = 0.25;
    private static final double SMOOTHING = 1.0;
    private static final int CURVATURE_SAMPLES = 6;

    private final List<Lane> lanes;
    private final double[] laneStarts;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] bank;
    private final double[] limit;
    private final double[] heading;
    private final double[] slope;
    private final double[] curvature;

    private DrivePath(List<Lane> lanes, double[] laneStarts, double[][] columns, double trail) {
        this.lanes = List.copyOf(lanes);
        this.laneStarts = laneStarts;
        x = columns[0];
        y = columns[1];
        z = columns[2];
        bank = columns[3];
        limit = columns[4];
        heading = tractrix(trail);
        slope = slopes();
        curvature = curvatures();
    }

    /**
     * @param trail metres from the vehicle's middle back to its rear axle
     * @param offset from the lane's width to the wished distance left of its middle
     */
    static DrivePath along(LaneGraph graph, List<Lane> route, double trail, DoubleUnaryOperator offset) {
        List<double[]> rows = new ArrayList<>();
        double[] starts = new double[route.size()];
        double length = 0;
        for (int k = 0; k < route.size(); k++) {
            starts[k] = length;
            length = appendLane(rows, graph.stripOf(route.get(k)), graph.limitOf(route.get(k)), offset, length);
        }
        double[][] even = Resampling.every(rows, STEP);
        for (int column = 0; column < 4; column++) {
            even[column] = Resampling.smoothed(even[column], SMOOTHING / STEP);
        }
        return new DrivePath(route, starts, even, trail);
    }

    /** Rows are x, y, z, bank, limit, distance; a point on top of the last one is left out. */
    private static double appendLane(
            List<double[]> rows, Strip strip, double limit, DoubleUnaryOperator offset, double from) {
        double length = from;
        for (int i = 0; i < strip.size(); i++) {
            Vec3 point = strip.pointAt(strip.distanceOf(i), offset.applyAsDouble(strip.width(i)));
            if (!rows.isEmpty()) {
                double[] last = rows.getLast();
                double step = point.distanceTo(new Vec3(last[0], last[1], last[2]));
                if (step < 0.01) {
                    continue;
                }
                length += step;
            }
            rows.add(new double[] {point.x(), point.y(), point.z(), strip.bank(i), limit, length});
        }
        return length;
    }

    private double[] tractrix(double trail) {
        double[] angles = new double[x.length];
        double rearX = x[0] - trail * unit(0)[0];
        double rearY = y[0] - trail * unit(0)[1];
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - rearX;
            double dy = y[i] - rearY;
            double norm = Math.sqrt(dx * dx + dy * dy);
            rearX = x[i] - trail * dx / norm;
            rearY = y[i] - trail * dy / norm;
            double angle = StrictMath.atan2(dy, dx);
            angles[i] = i == 0 ? angle : angles[i - 1] + Angles.wrap(angle - angles[i - 1]);
        }
        return angles;
    }

    private double[] unit(int i) {
        double dx = x[i + 1] - x[i];
        double dy = y[i + 1] - y[i];
        double norm = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        return new double[] {dx / norm, dy / norm};
    }

    private double[] slopes() {
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int a = Math.max(0, i - CURVATURE_SAMPLES);
            int b = Math.min(x.length - 1, i + CURVATURE_SAMPLES);
            slopes[i] = (z[b] - z[a]) / ((b - a) * STEP);
        }
        return slopes;
    }

    private double[] curvatures() {
        double[] values = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int a = Math.max(0, i - CURVATURE_SAMPLES);
            int b = Math.min(x.length - 1, i + CURVATURE_SAMPLES);
            values[i] = (heading[b] - heading[a]) / ((b - a) * STEP);
        }
        return values;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** Where the k-th lane of the route begins. */
    double startOf(int k) {
        return laneStarts[k];
    }

    int size() {
        return x.length;
    }

    double length() {
        return (x.length - 1) * STEP;
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }

    double z(int i) {
        return z[i];
    }

    double heading(int i) {
        return heading[i];
    }

    double curvature(int i) {
        return curvature[i];
    }

    double limit(int i) {
        return limit[i];
    }

    int indexOf(double s) {
        return Math.min(x.length - 1, Math.max(0, (int) Math.round(s / STEP)));
    }

    /** Pose of a point of the body on the ground, this far ahead of the middle (negative: behind), lying in the lane's surface. */
    Pose poseAt(double s, double ahead) {
        double yaw = between(heading, s);
        double pitch = -StrictMath.atan(between(slope, s));
        Quaternion rotation = Quaternion.ofRollPitchYaw(between(bank, s), pitch, yaw);
        Vec3 middle = new Vec3(between(x, s), between(y, s), between(z, s));
        return new Pose(middle.plus(rotation.rotate(new Vec3(ahead, 0, 0))), rotation);
    }

    private static double between(double[] values, double s) {
        double at = Math.min(values.length - 1.0, Math.max(0, s / STEP));
        int i = Math.min(values.length - 2, (int) at);
        return values[i] + (values[i + 1] - values[i]) * (at - i);
    }
}
