package io.tailforge.quality.check.view;

import io.tailforge.quality.Pixel;
import io.tailforge.scene.artifact.ImageRegion;

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
    private final int[] count = new int[2 * SIDE + 1];
    private int points;
    private double left = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    /**
     * @param at where the line is seen
     * @param luma across the line, above black, from the right to the left, {@link #SIDE} + {@link #MARGIN} steps to each side
     * @param reach steps to each side that belong to this line and not to the next
     */
    void add(Pixel at, double[] luma, boolean pair, int reach) {
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
            sum[offset + SIDE] += Math.clamp(stripe(luma, offset + SIDE + MARGIN, pair) / (mean + 10), -0.2, 0.5);
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

    void add(PaintProfile other) {
        points += other.points;
        left = Math.min(left, other.left);
        right = Math.max(right, other.right);
        top = Math.min(top, other.top);
        bottom = Math.max(bottom, other.bottom);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.sum[i];
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

    private double at(int offset) {
        int i = offset + SIDE;
        return count[i] < points / 2 || points == 0 ? -1 : sum[i] / count[i];
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
