package io.tailforge.service.config;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.verdict.DecisionRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of judged clips: {@code tailforge.filter.*}.
 *
 * @param calibration file that {@code tailforge calibrate} wrote; empty: the thresholds built in
 * @param rejectBelow joint scores below refuse a clip; negative: what the calibration says, and none without one
 * @param acceptFrom joint scores from here on accept it, those in between need a person; negative: nobody is called
 * @param mustJudge ids of checks; where one could not be made, the clip needs a person
 */
public record FilterProperties(
        @DefaultValue("") String calibration,
        @DefaultValue("-1") double rejectBelow,
        @DefaultValue("-1") double acceptFrom,
        @DefaultValue List<String> mustJudge) {
    public FilterProperties {
        mustJudge = List.copyOf(mustJudge);
        try {
            new DecisionRule(present(rejectBelow), present(acceptFrom), Set.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tailforge.filter.reject-below and accept-from: " + e.getMessage(), e);
        }
    }

    public DecisionRule rule() {
        return new DecisionRule(present(rejectBelow), present(acceptFrom), Set.copyOf(mustJudge));
    }

    public Optional<Path> findCalibration() {
        return calibration.isBlank() ? Optional.empty() : Optional.of(Path.of(calibration));
    }

    /** In words that change with whatever changes verdicts; empty where all is as built in. */
    public String describe(Calibration used) {
        boolean builtIn = used.equals(Calibration.BUILT_IN) && rule().equals(DecisionRule.DEFAULT);
        return builtIn
                ? ""
                : "judged by %s %s, %s to %s, needs %s"
                        .formatted(
                                used.version(),
                                used.sha256(),
                                rejectBelow,
                                acceptFrom,
                                mustJudge.stream().sorted().toList());
    }

    private static OptionalDouble present(double share) {
        return share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share);
    }
}
