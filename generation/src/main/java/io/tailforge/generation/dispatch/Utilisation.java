package io.tailforge.generation.dispatch;

import java.util.Arrays;

/** The share of an endpoint's room that was at work over the last five minutes. */
final class Utilisation {
    private static final int SLICES = 30;
    private static final long SLICE = 10_000_000_000L;

    private final double[] busy = new double[SLICES];
    private final long from;
    private long last;
    private double share;

    Utilisation(long now) {
        from = now;
        last = now;
    }

    /** @param newShare of the room that is at work from now on, 0..1 */
    void change(double newShare, long now) {
        advance(now);
        share = newShare;
    }

    private void advance(long now) {
        if (now - last > SLICES * SLICE) {
            Arrays.fill(busy, share * SLICE);
            busy[slice(now)] = share * Math.floorMod(now, SLICE);
            last = now;
        }
        while (last < now) {
            long end = Math.min(now, Math.floorDiv(last, SLICE) * SLICE + SLICE);
            busy[slice(last)] += share * (end - last);
            last = end;
            if (Math.floorMod(last, SLICE) == 0) {
                busy[slice(last)] = 0;
            }
        }
    }

    private static int slice(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, SLICE), (long) SLICES);
    }

    double value(long now) {
        advance(now);
        long window = Math.min(now - from, (SLICES - 1) * SLICE + Math.floorMod(now, SLICE));
        return window <= 0 ? share : Math.min(1, Arrays.stream(busy).sum() / window);
    }
}
