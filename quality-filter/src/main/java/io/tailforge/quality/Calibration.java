package io.tailforge.quality;

import java.util.Map;
import java.util.Objects;

/**
 * The thresholds clips are judged by.
 *
 * @param version stored with each verdict
 * @param thresholds by {@link Measure#key}; a measure without one is judged by its own
 */
public record Calibration(String version, Map<String, Double> thresholds) {
    /** Each check's own thresholds. */
    public static final Calibration BUILT_IN = new Calibration("built-in", Map.of());

    public Calibration {
        Objects.requireNonNull(version);
        thresholds = Map.copyOf(thresholds);
    }

    public double thresholdOf(Measure measure) {
        return thresholds.getOrDefault(measure.key(), measure.threshold());
    }
}
