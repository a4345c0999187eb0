package io.tailforge.quality.check.view;

import io.tailforge.quality.Pixel;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.BitSet;

/**
 * How much a line's neighbourhood looks like paint, at each distance to the left of where the map has the line: how much
 * brighter a stripe is there than the brighter of what lies on both its sides, of the brightness around.
 */
final class PaintProfile {
    static final double REACH_METRES = 1.8;
    static final double STEP_METRES = 0.05;

    private static final double LEAST_SEEN = 0.04;

    /** Steps to each side at which a stripe is sought. */
    static final int SIDE = (int) Math.round(REACH_METRES / STEP_METRES);

    /** Steps more that are looked at. */
    static final int MARGIN = 14;

    private final double[] sum = new double[2 * SIDE + 1];
    private final double[] weight = new double[2 * SIDE + 1];
    private final int[] count = new int[2 * SIDE + 1];
    private final BitSet places = new BitSet();
    private int points;
    private double left = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    /**
     * @param point of the line
     * @param at where it is seen
     * @param luma across the line, above black, from the right to the left, {@link #SIDE} + {@link #MARGIN} steps to each side
     * @param reach steps to each side that belong to this line and not to the next
     * @param clearness share of its contrast that the air leaves to the point, above 0
     */
    void add(PaintedPoint point, Pixel at, double[] luma, int reach, double clearness) {
        places.set(point.place());
        left = Math.min(left, at.u());
        right = Math.max(right, at.u());
        top = Math.min(top, at.v());
        bottom = Math.max(bottom, at.v());
        double mean = 0;
        for (double value : luma) {
            mean += value / luma.length;
        }
        points++;
        for (int offset = -Math.min(SIDE, reach); offset <= Math.min(SIDE, reach); offset++) {
            double stripe = stripe(luma, offset + SIDE + MARGIN, point.pair()) / (mean + 10);
            sum[offset + SIDE] += clearness * Math.clamp(stripe, -0.2, 0.5);
            weight[offset + SIDE] += clearness * clearness;
            count[offset + SIDE]++;
        }
    }

    private static double stripe(double[] luma, int at, boolean pair) {
        int half = pair ? 4 : 1;
        int gap = pair ? 7 : 4;
        int end = pair ? 12 : 9;
        double beside = Math.max(mean(luma, at - end, at - gap), mean(luma, at + gap, at + end));
        return mean(luma, at - half, at + half) - beside;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += values[i];
        }
        return sum / (to - from + 1);
    }

    int points() {
        return points;
    }

    /** Of the map's points so many were seen at all, each once or often. */
    int places() {
        return places.cardinality();
    }

    void add(PaintProfile other) {
        points += other.points;
        places.or(other.places);
        left = Math.min(left, other.left);
        right = Math.max(right, other.right);
        top = Math.min(top, other.top);
        bottom = Math.max(bottom, other.bottom);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.sum[i];
            weight[i] += other.weight[i];
            count[i] += other.count[i];
        }
    }

    /** The part of the picture that it is about. */
    ImageRegion region(int width, int height) {
        return ImageRegion.ofPixels(left, top, right, bottom, width, height);
    }

    /** Whether paint is seen anywhere near, well above what bare road looks like. */
    boolean isSeen() {
        return strongest(REACH_METRES) > Math.max(LEAST_SEEN, 3 * elsewhere());
    }

    /** The mean as it would be in clear air: what is hardly seen counts for little. */
    private double at(int offset) {
        int i = offset + SIDE;
        return count[i] < points / 2 || points == 0 ? -1 : sum[i] / weight[i];
    }

    /** Strongest within so many metres of the map's line. */
    double strongest(double metres) {
        double most = -1;
        int reach = (int) Math.round(metres / STEP_METRES);
        for (int offset = -reach; offset <= reach; offset++) {
            most = Math.max(most, at(offset));
        }
        return most;
    }

    /** Where paint is seen, metres to the left of the map's line. */
    double offset() {
        int best = 0;
        for (int offset = -SIDE; offset <= SIDE; offset++) {
            best = at(offset) > at(best) ? offset : best;
        }
        return best * STEP_METRES;
    }

    /** What bare road looks like here: the upper end of what lies away from the strongest. */
    double elsewhere() {
        int best = (int) Math.round(offset() / STEP_METRES);
        double most = -1;
        for (int offset = -SIDE; offset <= SIDE; offset++) {
            if (Math.abs(offset - best) >= 6) {
                most = Math.max(most, at(offset));
            }
        }
        return most;
    }
}
