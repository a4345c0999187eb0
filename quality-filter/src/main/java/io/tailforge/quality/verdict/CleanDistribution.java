package io.tailforge.quality.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a figure lies over clean clips, one value a clip; greater is worse. Up to {@link #TAIL_FROM} it is what was seen, above
 * that a generalised Pareto tail, which tells how rare values are that no clean clip showed. The tail is fitted by probability
 * weighted moments (Hosking and Wallis, Technometrics 29, 1987), its shape drawn to {@link #USUAL_SHAPE} where few clips tell
 * it and kept from 0 to {@link #MOST_SHAPE}: a figure is never taken to be bounded because the clips at hand were.
 *
 * @param clips how many it was made of
 * @param body values at 0, 5 ... 80 % of the clips
 * @param scale of the tail, as far from {@code body}'s end as the figure is
 * @param shape of the tail; 0: exponential
 */
public record CleanDistribution(int clips, List<Double> body, double scale, double shape) {
    /** Fewer clips say too little about a tail. */
    public static final int LEAST_CLIPS = 40;

    /** Share of the clips below the tail. */
    public static final double TAIL_FROM = 0.8;

    /** Values of the body. */
    public static final int BODY = 17;

    private static final double USUAL_SHAPE = 0.1;
    private static final double USUAL_SHAPE_WEIGHT = 20;
    private static final double MOST_SHAPE = 0.5;

    /** What lies more median excesses out than this counts as that far: a faulty clip among the clean ones must not set the tail. */
    private static final double MOST_EXCESS = 12;

    private static final double LEAST_TAIL = 1e-12;

    public CleanDistribution {
        body = List.copyOf(body);
        if (clips < 1 || body.size() != BODY || !(scale >= 0) || !(shape >= 0 && shape <= MOST_SHAPE)) {
            throw new IllegalArgumentException("no distribution: " + clips + ", " + body + ", " + scale + ", " + shape);
        }
        for (int i = 0; i < BODY; i++) {
            if (!Double.isFinite(body.get(i)) || i > 0 && body.get(i) < body.get(i - 1)) {
                throw new IllegalArgumentException("values do not grow: " + body);
            }
        }
    }

    /** Of one value a clip. @throws IllegalArgumentException where there are fewer than {@link #LEAST_CLIPS} */
    public static CleanDistribution fit(double[] values) {
        if (values.length < LEAST_CLIPS) {
            throw new IllegalArgumentException("of " + values.length + " clips, " + LEAST_CLIPS + " are needed");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Double> body = new ArrayList<>();
        for (int i = 0; i < BODY; i++) {
            body.add(quantile(sorted, i * TAIL_FROM / (BODY - 1)));
        }
        double[] excess = Arrays.stream(sorted)
                .map(value -> value - body.getLast())
                .filter(over -> over > 0)
                .toArray();
        return tailed(sorted.length, body, excess);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** The scale is taken greater the fewer values tell it, so that few clips make wide thresholds. */
    private static CleanDistribution tailed(int clips, List<Double> body, double[] excess) {
        int k = excess.length;
        if (k == 0) {
            return new CleanDistribution(clips, body, 0, 0);
        }
        double[] cut = cut(excess);
        double mean = Arrays.stream(cut).average().orElse(0);
        double shape = shape(cut, mean);
        return new CleanDistribution(clips, body, mean * (1 - shape) * (1 + 1 / Math.sqrt(k)), shape);
    }

    private static double[] cut(double[] excess) {
        double most = MOST_EXCESS * quantile(excess, 0.5);
        return Arrays.stream(excess).map(over -> Math.min(over, most)).toArray();
    }

    private static double shape(double[] excess, double mean) {
        int k = excess.length;
        double weighted = 0;
        for (int i = 0; i < k; i++) {
            weighted += (1 - (i + 0.65) / k) * excess[i] / k;
        }
        double spread = mean - 2 * weighted;
        double fitted = spread > 0 ? 2 - mean / spread : 0;
        double drawn = (k * fitted + USUAL_SHAPE_WEIGHT * USUAL_SHAPE) / (k + USUAL_SHAPE_WEIGHT);
        return Math.clamp(drawn, 0, MOST_SHAPE);
    }

    /** Share of clean clips that are at least this bad. */
    public double tail(double value) {
        double end = body.getLast();
        if (value > end) {
            return Math.max(LEAST_TAIL, (1 - TAIL_FROM) * beyond(value - end));
        }
        int i = 0;
        while (body.get(i) < value) {
            i++;
        }
        double step = TAIL_FROM / (BODY - 1);
        if (i == 0) {
            return 1;
        }
        double between = (value - body.get(i - 1)) / (body.get(i) - body.get(i - 1));
        return 1 - step * (i - 1 + between);
    }

    private double beyond(double excess) {
        if (scale == 0) {
            return 0;
        }
        return shape < 1e-9 ? StrictMath.exp(-excess / scale) : StrictMath.pow(1 + shape * excess / scale, -1 / shape);
    }

    /** The value that this share of clean clips exceeds. @param share below a fifth */
    public double exceededBy(double share) {
        return body.getLast() + scale * reach(share);
    }

    /** How many scales out. */
    private double reach(double share) {
        double rarer = (1 - TAIL_FROM) / share;
        return shape < 1e-9 ? StrictMath.log(rarer) : (StrictMath.pow(rarer, shape) - 1) / shape;
    }

    /** With a tail so wide that no less than this share of clean clips would reach a value. */
    public CleanDistribution reaching(double value, double share) {
        double least = (value - body.getLast()) / reach(share);
        return scale >= least ? this : new CleanDistribution(clips, body, least, shape);
    }

    /** With a tail so narrow that no more than this share of clean clips would reach a value, which lies in the tail. */
    public CleanDistribution reachingAtMost(double value, double share) {
        double most = (value - body.getLast()) / reach(share);
        return scale <= most ? this : new CleanDistribution(clips, body, Math.max(0, most), shape);
    }

    public double median() {
        return body.get((BODY - 1) * 5 / 8);
    }
}
