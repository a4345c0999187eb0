package io.tailforge.quality.check.lidar;

import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.lidar.SweepPoints;
import java.util.Optional;

/**
 * A sweep's points in the sensor's frame at the sweep's start, sorted by direction so that who looks at one box need not look
 * at all. Metres. Do not change the arrays.
 *
 * @param xyz packed
 * @param range from the sensor's place at the sweep's start
 * @param order point indices, sector by sector; those of sector s from {@code starts[s]} to {@code starts[s + 1]}
 */
record SweepCloud(SweepPoints points, float[] xyz, float[] range, int[] order, int[] starts) {
    static final int SECTORS = 64;

    /** Of the run's last sweep, worked out once for all checks. */
    static SweepCloud of(SharedPasses passes, SweepPoints points) {
        return passes.get(Last.class, Last::new).of(points);
    }

    private static final class Last {
        private Optional<SweepCloud> cloud = Optional.empty();

        SweepCloud of(SweepPoints points) {
            SweepCloud known = cloud.filter(last -> last.points == points).orElseGet(() -> SweepCloud.of(points));
            cloud = Optional.of(known);
            return known;
        }
    }

    private static SweepCloud of(SweepPoints points) {
        float[] xyz = points.toXyz();
        int count = points.count();
        float[] range = new float[count];
        byte[] sector = new byte[count];
        int[] starts = new int[SECTORS + 1];
        for (int i = 0; i < count; i++) {
            float x = xyz[3 * i];
            float y = xyz[3 * i + 1];
            float z = xyz[3 * i + 2];
            range[i] = (float) Math.sqrt(x * x + y * y + z * z);
            sector[i] = (byte) sectorOf(x, y);
            starts[sector[i] + 1]++;
        }
        for (int s = 0; s < SECTORS; s++) {
            starts[s + 1] += starts[s];
        }
        int[] next = starts.clone();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[sector[i]]++] = i;
        }
        return new SweepCloud(points, xyz, range, order, starts);
    }

    int count() {
        return range.length;
    }

    /** Sectors grow with azimuth, counter-clockwise from straight back, and are nearly alike. */
    static int sectorOf(double x, double y) {
        double sum = Math.abs(x) + Math.abs(y);
        double ahead = sum > 0 ? y / sum : 0;
        double turn = x >= 0 ? 2 + ahead : y < 0 ? -ahead : 4 - ahead;
        return Math.min(SECTORS - 1, (int) (turn * SECTORS / 4));
    }

    /** The sector in which a direction lies. */
    private static int sectorAt(double azimuth) {
        return sectorOf(Math.cos(azimuth), Math.sin(azimuth));
    }

    /** Sectors, from the first on counter-clockwise, that a view of some width about an azimuth touches. @param half radians */
    Sectors about(double azimuth, double half) {
        if (half > Math.PI / 2) {
            return new Sectors(0, SECTORS);
        }
        int first = sectorAt(azimuth - half);
        int last = sectorAt(azimuth + half);
        return new Sectors(first, Math.floorMod(last - first, SECTORS) + 1);
    }

    /** Some sectors side by side; the last's neighbour is the first. */
    record Sectors(int first, int count) {
        int at(int k) {
            return (first + k) % SECTORS;
        }
    }

    /** Half the angle within which a ball is seen; half a turn from inside it. */
    static double halfAngle(double distance, double radius) {
        return radius >= distance ? Math.PI : Math.asin(radius / distance);
    }
}
