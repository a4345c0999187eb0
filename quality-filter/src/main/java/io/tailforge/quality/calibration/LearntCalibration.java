package io.tailforge.quality.calibration;

import io.tailforge.quality.Measure;
import io.tailforge.quality.verdict.CleanDistribution;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was learnt of clean clips.
 *
 * @param falseRejects share of clean clips that all measures together may refuse
 * @param clips how many it was learnt from
 * @param leftOut clips that were not learnt from, and why
 * @param refusedOfThese how many of the clips it would refuse itself
 * @param together empty where there were too few clips
 */
public record LearntCalibration(
        String version,
        double falseRejects,
        int clips,
        SortedMap<String, String> leftOut,
        int refusedOfThese,
        Optional<CleanDistribution> together,
        List<Learnt> measures) {
    public static final double MOST_FALSE_REJECTS = 0.2;

    public LearntCalibration {
        Objects.requireNonNull(version);
        leftOut = new TreeMap<>(leftOut);
        Objects.requireNonNull(together);
        measures = List.copyOf(measures);
    }

    /** One measure's threshold. @param why how it came about, in words */
    public record Learnt(
            Measure measure, Origin origin, double threshold, Optional<CleanDistribution> clean, String why) {}

    /** Where a threshold comes from. */
    public enum Origin {
        CALIBRATED,
        /** Of the calibration that this one was built on. */
        BASE,
        BUILT_IN
    }
}
