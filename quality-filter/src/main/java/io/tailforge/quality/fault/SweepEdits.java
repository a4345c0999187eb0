package io.tailforge.quality.fault;

import static io.tailforge.quality.fault.Parameter.figure;
import static io.tailforge.quality.fault.Parameter.word;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.sensor.Lidar;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Edits of a LiDAR's sweeps. */
public final class SweepEdits implements Edit.Provider {
    @Override
    public List<Edit> edits() {
        return List.of(
                new Edit(
                        "skew-sweeps",
                        "points are not compensated for a motion of so many m/s forward",
                        List.of(figure("speed", 0, 60)),
                        SweepEdits::skew),
                new Edit(
                        "move-lidar",
                        "points are turned about the sensor's axis and lifted, either way",
                        List.of(figure("degrees", 0, 180, 0), figure("metres", 0, 10, 0)),
                        SweepEdits::move),
                new Edit(
                        "shift-sweeps",
                        "each sweep shows the points of one that came so many sweeps later or earlier",
                        List.of(figure("sweeps", 1, 1000)),
                        SweepEdits::shift),
                new Edit(
                        "break-rings",
                        "rings are exchanged, or dead",
                        List.of(word("how", "permuted", "dead"), figure("rings", 1, 256)),
                        SweepEdits::rings),
                new Edit(
                        "blind-sector",
                        "no points in a sector of azimuth",
                        List.of(figure("degrees", 0.1, 180)),
                        SweepEdits::sector),
                new Edit(
                        "scale-intensity",
                        "intensity is off by a factor",
                        List.of(figure("factor", 0, 16)),
                        SweepEdits::intensity),
                new Edit(
                        "add-range-noise",
                        "ranges are off by a random length, in metres",
                        List.of(figure("sigma", 0, 10)),
                        SweepEdits::noise),
                new Edit(
                        "remove-actor-points",
                        "an actor of at least so many points in some sweep has none",
                        List.of(figure("points", 1, 100_000, 20)),
                        SweepActors::remove),
                new Edit(
                        "add-ghost-points",
                        "the points of an actor, again some metres beside it",
                        List.of(figure("points", 1, 100_000, 20), figure("metres", 1, 50, 6)),
                        SweepActors::ghost));
    }

    private static Placed skew(Site site, Settings settings) {
        double speed = settings.figure("speed");
        return everySweep(
                site,
                (index, before) -> SweepChanges.moved(before, (i, p) -> p[0] -= speed * before.timeMicros(i) * 1e-6));
    }

    private static Placed move(Site site, Settings settings) {
        double sign = site.random().nextBoolean() ? 1 : -1;
        UnaryOperator<Sweeps> turned = SweepChanges.turned(sign * StrictMath.toRadians(settings.figure("degrees")));
        UnaryOperator<Sweeps> lifted = SweepChanges.lifted(sign * settings.figure("metres"));
        Lidar lidar = site.anyLidar();
        return new Placed(
                new Fault.Recast(lidar.name(), sweeps -> lifted.apply(turned.apply(sweeps))), Place.of(lidar.name()));
    }

    private static Placed shift(Site site, Settings settings) {
        site.requireMoving();
        Lidar lidar = site.anyLidar();
        int count = site.sweeps(lidar.name());
        int by = settings.count("sweeps");
        if (by >= count) {
            throw new NoPlaceException("the clip has only " + count + " sweeps");
        }
        return new Placed(
                new Fault.Recast(
                        lidar.name(), SweepChanges.relabelled(i -> i + by < count ? i + by : i - by >= 0 ? i - by : i)),
                Place.of(lidar.name()));
    }

    private static Placed rings(Site site, Settings settings) {
        Lidar lidar = site.anyLidar();
        int wanted = settings.count("rings");
        int[] rings = busyRings(site, lidar.name());
        if (rings.length < wanted + 1) {
            throw new NoPlaceException("the LiDAR has only " + rings.length + " rings with points");
        }
        int start = site.random().nextInt(rings.length - wanted);
        int[] chosen = Arrays.copyOfRange(rings, start, start + wanted + 1);
        boolean dead = settings.word("how").equals("dead");
        return everySweep(
                site, lidar, (index, before) -> dead ? without(before, chosen, wanted) : permuted(before, chosen));
    }

    /** Rings with a good share of the points, in order. */
    private static int[] busyRings(Site site, String lidar) {
        SweepPoints points = site.sweep(lidar, 0);
        int[] counts = new int[1 << 16];
        for (int i = 0; i < points.count(); i++) {
            counts[points.ring(i)]++;
        }
        int most = Arrays.stream(counts).max().orElse(0);
        return java.util.stream.IntStream.range(0, counts.length)
                .filter(ring -> counts[ring] > 0.5 * most)
                .toArray();
    }

    private static SweepPoints without(SweepPoints before, int[] rings, int count) {
        return before.select(i -> Arrays.binarySearch(rings, 0, count, before.ring(i)) < 0);
    }

    /** Each chosen ring is called by the next one's number, the last by the first's. */
    private static SweepPoints permuted(SweepPoints before, int[] rings) {
        int[] other = new int[before.count()];
        for (int i = 0; i < other.length; i++) {
            int at = Arrays.binarySearch(rings, before.ring(i));
            other[i] = at < 0 ? before.ring(i) : rings[(at + 1) % rings.length];
        }
        return before.withRings(other);
    }

    private static Placed sector(Site site, Settings settings) {
        double width = StrictMath.toRadians(settings.figure("degrees"));
        double start = site.random().nextDouble(-Math.PI, Math.PI - width);
        return everySweep(
                site,
                (index, before) -> before.select(i -> {
                    double azimuth = StrictMath.atan2(before.y(i), before.x(i));
                    return azimuth < start || azimuth > start + width;
                }));
    }

    private static Placed intensity(Site site, Settings settings) {
        double factor = settings.figure("factor");
        return everySweep(site, (index, before) -> {
            byte[] other = new byte[before.count()];
            for (int i = 0; i < other.length; i++) {
                other[i] = (byte) Math.clamp(Math.round(before.intensity(i) * factor), 0, 255);
            }
            return before.withIntensity(other);
        });
    }

    private static Placed noise(Site site, Settings settings) {
        double sigma = settings.figure("sigma");
        long seed = site.random().nextLong();
        return everySweep(site, (index, before) -> {
            SplittableRandom random = new SplittableRandom(seed + index);
            return SweepChanges.moved(before, (i, p) -> {
                double range = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
                double factor = range > 0 ? 1 + sigma * random.nextGaussian() / range : 1;
                for (int k = 0; k < 3; k++) {
                    p[k] *= factor;
                }
            });
        });
    }

    private static Placed everySweep(Site site, SweepChanges.Each change) {
        return everySweep(site, site.anyLidar(), change);
    }

    private static Placed everySweep(Site site, Lidar lidar, SweepChanges.Each change) {
        return new Placed(new Fault.Recast(lidar.name(), SweepChanges.each(change)), Place.of(lidar.name()));
    }
}
