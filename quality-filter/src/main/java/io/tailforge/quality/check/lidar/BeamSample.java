package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some of a sweep's returns, evenly over its shots, with what their beams ought to have met. */
record BeamSample(List<Beam> beams, int step) {
    private static final int MOST_BEAMS = 9000;

    /** What moves stands still for so long. */
    private static final long SLICE_MICROS = 20_000;

    /**
     * @param fromSensor the point as seen from the sensor when it fired, world axes
     * @param along unit direction of the beam, world
     * @param range measured, {@code expected} infinite where nothing should be there
     * @param normal of what should be there
     * @param instance of what should be there
     * @param intensity measured, {@code reflectance} of what should be there when dry
     */
    record Beam(
            int timeMicros,
            Vec3 point,
            Vec3 fromSensor,
            Vec3 along,
            double range,
            double expected,
            double[] normal,
            int instance,
            int intensity,
            double reflectance) {
        /** Measured less expected. */
        double excess() {
            return range - expected;
        }

        double cosine() {
            return Math.abs(normal[0] * along.x() + normal[1] * along.y() + normal[2] * along.z());
        }
    }

    static BeamSample of(Scene scene, LidarSweep sweep, SweepShots shots, ExpectedSweeps world) {
        int step = Math.max(1, shots.rings() * shots.columns() / MOST_BEAMS);
        Pose worldFromStart = SweepGeometry.worldFromLidar(scene, shots.lidar(), sweep.startMicros());
        List<Beam> beams = new ArrayList<>();
        List<Integer> slice = new ArrayList<>();
        long sliceEnd = SLICE_MICROS;
        for (int column = 0; column < shots.columns(); column++) {
            for (int ring = (column * 7) % step; ring < shots.rings(); ring += step) {
                int i = shots.at()[ring * shots.columns() + column];
                if (i < 0 || Float.isNaN(shots.range()[i]) || shots.range()[i] == 0) {
                    continue;
                }
                if (shots.points().timeMicros(i) >= sliceEnd) {
                    cast(scene, sweep, shots, world, worldFromStart, slice, beams);
                    slice.clear();
                    sliceEnd = shots.points().timeMicros(i) + SLICE_MICROS;
                }
                slice.add(i);
            }
        }
        cast(scene, sweep, shots, world, worldFromStart, slice, beams);
        return new BeamSample(beams, step);
    }

    private static void cast(
            Scene scene,
            LidarSweep sweep,
            SweepShots shots,
            ExpectedSweeps world,
            Pose worldFromStart,
            List<Integer> slice,
            List<Beam> beams) {
        if (slice.isEmpty()) {
            return;
        }
        double[] origins = new double[3 * slice.size()];
        float[] directions = new float[3 * slice.size()];
        Vec3[] from = new Vec3[slice.size()];
        Vec3[] along = new Vec3[slice.size()];
        Vec3[] points = new Vec3[slice.size()];
        for (int k = 0; k < slice.size(); k++) {
            int i = slice.get(k);
            long time = sweep.startMicros() + shots.points().timeMicros(i);
            Vec3 origin =
                    SweepGeometry.worldFromLidar(scene, shots.lidar(), time).translation();
            points[k] = worldFromStart.transform(new Vec3(
                    shots.points().x(i), shots.points().y(i), shots.points().z(i)));
            from[k] = points[k].minus(origin);
            along[k] = from[k].normalized();
            put(origins, k, origin);
            put(directions, k, along[k]);
        }
        int middle = slice.get(slice.size() / 2);
        ExpectedSweeps.Hits hits =
                world.cast(sweep.startMicros() + shots.points().timeMicros(middle), origins, directions);
        for (int k = 0; k < slice.size(); k++) {
            int i = slice.get(k);
            beams.add(new Beam(
                    shots.points().timeMicros(i),
                    points[k],
                    from[k],
                    along[k],
                    shots.range()[i],
                    hits.range()[k],
                    new double[] {hits.normals()[3 * k], hits.normals()[3 * k + 1], hits.normals()[3 * k + 2]},
                    hits.instance()[k],
                    shots.points().intensity(i),
                    hits.reflectance()[k]));
        }
    }

    /** The nearest that four rays about each beam's axis should meet, metres. @param rim from the axis, radians */
    static float[] nearestAround(List<Beam> beams, long startMicros, double rim, ExpectedSweeps world) {
        float[] nearest = new float[beams.size()];
        if (beams.isEmpty()) {
            return nearest;
        }
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        long middle = startMicros + beams.get(beams.size() / 2).timeMicros();
        double[] origins = new double[3 * beams.size()];
        float[] directions = new float[3 * beams.size()];
        for (int part = 0; part < 4; part++) {
            for (int k = 0; k < beams.size(); k++) {
                Beam beam = beams.get(k);
                Vec3 side = beam.along().cross(Vec3.UP).normalized();
                Vec3 off = (part < 2 ? side : side.cross(beam.along())).times(part % 2 == 0 ? rim : -rim);
                put(origins, k, beam.point().minus(beam.fromSensor()));
                put(directions, k, beam.along().plus(off).normalized());
            }
            float[] range = world.cast(middle, origins, directions).range();
            for (int k = 0; k < nearest.length; k++) {
                nearest[k] = Math.min(nearest[k], range[k]);
            }
        }
        return nearest;
    }

    private static void put(double[] packed, int k, Vec3 value) {
        packed[3 * k] = value.x();
        packed[3 * k + 1] = value.y();
        packed[3 * k + 2] = value.z();
    }

    private static void put(float[] packed, int k, Vec3 value) {
        packed[3 * k] = (float) value.x();
        packed[3 * k + 1] = (float) value.y();
        packed[3 * k + 2] = (float) value.z();
    }
}
