package io.tailforge.service.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a request's clips as a whole must be like: {@code tailforge.gates.*}. By default nothing is asked.
 *
 * @param leastAcceptance share of the judged clips that must be accepted, 0..1
 * @param mostDuplicates share of the accepted clips that may look like another one, 0..1
 * @param mostDrift Kolmogorov-Smirnov statistic up to which a measure may differ from earlier requests, 0..1
 * @param hold whether a violated gate holds back publication; else it is only shown
 */
public record GateProperties(
        @DefaultValue("0") double leastAcceptance,
        @DefaultValue("1") double mostDuplicates,
        @DefaultValue("1") double mostDrift,
        @DefaultValue("false") boolean hold) {
    public GateProperties {
        requireShare(leastAcceptance, "least-acceptance");
        requireShare(mostDuplicates, "most-duplicates");
        requireShare(mostDrift, "most-drift");
    }

    private static void requireShare(double value, String key) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("tailforge.gates." + key + " must be 0..1, not " + value);
        }
    }
}
