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

    /**
     * Where values lie densest: of each half of them that lies closest together the closest half, and so on (half-sample mode,
     * Bickel and Frühwirth 2006). Holds while fewer than half of them are of another kind, if those lie scattered; 0 of none.
     */
    public static double mode(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int from = 0;
        int count = sorted.length;
        while (count > 3) {
            int half = (count + 1) / 2;
            from = densest(sorted, from, count, half);
            count = half;
        }
        return Arrays.stream(sorted, from, from + count).average().orElse(0);
    }

    private static int densest(double[] sorted, int from, int count, int half) {
        int best = from;
        for (int i = from; i + half <= from + count; i++) {
            best = sorted[i + half - 1] - sorted[i] < sorted[best + half - 1] - sorted[best] ? i : best;
        }
        return best;
    }

    public static double median(double[] values) {
        return quantile(values, 0.5);
    }
}
