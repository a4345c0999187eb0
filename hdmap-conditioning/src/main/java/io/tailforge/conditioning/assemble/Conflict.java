package io.tailforge.conditioning.assemble;

import java.util.Optional;

/**
 * The stretch where the ways of two drivers cross or join, as distances along each path.
 *
 * @param merging they go on the same way after it: then following takes over
 * @param firstTurns radians the first one's path bends around the conflict; who goes straighter goes first
 */
record Conflict(
        double firstIn,
        double firstOut,
        double secondIn,
        double secondOut,
        boolean merging,
        double firstTurns,
        double secondTurns) {
    private static final double CLEARANCE = 0.4;
    private static final int STRIDE = 4;
    private static final double AROUND = 15;

    static Optional<Conflict> find(Driver first, Driver second) {
        DrivePath a = first.path();
        DrivePath b = second.path();
        double reach = (first.body().width() + second.body().width()) / 2 + CLEARANCE;
        int[] a01 = {-1, -1};
        int[] b01 = {Integer.MAX_VALUE, -1};
        int from = a.indexOf(first.start());
        for (int i = from; i < a.size(); i += STRIDE) {
            int touched = touch(a, i, b, b.indexOf(second.start()), reach, b01);
            if (touched == 0 && a01[0] >= 0) {
                break;
            }
            if (touched > 0) {
                a01[0] = a01[0] < 0 ? i : a01[0];
                a01[1] = i;
            }
        }
        if (a01[0] < 0) {
            return Optional.empty();
        }
        boolean merging = Angles.between(a.heading(a01[1]), b.heading(b01[1])) < Math.toRadians(20);
        boolean together = merging
                && Angles.between(a.heading(a01[0]), b.heading(b01[0])) < Math.toRadians(20)
                && (a01[0] <= from + STRIDE || b01[0] <= b.indexOf(second.start()) + STRIDE);
        if (together) {
            return Optional.empty();
        }
        return Optional.of(new Conflict(
                a01[0] * DrivePath.STEP,
                a01[1] * DrivePath.STEP,
                b01[0] * DrivePath.STEP,
                b01[1] * DrivePath.STEP,
                merging,
                bend(a, a01[0]),
                bend(b, b01[0])));
    }

    /** How many samples of b lie within reach of sample i of a; widens b's range by them. */
    private static int touch(DrivePath a, int i, DrivePath b, int from, double reach, int[] range) {
        int count = 0;
        for (int j = from; j < b.size(); j += STRIDE) {
            double dx = a.x(i) - b.x(j);
            double dy = a.y(i) - b.y(j);
            double square = dx * dx + dy * dy;
            if (square < reach * reach && Math.abs(a.z(i) - b.z(j)) < 3) {
                count++;
                range[0] = Math.min(range[0], j);
                range[1] = Math.max(range[1], j);
            } else if (square > 900) {
                // Nothing nearer than the distance left can be reached by walking less than it.
                j += (int) ((Math.sqrt(square) - reach) / DrivePath.STEP) / STRIDE * STRIDE - STRIDE;
            }
        }
        return count;
    }

    private static double bend(DrivePath path, int i) {
        int around = (int) (AROUND / DrivePath.STEP);
        int a = Math.max(0, i - around);
        int b = Math.min(path.size() - 1, i + around);
        return Math.abs(path.heading(b) - path.heading(a));
    }

    Conflict swapped() {
        return new Conflict(secondIn, secondOut, firstIn, firstOut, merging, secondTurns, firstTurns);
    }
}
