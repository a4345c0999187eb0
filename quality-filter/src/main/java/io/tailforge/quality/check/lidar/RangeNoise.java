package io.tailforge.quality.check.lidar;

import java.util.OptionalDouble;

/** How much ranges scatter from shot to shot: the second difference along a ring, on whatever is smooth there. */
final class RangeNoise {
    /** Farther, or through weather, echoes are weak and scatter more in any sensor. */
    private static final double FARTHEST = 20;

    private static final double NEAREST = 2;

    /** Neighbours of one surface: metres, and as a share of the range. */
    private static final double JUMP_METRES = 0.5;

    private static final double JUMP = 0.1;

    private static final int LEAST = 300;
    private static final int BINS = 2000;
    private static final double BIN_METRES = 0.001;

    /** Median of the absolute value over one sigma, and the sigma of the second difference over that of a range. */
    private static final double MEDIAN_OF_SIGMA = 0.6745 * Math.sqrt(6);

    private RangeNoise() {}

    /** One sigma in metres. @param scatter nearer returns may be of the air, metres */
    static OptionalDouble of(SweepShots shots, double scatter) {
        int[] histogram = new int[BINS];
        int count = 0;
        double nearest = Math.max(NEAREST, scatter);
        for (int ring = 0; ring < shots.rings(); ring++) {
            float a = Float.NaN;
            float b = Float.NaN;
            for (int column = 0; column < shots.columns(); column++) {
                float c = shots.rangeAt(ring, column);
                float jump = (float) (JUMP_METRES + JUMP * b);
                if (b > nearest && b < FARTHEST && Math.abs(a - b) < jump && Math.abs(c - b) < jump) {
                    int bin = (int) (Math.abs(a - 2 * b + c) / BIN_METRES);
                    histogram[Math.min(bin, BINS - 1)]++;
                    count++;
                }
                a = b;
                b = c;
            }
        }
        return count < LEAST
                ? OptionalDouble.empty()
                : OptionalDouble.of((median(histogram, count) + 0.5) * BIN_METRES / MEDIAN_OF_SIGMA);
    }

    private static int median(int[] histogram, int count) {
        int bin = 0;
        for (int below = histogram[0]; 2 * below < count; below += histogram[bin]) {
            bin++;
        }
        return bin;
    }
}
