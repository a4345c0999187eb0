package io.tailforge.quality;

import io.tailforge.quality.verdict.CleanDistribution;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The thresholds clips are judged by, and what was learnt of clean clips. Figures by {@link Measure#key}.
 *
 * @param version stored with each verdict
 * @param sha256 of the file it was read from; empty where it came from none
 * @param falseRejects share of clean clips that may be refused; 0 where nothing is known of clean clips
 * @param thresholds a measure without one is judged by its own
 * @param clean how measures lie over clean clips, greater is worse: values of measures with a lower bound are negated
 * @param together how strange all measures of a clip are together, over clean clips
 */
public record Calibration(
        String version,
        String sha256,
        double falseRejects,
        Map<String, Double> thresholds,
        Map<String, CleanDistribution> clean,
        Optional<CleanDistribution> together) {
    /** Each check's own thresholds. */
    public static final Calibration BUILT_IN = new Calibration("built-in", Map.of());

    public Calibration {
        Objects.requireNonNull(version);
        Objects.requireNonNull(sha256);
        if (!(falseRejects >= 0 && falseRejects < 0.5)) {
            throw new IllegalArgumentException("false rejects: " + falseRejects);
        }
        thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
        clean = Collections.unmodifiableMap(new TreeMap<>(clean));
        Objects.requireNonNull(together);
    }

    /** Thresholds alone. */
    public Calibration(String version, Map<String, Double> thresholds) {
        this(version, "", 0, thresholds, Map.of(), Optional.empty());
    }

    public double thresholdOf(Measure measure) {
        return thresholds.getOrDefault(measure.key(), measure.threshold());
    }
}
