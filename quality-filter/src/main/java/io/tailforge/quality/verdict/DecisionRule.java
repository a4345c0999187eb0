package io.tailforge.quality.verdict;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * What becomes of a clip that no finding fails.
 *
 * @param rejectBelow scores below refuse it; empty: what the calibration says
 * @param acceptFrom scores from here on accept it, those in between call a person; empty: as {@code rejectBelow}, so nobody is
 *     called
 * @param mustJudge ids of checks without which no clip is accepted by itself
 */
public record DecisionRule(OptionalDouble rejectBelow, OptionalDouble acceptFrom, Set<String> mustJudge) {
    /** The score refuses what the calibration says; nobody is called. */
    public static final DecisionRule DEFAULT =
            new DecisionRule(OptionalDouble.empty(), OptionalDouble.empty(), Set.of());

    public DecisionRule {
        mustJudge = Set.copyOf(mustJudge);
        double reject = rejectBelow.orElse(0);
        double accept = acceptFrom.orElse(1);
        if (!(reject >= 0 && reject <= accept && accept <= 1)) {
            throw new IllegalArgumentException(
                    "clips are rejected below " + reject + " and accepted from " + accept + ": must be 0..1 and grow");
        }
    }

    /** @param calibrated share of clean clips that the calibration lets go */
    public double rejectBelow(double calibrated) {
        return Math.min(rejectBelow.orElse(calibrated), acceptFrom.orElse(1));
    }

    public double acceptFrom(double calibrated) {
        return Math.max(acceptFrom.orElse(0), rejectBelow(calibrated));
    }
}
