package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.quality.SharedPasses;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A sweep's returns against what their beams ought to have met; some of them, evenly over its shots, or those asked for. */
final class BeamSample {
    private static final int MOST_BEAMS = 4500;

    /** What moves stands still for so long. */
    private static final long SLICE_MICROS = 20_000;

    private final LidarSweep sweep;
    private final SweepShots shots;
    private final ExpectedSweeps world;
    private final Pose worldFromStart;
    private final List<Beam> beams;

    private BeamSample(Scene scene, LidarSweep sweep, SweepShots shots, ExpectedSweeps world) {
        this.sweep = sweep;
        this.shots = shots;
        this.world = world;
        this.worldFromStart = SweepGeometry.worldFromLidar(scene, shots.lidar(), sweep.startMicros());
        this.beams = cast(some());
    }

    /**
     * @param shot index of the point
     * @param fromSensor the point as seen from the sensor when it fired, world axes
     * @param along unit direction of the beam, world
     * @param range measured, {@code expected} infinite where nothing should be there
     * @param normal of what should be there
     * @param instance of what should be there
     * @param intensity measured, {@code reflectance} of what should be there when dry
     */
    record Beam(
            int shot,
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

    /** Of the run's last sweep, cast once for all checks. */
    static BeamSample of(SharedPasses passes, Scene scene, LidarSweep sweep, SweepShots shots, ExpectedSweeps world) {
        return passes.get(Last.class, Last::new).of(scene, sweep, shots, world);
    }

    private static final class Last {
        private Optional<BeamSample> sample = Optional.empty();

        BeamSample of(Scene scene, LidarSweep sweep, SweepShots shots, ExpectedSweeps world) {
            BeamSample known = sample.filter(last -> last.shots == shots)
                    .orElseGet(() -> new BeamSample(scene, sweep, shots, world));
            sample = Optional.of(known);
            return known;
        }
    }

    /** Evenly over the shots, in the order in which they were fired. */
    List<Beam> beams() {
        return beams;
    }

    private int[] some() {
        int step = Math.max(1, shots.rings() * shots.columns() / MOST_BEAMS);
        IntStream.Builder some = IntStream.builder();
        for (int column = 0; column < shots.columns(); column++) {
            for (int ring = (column * 7) % step; ring < shots.rings(); ring += step) {
                int i = shots.at()[ring * shots.columns() + column];
                if (i >= 0 && shots.range()[i] > 0) {
                    some.add(i);
                }
            }
        }
        return some.build().toArray();
    }

    /** @param indices of points, by and large in the order of their times */
    List<Beam> cast(int[] indices) {
        List<Beam> all = new ArrayList<>();
        int first = 0;
        for (int k = 1; k <= indices.length; k++) {
            if (k == indices.length || Math.abs(micros(indices[k]) - micros(indices[first])) >= SLICE_MICROS) {
                castSlice(Arrays.copyOfRange(indices, first, k), all);
                first = k;
            }
        }
        return all;
    }

    private int micros(int i) {
        return shots.points().timeMicros(i);
    }

    private void castSlice(int[] slice, List<Beam> all) {
        double[] origins = new double[3 * slice.length];
        float[] directions = new float[3 * slice.length];
        Vec3[] from = new Vec3[slice.length];
        Vec3[] along = new Vec3[slice.length];
        Vec3[] points = new Vec3[slice.length];
        for (int k = 0; k < slice.length; k++) {
            int i = slice[k];
            Vec3 origin = shots.place(i);
            points[k] = worldFromStart.transform(new Vec3(
                    shots.points().x(i), shots.points().y(i), shots.points().z(i)));
            from[k] = points[k].minus(origin);
            along[k] = from[k].normalized();
            put(origins, k, origin);
            put(directions, k, along[k]);
        }
        ExpectedSweeps.Hits hits =
                world.cast(sweep.startMicros() + micros(slice[slice.length / 2]), origins, directions);
        for (int k = 0; k < slice.length; k++) {
            int i = slice[k];
            all.add(new Beam(
                    i,
                    micros(i),
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
    float[] nearestAround(List<Beam> beams, double rim) {
        float[] nearest = new float[beams.size()];
        if (beams.isEmpty()) {
            return nearest;
        }
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        long middle = sweep.startMicros() + beams.get(beams.size() / 2).timeMicros();
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
