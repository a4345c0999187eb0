package io.tailforge.quality.check.lidar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a sweep shows of its sensor's beams.
 *
 * @param elevation median of each ring, radians; NaN where the ring has too few points
 * @param alive share of each ring's shots that came back
 * @param elevationScatter mean distance of points from their ring's elevation, radians; farther than a degree counts as one
 * @param widestGap columns in a row with hardly a point, as an angle
 */
record BeamTable(float[] elevation, double[] alive, OptionalDouble elevationScatter, double widestGap) {
    private static final int LEAST_POINTS = 12;
    private static final double MOST = Math.toRadians(1);

    /** Share of shots that come back of a ring that looks at the ground or at houses. */
    private static final double LIVING = 0.3;

    private static final double DEAD = 0.25;

    /** Share of a usual column's points, up to which a column is taken for empty: strays of a near edge. */
    private static final double EMPTY = 0.2;

    /** Rings that are dead side by side, at most, to be told from the sky. */
    private static final int NEIGHBOURS = 6;

    /** Every so many points tell how high a ring's beams go. */
    private static final int ELEVATION_STEP = 4;

    /** Every so many points tell how evenly the sensor turns. */
    private static final int TURN_STEP = 8;

    static BeamTable of(SweepShots shots) {
        float[] elevation = new float[shots.rings()];
        double[] alive = new double[shots.rings()];
        float[] ring = new float[shots.columns()];
        double off = 0;
        int count = 0;
        for (int r = 0; r < shots.rings(); r++) {
            int n = 0;
            int living = 0;
            for (int column = 0; column < shots.columns(); column++) {
                int i = shots.at()[r * shots.columns() + column];
                if (i >= 0 && !Float.isNaN(shots.range()[i])) {
                    living++;
                    if (living % ELEVATION_STEP == 0) {
                        ring[n++] = (float) shots.elevation(i);
                    }
                }
            }
            Arrays.sort(ring, 0, n);
            elevation[r] = n < LEAST_POINTS ? Float.NaN : ring[n / 2];
            alive[r] = (double) living / shots.columns();
            for (int k = 0; n >= LEAST_POINTS && k < n; k++) {
                off += Math.min(MOST, Math.abs(ring[k] - elevation[r]));
            }
            count += n >= LEAST_POINTS ? n : 0;
        }
        return new BeamTable(
                elevation,
                alive,
                count == 0 ? OptionalDouble.empty() : OptionalDouble.of(off / count),
                2 * Math.PI * longestEmptyRun(shots) / shots.columns());
    }

    /** Columns with hardly a point, side by side; the last neighbours the first. */
    private static int longestEmptyRun(SweepShots shots) {
        int[] hits = new int[shots.columns()];
        for (int i = 0; i < shots.count(); i++) {
            hits[shots.points().column(i)]++;
        }
        int[] sorted = hits.clone();
        Arrays.sort(sorted);
        double few = EMPTY * sorted[sorted.length / 2];
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 2 * hits.length; i++) {
            run = hits[i % hits.length] > few ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return Math.min(longest, hits.length);
    }

    /** Rings whose beams lie lower than those of a ring with a lower number. */
    int countInversions() {
        int inversions = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (float angle : elevation) {
            if (!Float.isNaN(angle)) {
                inversions += angle < highest ? 1 : 0;
                highest = Math.max(highest, angle);
            }
        }
        return inversions;
    }

    int countDead() {
        return listDead().size();
    }

    /** Rings with few returns where rings on both sides have many; of the lowest, where those above have. */
    List<Integer> listDead() {
        List<Integer> dead = new ArrayList<>();
        for (int ring = 0; ring < alive.length; ring++) {
            double below = most(ring - NEIGHBOURS, ring - 1);
            double above = most(ring + 1, ring + NEIGHBOURS);
            double neighbours = ring == 0 ? above : Math.min(below, above);
            if (neighbours > LIVING && alive[ring] < DEAD * neighbours) {
                dead.add(ring);
            }
        }
        return dead;
    }

    private double most(int from, int to) {
        double most = 0;
        for (int ring = Math.max(0, from); ring <= Math.min(alive.length - 1, to); ring++) {
            most = Math.max(most, alive[ring]);
        }
        return most;
    }

    /** Mean distance of points from where an even turn puts their ring at their time, radians; a degree at most. */
    OptionalDouble azimuthScatter(SweepShots shots) {
        OptionalDouble clockwise = azimuthScatter(shots, 1);
        OptionalDouble counter = azimuthScatter(shots, -1);
        return clockwise.isEmpty() || clockwise.getAsDouble() < counter.orElse(MOST) ? clockwise : counter;
    }

    private static OptionalDouble azimuthScatter(SweepShots shots, int sign) {
        double perMicro = sign * 2 * Math.PI * shots.lidar().rateHz() * 1e-6;
        double off = 0;
        int count = 0;
        double[] phase = new double[shots.columns()];
        for (int ring = 0; ring < shots.rings(); ring++) {
            int n = 0;
            double cosine = 0;
            double sine = 0;
            for (int column = ring % TURN_STEP; column < shots.columns(); column += TURN_STEP) {
                int i = shots.at()[ring * shots.columns() + column];
                if (i >= 0 && !Float.isNaN(shots.range()[i])) {
                    phase[n] = shots.azimuth(i) + perMicro * shots.points().timeMicros(i);
                    cosine += Math.cos(phase[n]);
                    sine += Math.sin(phase[n]);
                    n++;
                }
            }
            double start = Math.atan2(sine, cosine);
            for (int k = 0; k < n; k++) {
                off += Math.min(MOST, Math.abs(Math.IEEEremainder(phase[k] - start, 2 * Math.PI)));
            }
            count += n;
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(off / count);
    }
}
