package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.List;

/** The middle line of a carriageway's inner lane in steps of about a metre, with curvature and slope. */
final class CourseLine {
    /** Half the length over which a direction is taken, metres: shorter and hand-drawn maps are all bends. */
    private static final double HALF_CHORD = 5;

    /** Half the length over which a slope is taken. */
    private static final double HALF_RISE = 10;

    private static final int MOST_POINTS = 100_000;

    private final Polyline3 points;
    private final double step;
    private final List<Lane> lanes;
    private final double[] laneStarts;
    private final double[] curvature;
    private final double[] slope;

    private CourseLine(Polyline3 points, double step, List<Lane> lanes, double[] laneStarts) {
        this.points = points;
        this.step = step;
        this.lanes = lanes;
        this.laneStarts = laneStarts;
        curvature = curvatures();
        slope = slopes();
    }

    static CourseLine along(LaneNet net, List<Lane> lanes) {
        List<Vec3> all = new ArrayList<>();
        double[] starts = new double[lanes.size()];
        double length = 0;
        for (int k = 0; k < lanes.size(); k++) {
            starts[k] = length;
            for (Vec3 point : net.middleOf(lanes.get(k)).points()) {
                length += all.isEmpty() ? 0 : point.distanceTo(all.getLast());
                all.add(point);
            }
        }
        int count = (int) Math.min(MOST_POINTS, Math.max(2, Math.round(length) + 1));
        Polyline3 even = Resampled.into(Polyline3.of(all), count);
        return new CourseLine(even, length / (count - 1), List.copyOf(lanes), starts);
    }

    /** Signed, positive to the left: the change of direction between the chords before and after each point. */
    private double[] curvatures() {
        int reach = Math.max(1, (int) Math.round(HALF_CHORD / Math.max(step, 1e-3)));
        double[] values = new double[points.size()];
        for (int i = reach; i < points.size() - reach; i++) {
            double turn = turnBetween(heading(i - reach, i), heading(i, i + reach));
            double chord = (flat(i - reach, i) + flat(i, i + reach)) / 2;
            values[i] = chord < 0.1 ? 0 : turn / chord;
        }
        return held(values, reach);
    }

    private double[] slopes() {
        int reach = Math.max(1, (int) Math.round(HALF_RISE / Math.max(step, 1e-3)));
        double[] values = new double[points.size()];
        for (int i = reach; i < points.size() - reach; i++) {
            double run = flat(i - reach, i) + flat(i, i + reach);
            values[i] = run < 0.1 ? 0 : (points.z(i + reach) - points.z(i - reach)) / run;
        }
        return held(values, reach);
    }

    /** Near the ends the nearest value that could be taken. */
    private static double[] held(double[] values, int reach) {
        int last = values.length - 1 - reach;
        for (int i = 0; i < values.length; i++) {
            if (last >= reach && (i < reach || i > last)) {
                values[i] = values[i < reach ? reach : last];
            }
        }
        return values;
    }

    private double heading(int from, int to) {
        return StrictMath.atan2(points.y(to) - points.y(from), points.x(to) - points.x(from));
    }

    private double flat(int from, int to) {
        return points.point(from).horizontalDistanceTo(points.point(to));
    }

    /** From one heading to another the short way round, positive to the left. */
    static double turnBetween(double from, double to) {
        double turn = (to - from) % (2 * Math.PI);
        if (turn > Math.PI) {
            return turn - 2 * Math.PI;
        }
        return turn <= -Math.PI ? turn + 2 * Math.PI : turn;
    }

    int size() {
        return points.size();
    }

    double length() {
        return (points.size() - 1) * step;
    }

    double curvature(int i) {
        return curvature[i];
    }

    double slope(int i) {
        return slope[i];
    }

    Vec3 point(int i) {
        return points.point(i);
    }

    /** Metres from one point to another. */
    double lengthOf(int from, int to) {
        return (to - from) * step;
    }

    /** How far it turns between two points, positive to the left. */
    double turnOf(int from, int to) {
        double turn = 0;
        for (int i = from; i < to; i++) {
            turn += curvature[i] * step;
        }
        return turn;
    }

    double steepest(int from, int to) {
        double most = 0;
        for (int i = from; i <= to; i++) {
            most = Math.max(most, Math.abs(slope[i]));
        }
        return most;
    }

    double tightestRadius(int from, int to) {
        double most = 0;
        for (int i = from; i <= to; i++) {
            most = Math.max(most, Math.abs(curvature[i]));
        }
        return most <= 0 ? Double.POSITIVE_INFINITY : 1 / most;
    }

    Polyline3 part(int from, int to) {
        List<Vec3> out = new ArrayList<>(to - from + 1);
        for (int i = from; i <= to; i++) {
            out.add(points.point(i));
        }
        return Polyline3.of(out);
    }

    /** The lanes passed between two points. */
    List<Lane> lanesOf(int from, int to) {
        return lanes.subList(laneAt(from), laneAt(to) + 1);
    }

    /** A name for a point: the lane it lies on and the whole metres along it. */
    String nameOf(int i) {
        int k = laneAt(i);
        return lanes.get(k).id() + "-at-" + Math.max(0, Math.round(i * step - laneStarts[k]));
    }

    private int laneAt(int i) {
        int k = lanes.size() - 1;
        while (k > 0 && laneStarts[k] > i * step + 1e-6) {
            k--;
        }
        return k;
    }
}
