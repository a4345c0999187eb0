package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.sensor.Lidar;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Edits of the points of one actor. */
final class SweepActors {
    private SweepActors() {}

    static Placed remove(Site site, Settings settings) {
        Lidar lidar = site.anyLidar();
        int actor = anyActor(site, lidar, settings.count("points"));
        return new Placed(new Fault.MissingActor(lidar.name(), actor), Place.of(lidar.name()));
    }

    static Placed ghost(Site site, Settings settings) {
        Lidar lidar = site.anyLidar();
        int actor = anyActor(site, lidar, settings.count("points"));
        double metres = settings.figure("metres") * (site.random().nextBoolean() ? 1 : -1);
        SweepChanges.Each change = (index, before) -> doubled(before, actor, metres);
        return new Placed(new Fault.Recast(lidar.name(), SweepChanges.each(change)), Place.of(lidar.name()));
    }

    /** One that a good part of the sweeps shows with so many points. */
    private static int anyActor(Site site, Lidar lidar, int least) {
        TreeMap<Integer, Integer> shown = new TreeMap<>();
        int sweeps = site.sweeps(lidar.name());
        for (int index = 0; index < sweeps; index++) {
            SweepPoints points = site.sweep(lidar.name(), index);
            int[] counts = new int[site.scene().actors().size() + 1];
            for (int i = 0; i < points.count(); i++) {
                counts[Math.min(points.instance(i), counts.length - 1)]++;
            }
            for (int actor = 0; actor + 1 < counts.length; actor++) {
                if (counts[actor + 1] >= least) {
                    shown.merge(actor, 1, Integer::sum);
                }
            }
        }
        List<Integer> good = shown.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() >= sweeps)
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (good.isEmpty()) {
            throw new NoPlaceException("no actor has " + least + " points in half of the sweeps");
        }
        return good.get(site.random().nextInt(good.size()));
    }

    /** The actor's points again, moved square to the way to the sensor, as if nobody knew of them. */
    private static SweepPoints doubled(SweepPoints before, int actor, double metres) {
        int[] own = IntStream.range(0, before.count())
                .filter(i -> before.instance(i) == actor + 1)
                .toArray();
        int n = before.count();
        float[] xyz = java.util.Arrays.copyOf(before.toXyz(), 3 * (n + own.length));
        double[] square = square(before, own);
        for (int k = 0; k < own.length; k++) {
            xyz[3 * (n + k)] = (float) (before.x(own[k]) + metres * square[0]);
            xyz[3 * (n + k) + 1] = (float) (before.y(own[k]) + metres * square[1]);
            xyz[3 * (n + k) + 2] = before.z(own[k]);
        }
        byte[] intensity = new byte[n + own.length];
        byte[] returns = new byte[n + own.length];
        for (int i = 0; i < intensity.length; i++) {
            intensity[i] = (byte) before.intensity(source(i, n, own));
            returns[i] = (byte) before.returnIndex(source(i, n, own));
        }
        return SweepPoints.of(
                xyz,
                intensity,
                IntStream.range(0, n + own.length)
                        .map(i -> before.ring(source(i, n, own)))
                        .toArray(),
                IntStream.range(0, n + own.length)
                        .map(i -> before.column(source(i, n, own)))
                        .toArray(),
                IntStream.range(0, n + own.length)
                        .map(i -> before.timeMicros(source(i, n, own)))
                        .toArray(),
                IntStream.range(0, n + own.length)
                        .map(i -> i < n ? before.instance(i) : 0)
                        .toArray(),
                returns,
                before.worldFromLidar(),
                before.startMicros());
    }

    private static int source(int i, int n, int[] own) {
        return i < n ? i : own[i - n];
    }

    /** The level direction square to the way from the sensor to the points' middle. */
    private static double[] square(SweepPoints points, int[] own) {
        double x = IntStream.of(own).mapToDouble(points::x).average().orElse(1);
        double y = IntStream.of(own).mapToDouble(points::y).average().orElse(0);
        double norm = Math.max(1e-6, Math.hypot(x, y));
        return new double[] {-y / norm, x / norm};
    }
}
