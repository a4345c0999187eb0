package io.tailforge.quality.check.lidar;

import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.Lidar;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sweep's points as its shots measured them: the compensation for the ego's motion taken back by the scene's own motion, in
 * the sensor's frame at the time of each shot. Metres and radians. Do not change the arrays.
 *
 * @param range NaN where a coordinate is no number
 * @param azimuth counter-clockwise from straight ahead
 * @param at point of a ring and column ({@code ring * columns + column}), the first of its returns; -1: none
 */
record SweepShots(
        SweepPoints points,
        Lidar lidar,
        float[] range,
        float[] azimuth,
        float[] elevation,
        int rings,
        int columns,
        int[] at) {
    private static final long KNOT_MICROS = 2000;
    private static final int MOST_KNOTS = 1000;

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
        SweepShots shots = new SweepShots(points, lidar, new float[n], new float[n], new float[n], rings, columns, at);
        shots.measure(knots(scene, lidar, sweep.startMicros()));
        return Optional.of(shots);
    }

    /** Row-major transforms from the sensor at the sweep's start to the sensor at times through the sweep. */
    private static double[][] knots(Scene scene, Lidar lidar, long start) {
        Pose worldFromStart = SweepGeometry.worldFromLidar(scene, lidar, start);
        int count = (int) Math.clamp(Math.ceil(1e6 / lidar.rateHz() / KNOT_MICROS), 1, MOST_KNOTS);
        double[][] knots = new double[count + 1][];
        for (int k = 0; k <= count; k++) {
            Pose worldFromNow = SweepGeometry.worldFromLidar(scene, lidar, start + k * KNOT_MICROS);
            knots[k] = worldFromNow.inverse().times(worldFromStart).toMatrix();
        }
        return knots;
    }

    private void measure(double[][] knots) {
        double[] m = new double[12];
        for (int i = 0; i < range.length; i++) {
            double time = Math.clamp((double) points.timeMicros(i) / KNOT_MICROS, 0, knots.length - 1.0);
            int k = Math.min((int) time, knots.length - 2);
            for (int j = 0; j < 12; j++) {
                m[j] = knots[k][j] + (time - k) * (knots[k + 1][j] - knots[k][j]);
            }
            double x = points.x(i);
            double y = points.y(i);
            double z = points.z(i);
            double rawX = m[0] * x + m[1] * y + m[2] * z + m[3];
            double rawY = m[4] * x + m[5] * y + m[6] * z + m[7];
            double rawZ = m[8] * x + m[9] * y + m[10] * z + m[11];
            double level = rawX * rawX + rawY * rawY;
            double distance = Math.sqrt(level + rawZ * rawZ);
            range[i] = Double.isFinite(distance) ? (float) distance : Float.NaN;
            azimuth[i] = (float) Math.atan2(rawY, rawX);
            elevation[i] = (float) Math.atan2(rawZ, Math.sqrt(level));
        }
    }

    int count() {
        return range.length;
    }

    /** Range of the first return of a ring in a column; NaN where there is none. */
    float rangeAt(int ring, int column) {
        int i = at[ring * columns + column];
        return i < 0 ? Float.NaN : range[i];
    }
}
