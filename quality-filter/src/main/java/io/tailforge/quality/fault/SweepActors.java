package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.sensor.Lidar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
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
                .map(Map.Entry::getKey)
                .toList();
        if (good.isEmpty()) {
            throw new NoPlaceException("no actor has " + least + " points in half of the sweeps");
        }
        return good.get(site.random().nextInt(good.size()));
    }

    /**
     * The shots that met the actor again, so many columns on that they show it about so far beside it, as a sensor would that
     * saw one more: in place of what those shots met farther off, and where they met nothing nearer.
     */
    private static SweepPoints doubled(SweepPoints before, int actor, double metres) {
        int columns = columns(before);
        double perColumn = radiansPerColumn(before, columns);
        int[] own = IntStream.range(0, before.count())
                .filter(i -> before.instance(i) == actor + 1 && before.returnIndex(i) == 0)
                .toArray();
        double distance =
                IntStream.of(own).mapToDouble(i -> range(before, i)).average().orElse(1);
        int on = (int) Math.round(metres / distance / Math.abs(perColumn));
        Map<Integer, Integer> shown = new TreeMap<>();
        for (int i : own) {
            shown.put(shot(before.ring(i), Math.floorMod(before.column(i) + on, columns)), i);
        }
        for (int i = 0; i < before.count(); i++) {
            int shot = shot(before.ring(i), before.column(i));
            Integer ghost = shown.get(shot);
            if (ghost != null && range(before, i) < range(before, ghost)) {
                shown.remove(shot);
            }
        }
        SweepPoints left = before.select(i -> !shown.containsKey(shot(before.ring(i), before.column(i))));
        int[] again = shown.values().stream().mapToInt(Integer::intValue).toArray();
        int[] at = shown.keySet().stream().mapToInt(shot -> shot & 0xffff).toArray();
        return joined(left, turned(before, again, at, on * perColumn, timeOfColumns(before, columns)));
    }

    private static int shot(int ring, int column) {
        return ring << 16 | column;
    }

    private static double range(SweepPoints points, int i) {
        return Math.sqrt((double) points.x(i) * points.x(i)
                + (double) points.y(i) * points.y(i)
                + (double) points.z(i) * points.z(i));
    }

    private static int columns(SweepPoints points) {
        return 1 + IntStream.range(0, points.count()).map(points::column).max().orElse(0);
    }

    /** A full turn's share, and which way the sensor turns, by the points that are neighbours in the file. */
    private static double radiansPerColumn(SweepPoints points, int columns) {
        double onward = 0;
        for (int i = 1; i < points.count(); i++) {
            int step = points.column(i) - points.column(i - 1);
            double sine = (double) points.x(i - 1) * points.y(i) - (double) points.y(i - 1) * points.x(i);
            onward += Math.abs(step) == 1 ? step * Math.signum(sine) : 0;
        }
        return (onward < 0 ? -2 : 2) * Math.PI / columns;
    }

    private static int[] timeOfColumns(SweepPoints points, int columns) {
        int[] times = new int[columns];
        for (int i = 0; i < points.count(); i++) {
            times[points.column(i)] = points.timeMicros(i);
        }
        for (int column = 1; column < columns; column++) {
            times[column] = Math.max(times[column], times[column - 1]);
        }
        return times;
    }

    /** Some points about the sensor's axis, nobody's. @param at their columns */
    private static SweepPoints turned(SweepPoints points, int[] some, int[] at, double radians, int[] times) {
        int n = some.length;
        float[] xyz = new float[3 * n];
        byte[] intensity = new byte[n];
        double cos = StrictMath.cos(radians);
        double sin = StrictMath.sin(radians);
        for (int k = 0; k < n; k++) {
            int i = some[k];
            xyz[3 * k] = (float) (cos * points.x(i) - sin * points.y(i));
            xyz[3 * k + 1] = (float) (sin * points.x(i) + cos * points.y(i));
            xyz[3 * k + 2] = points.z(i);
            intensity[k] = (byte) points.intensity(i);
        }
        return SweepPoints.of(
                xyz,
                intensity,
                IntStream.of(some).map(points::ring).toArray(),
                at,
                IntStream.of(at).map(column -> times[column]).toArray(),
                new int[n],
                new byte[n],
                points.worldFromLidar(),
                points.startMicros());
    }

    private static SweepPoints joined(SweepPoints a, SweepPoints b) {
        int n = a.count();
        float[] xyz = Arrays.copyOf(a.toXyz(), 3 * (n + b.count()));
        System.arraycopy(b.toXyz(), 0, xyz, 3 * n, 3 * b.count());
        byte[] intensity = new byte[n + b.count()];
        byte[] returns = new byte[n + b.count()];
        for (int i = 0; i < intensity.length; i++) {
            intensity[i] = (byte) (i < n ? a.intensity(i) : b.intensity(i - n));
            returns[i] = (byte) (i < n ? a.returnIndex(i) : b.returnIndex(i - n));
        }
        return SweepPoints.of(
                xyz,
                intensity,
                both(a, b, SweepPoints::ring),
                both(a, b, SweepPoints::column),
                both(a, b, SweepPoints::timeMicros),
                both(a, b, SweepPoints::instance),
                returns,
                a.worldFromLidar(),
                a.startMicros());
    }

    private static int[] both(SweepPoints a, SweepPoints b, ToIntBiFunction<SweepPoints, Integer> value) {
        return IntStream.range(0, a.count() + b.count())
                .map(i -> i < a.count() ? value.applyAsInt(a, i) : value.applyAsInt(b, i - a.count()))
                .toArray();
    }
}
