package io.tailforge.quality.dataset;

import java.util.Arrays;

/**
 * How differently two lots of values are distributed: the two-sample Kolmogorov-Smirnov statistic.
 *
 * @param statistic largest difference of the two shares of values up to some bound, 0..1
 * @param chance what lots of these sizes from one distribution exceed once in a hundred
 */
public record Drift(double statistic, double chance) {
    /** Factor of the 1 % bound for large lots. */
    private static final double ONE_PERCENT = 1.628;

    public static Drift between(double[] now, double[] before) {
        double[] a = sorted(now);
        double[] b = sorted(before);
        if (a.length == 0 || b.length == 0) {
            return new Drift(0, 1);
        }
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        double pooled = (double) a.length * b.length / (a.length + b.length);
        return new Drift(most, Math.min(1, ONE_PERCENT / Math.sqrt(pooled)));
    }

    private static double[] sorted(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        Arrays.sort(finite);
        return finite;
    }

    /** Whether more than chance. */
    public boolean isReal() {
        return statistic > chance;
    }
}
