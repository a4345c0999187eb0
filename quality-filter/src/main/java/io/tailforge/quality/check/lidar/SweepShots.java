package io.tailforge.quality.check.lidar;

import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Lidar;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sweep's points as its shots measured them: the compensation for the ego's motion taken back by the scene's own motion, in
 * the sensor's frame at the time of each shot. Metres and radians. Do not change the arrays.
 *
 * @param range NaN where a coordinate is no number
 * @param xyz packed, from the sensor when it fired
 * @param places of the sensor every {@link #KNOT_MICROS}, packed, world
 * @param at point of a ring and column ({@code ring * columns + column}), the first of its returns; -1: none
 */
record SweepShots(
        SweepPoints points,
        Lidar lidar,
        float[] range,
        float[] xyz,
        double[] places,
        int rings,
        int columns,
        int[] at) {
    private static final long KNOT_MICROS = 2000;
    private static final int MOST_KNOTS = 1000;

    /** Shots that meet one thing differ by no more, metres. */
    private static final float NEIGHBOUR = 0.5f;

    /** What a sensor fires in a revolution at the very most. */
    private static final long MOST_SHOTS = 4_000_000;

    /** Of the run's last sweep, worked out once for all checks; empty where rings and columns are no sensor's. */
    static Optional<SweepShots> of(SharedPasses passes, Scene scene, LidarSweep sweep, SweepPoints points) {
        return passes.get(Last.class, Last::new).of(scene, sweep, points);
    }

    private static final class Last {
        private Optional<SweepPoints> of = Optional.empty();
        private Optional<SweepShots> shots = Optional.empty();

        Optional<SweepShots> of(Scene scene, LidarSweep sweep, SweepPoints points) {
            if (of.filter(last -> last == points).isEmpty()) {
                of = Optional.of(points);
                shots = SweepShots.of(scene, sweep, points);
            }
            return shots;
        }
    }

    static Optional<SweepShots> of(Scene scene, LidarSweep sweep, SweepPoints points) {
        int rings = 0;
        int columns = 0;
        for (int i = 0; i < points.count(); i++) {
            rings = Math.max(rings, points.ring(i) + 1);
            columns = Math.max(columns, points.column(i) + 1);
        }
        if ((long) rings * columns > MOST_SHOTS) {
            return Optional.empty();
        }
        int[] at = new int[rings * columns];
        Arrays.fill(at, -1);
        for (int i = 0; i < points.count(); i++) {
            int cell = points.ring(i) * columns + points.column(i);
            if (at[cell] < 0 || points.returnIndex(i) < points.returnIndex(at[cell])) {
                at[cell] = i;
            }
        }
        Lidar lidar = SweepGeometry.getLidar(scene, sweep);
        int n = points.count();
        Pose[] poses = poses(scene, lidar, sweep.startMicros());
        SweepShots shots =
                new SweepShots(points, lidar, new float[n], new float[3 * n], places(poses), rings, columns, at);
        shots.measure(knots(poses));
        return Optional.of(shots);
    }

    /** Where the sensor is at times through the sweep. */
    private static Pose[] poses(Scene scene, Lidar lidar, long start) {
        int count = (int) Math.clamp(Math.ceil(1e6 / lidar.rateHz() / KNOT_MICROS), 1, MOST_KNOTS);
        Pose[] poses = new Pose[count + 1];
        Arrays.setAll(poses, k -> SweepGeometry.worldFromLidar(scene, lidar, start + k * KNOT_MICROS));
        return poses;
    }

    private static double[] places(Pose[] poses) {
        double[] places = new double[3 * poses.length];
        for (int k = 0; k < poses.length; k++) {
            Vec3 at = poses[k].translation();
            places[3 * k] = at.x();
            places[3 * k + 1] = at.y();
            places[3 * k + 2] = at.z();
        }
        return places;
    }

    /** Row-major transforms from the sensor at the sweep's start to the sensor at those times. */
    private static double[][] knots(Pose[] poses) {
        double[][] knots = new double[poses.length][];
        Arrays.setAll(knots, k -> poses[k].inverse().times(poses[0]).toMatrix());
        return knots;
    }

    private void measure(double[][] knots) {
        double[] m = new double[12];
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < range.length; i++) {
            int micros = points.timeMicros(i);
            if (micros != last) {
                interpolate(knots, micros, m);
                last = micros;
            }
            double x = points.x(i);
            double y = points.y(i);
            double z = points.z(i);
            double rawX = m[0] * x + m[1] * y + m[2] * z + m[3];
            double rawY = m[4] * x + m[5] * y + m[6] * z + m[7];
            double rawZ = m[8] * x + m[9] * y + m[10] * z + m[11];
            double distance = Math.sqrt(rawX * rawX + rawY * rawY + rawZ * rawZ);
            range[i] = Double.isFinite(distance) ? (float) distance : Float.NaN;
            xyz[3 * i] = (float) rawX;
            xyz[3 * i + 1] = (float) rawY;
            xyz[3 * i + 2] = (float) rawZ;
        }
    }

    private static void interpolate(double[][] knots, int micros, double[] m) {
        double time = Math.clamp((double) micros / KNOT_MICROS, 0, knots.length - 1.0);
        int k = Math.min((int) time, knots.length - 2);
        for (int j = 0; j < 12; j++) {
            m[j] = knots[k][j] + (time - k) * (knots[k + 1][j] - knots[k][j]);
        }
    }

    /** Counter-clockwise from straight ahead. */
    double azimuth(int i) {
        return Math.atan2(xyz[3 * i + 1], xyz[3 * i]);
    }

    double elevation(int i) {
        return Math.atan2(xyz[3 * i + 2], Math.sqrt(xyz[3 * i] * xyz[3 * i] + xyz[3 * i + 1] * xyz[3 * i + 1]));
    }

    /** Where the sensor was when it fired, world. */
    Vec3 place(int i) {
        int last = places.length / 3 - 1;
        double time = Math.clamp((double) points.timeMicros(i) / KNOT_MICROS, 0, last);
        int k = 3 * Math.min((int) time, last - 1);
        double share = time - k / 3;
        return new Vec3(
                places[k] + share * (places[k + 3] - places[k]),
                places[k + 1] + share * (places[k + 4] - places[k + 1]),
                places[k + 2] + share * (places[k + 5] - places[k + 2]));
    }

    int count() {
        return range.length;
    }

    /** Whether the shot before or after in its ring met something about as far. */
    boolean goesOn(int i) {
        int ring = points.ring(i);
        int column = points.column(i);
        float before = rangeAt(ring, (column + columns - 1) % columns);
        float after = rangeAt(ring, (column + 1) % columns);
        return Math.abs(before - range[i]) < NEIGHBOUR || Math.abs(after - range[i]) < NEIGHBOUR;
    }

    /** Range of the first return of a ring in a column; NaN where there is none. */
    float rangeAt(int ring, int column) {
        int i = at[ring * columns + column];
        return i < 0 ? Float.NaN : range[i];
    }
}
