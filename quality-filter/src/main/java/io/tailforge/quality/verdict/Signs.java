package io.tailforge.quality.verdict;

import java.util.Collection;

/** Many tail probabilities as one. */
public final class Signs {
    private Signs() {}

    /** Probability that the least of so many independent ones is at most this; for dependent ones it is less. */
    public static double leastOf(double least, int count) {
        return -StrictMath.expm1(count * StrictMath.log1p(-Math.min(least, 1 - 1e-15)));
    }

    /**
     * How strange all of them together are, after Fisher (1932): minus the logarithm of the probability that as many
     * independent ones would be as small. Grows with one strong sign as well as with several weak ones. Where they depend on
     * each other it is no probability but still a figure, and has a distribution of its own over clean clips.
     */
    public static double strangeness(Collection<Double> tails) {
        double half = -tails.stream().mapToDouble(StrictMath::log).sum();
        return half - logOfExponentialSum(half, tails.size());
    }

    /** Logarithm of the first {@code terms} of the series of exp: the chi-squared tail has that closed form. */
    private static double logOfExponentialSum(double x, int terms) {
        double greatest = 0;
        double logTerm = 0;
        double sum = 1;
        for (int i = 1; i < terms && x > 0; i++) {
            logTerm += StrictMath.log(x / i);
            if (logTerm > greatest) {
                sum = sum * StrictMath.exp(greatest - logTerm) + 1;
                greatest = logTerm;
            } else {
                sum += StrictMath.exp(logTerm - greatest);
            }
        }
        return greatest + StrictMath.log(sum);
    }

    /** Holds for dependent ones too, nearly (Wilson, PNAS 116, 2019). 1 for none. */
    public static double harmonicMean(Collection<Double> tails) {
        double sum = tails.stream().mapToDouble(tail -> 1 / tail).sum();
        return tails.isEmpty() ? 1 : tails.size() / sum;
    }
}
