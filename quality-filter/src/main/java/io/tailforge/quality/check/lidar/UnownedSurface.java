package io.tailforge.quality.check.lidar;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much surface points that are nobody's show together: what a plate there would have to measure to answer as often. So a
 * thing counts the same near and far, and with many beams or few; drops and flakes, which answer one beam in many, count little.
 */
final class UnownedSurface {
    /** A plate that fewer beams would meet is counted as if they were so many: two stray points far off are no thing. */
    private static final double LEAST_BEAMS = 12;

    private static final int OFFSET = 1 << 20;

    private final Map<Long, Double> cells = new TreeMap<>();

    /** A place, metres, and the square metres of surface in the two metres about it. */
    record Thing(double east, double north, double squareMetres) {}

    /** @param beams that a plate of a square metre in the point's place would answer */
    void add(double east, double north, double beams) {
        cells.merge(
                cell((long) Math.floor(east), (long) Math.floor(north)), 1 / Math.max(LEAST_BEAMS, beams), Double::sum);
    }

    private static long cell(long x, long y) {
        return (x + OFFSET) << 32 | (y + OFFSET);
    }

    /** The largest; empty where nothing was added. */
    Optional<Thing> findLargest() {
        Optional<Thing> largest = Optional.empty();
        for (long cell : cells.keySet()) {
            long x = (cell >> 32) - OFFSET;
            long y = (cell & 0xffffffffL) - OFFSET;
            for (int corner = 0; corner < 4; corner++) {
                Thing thing = at(x - (corner & 1), y - (corner >> 1));
                if (thing.squareMetres() > largest.map(Thing::squareMetres).orElse(0.0)) {
                    largest = Optional.of(thing);
                }
            }
        }
        return largest;
    }

    /** Of the four cells that meet in the middle of a square of two metres. */
    private Thing at(long x, long y) {
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
            sum += cells.getOrDefault(cell(x + (corner & 1), y + (corner >> 1)), 0.0);
        }
        return new Thing(x + 1, y + 1, sum);
    }
}
