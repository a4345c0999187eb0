package io.tailforge.quality.check;

import java.util.Arrays;

/** Order statistics. */
public final class Medians {
    private Medians() {}

    /** The value below which a fraction of the values lies, nearest rank; 0 of none. */
    public static double quantile(double[] values, double fraction) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(fraction * (sorted.length - 1)))];
    }

    public static double median(double[] values) {
        return quantile(values, 0.5);
    }
}
