package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.OptionalDouble;

/** A vehicle that follows its path and minds its speed: a body with a place along the path, step by step. */
final class Driver {
    private static final double CURVE_ACCELERATION = 2.2;
    private static final double EASY_BRAKING = 1.5;

    private final Body body;
    private final DrivePath path;
    private final List<StopLine> stopLines;
    private final double start;
    private final double[] wished;
    private final boolean staysOnMap;
    private final double[] s;
    private final double[] v;
    private final double[] a;

    /** Where the path enters a controlled junction. @param laneId the lane whose light counts */
    record StopLine(double s, String laneId) {}

    /** @param wish how fast it would like to go where nothing hinders, as a factor of the limit and a cap */
    record Wish(OptionalDouble speed, double limitFactor, double cap) {}

    /** @param staysOnMap stops where the path ends; else it leaves the scene there */
    Driver(Body body, DrivePath path, List<StopLine> stopLines, double start, Wish wish, boolean staysOnMap) {
        this.body = body;
        this.path = path;
        this.stopLines = List.copyOf(stopLines);
        this.start = start;
        this.staysOnMap = staysOnMap;
        this.wished = wishedSpeeds(path, wish, staysOnMap ? body.length() / 2 : 0);
        s = new double[body.steps()];
        v = new double[body.steps()];
        a = new double[body.steps()];
    }

    private static double[] wishedSpeeds(DrivePath path, Wish wish, double endMargin) {
        double[] speeds = new double[path.size()];
        for (int i = 0; i < speeds.length; i++) {
            double straight = wish.speed().orElse(path.limit(i) * wish.limitFactor());
            double curve = Math.sqrt(CURVE_ACCELERATION / Math.max(1e-6, Math.abs(path.curvature(i))));
            speeds[i] = Math.min(wish.cap(), Math.min(straight, curve));
        }
        int standing = (int) Math.ceil(endMargin / DrivePath.STEP);
        for (int i = Math.max(0, speeds.length - standing); i < speeds.length && endMargin > 0; i++) {
            speeds[i] = 0;
        }
        for (int i = speeds.length - 2; i >= 0; i--) {
            double reachable = Math.sqrt(speeds[i + 1] * speeds[i + 1] + 2 * EASY_BRAKING * DrivePath.STEP);
            speeds[i] = Math.min(speeds[i], reachable);
        }
        return speeds;
    }

    Body body() {
        return body;
    }

    DrivePath path() {
        return path;
    }

    List<StopLine> stopLines() {
        return stopLines;
    }

    double start() {
        return start;
    }

    double wishedAt(double distance) {
        return wished[path.indexOf(distance)];
    }

    double distanceAt(int step) {
        return s[step];
    }

    double frontAt(int step) {
        return s[step] + body.length() / 2;
    }

    double rearAt(int step) {
        return s[step] - body.length() / 2;
    }

    double speedAt(int step) {
        return v[step];
    }

    double accelerationAt(int step) {
        return a[step];
    }

    void begin(double speed) {
        s[0] = start;
        v[0] = speed;
        place(0);
    }

    /** Goes on from a step to the next one with one acceleration; never backwards. */
    void advance(int step, double acceleration) {
        double dt = Body.STEP_MICROS * 1e-6;
        a[step] = acceleration;
        s[step + 1] = distanceAfter(step, dt);
        v[step + 1] = Math.max(0, v[step] + acceleration * dt);
        place(step + 1);
    }

    private double distanceAfter(int step, double seconds) {
        boolean stops = v[step] + a[step] * seconds < 0;
        double t = stops ? -v[step] / a[step] : seconds;
        return s[step] + v[step] * t + a[step] * t * t / 2;
    }

    private void place(int step) {
        if (!staysOnMap && s[step] > path.length() - body.length() / 2) {
            body.remove(step);
        } else {
            body.put(step, path.poseAt(s[step], 0), v[step]);
        }
    }

    /** Pose of a point of the body this far ahead of its middle, at any time. */
    Pose poseAt(long timestampMicros, double ahead) {
        int step = (int) Math.min(s.length - 2, timestampMicros / Body.STEP_MICROS);
        double seconds = (timestampMicros - step * Body.STEP_MICROS) * 1e-6;
        return path.poseAt(distanceAfter(step, seconds), ahead);
    }

    /** Distance along the path of the place nearest to a point, between two distances; and how far off it is. */
    Nearest nearest(Vec3 point, double from, double to) {
        int best = -1;
        double bestSquare = Double.MAX_VALUE;
        for (int i = path.indexOf(from); i <= path.indexOf(to); i += 2) {
            double dx = path.x(i) - point.x();
            double dy = path.y(i) - point.y();
            double square = dx * dx + dy * dy;
            if (square < bestSquare && Math.abs(path.z(i) - point.z()) < 3) {
                bestSquare = square;
                best = i;
            }
        }
        return best < 0
                ? new Nearest(0, 0, Double.MAX_VALUE)
                : new Nearest(best, best * DrivePath.STEP, Math.sqrt(bestSquare));
    }

    record Nearest(int index, double s, double distance) {}
}
