package io.tailforge.quality;

import io.tailforge.quality.verdict.CleanDistribution;
import io.tailforge.quality.verdict.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A clip's figures as one number, 0..1.
 *
 * <p>Under a calibration it is the share of clean clips that look at least as bad. Two questions are asked, each with half of
 * it: is any single measure rare among clean clips, and are all of them together? For the second the worst measure of each
 * check counts, so that a check does not count more for having many; what checks have in common is in the distribution of
 * their sum over clean clips. A clip below the calibration's share of false rejects is one that a single threshold or the
 * joint score refuses.
 *
 * <p>Without a calibration nothing is known of clean clips. A measure's margin then stands for its rarity, as if one of a
 * hundred clean clips came to the threshold of one of its measures and the logarithm of that share grew evenly from 0; the
 * harmonic mean joins them, which bears measures that depend on each other. Clips that a measure fails come out below
 * {@value #FAILS_BELOW}; the number orders clips, it is no share of anything.
 */
public final class ClipScorer {
    static final double FAILS_BELOW = 0.01;

    private final Calibration calibration;

    public ClipScorer(Calibration calibration) {
        this.calibration = calibration;
    }

    public double score(ClipFigures figures) {
        return calibration.clean().isEmpty() ? byMargins(figures) : byCleanClips(figures);
    }

    private double byMargins(ClipFigures figures) {
        double atThreshold = FAILS_BELOW / Math.max(1, figures.worst().size());
        return Signs.harmonicMean(figures.worst().values().stream()
                .map(value -> byMargin(value, atThreshold))
                .toList());
    }

    private double byMargin(ClipFigures.Value value, double atThreshold) {
        if (beyondThreshold(value) <= 0 && calibration.thresholdOf(value.measure()) == 0) {
            return 1; // nothing of a kind that must not be at all: there is no margin
        }
        return Math.clamp(StrictMath.pow(atThreshold, 1 + beyondThreshold(value)), 1e-300, 1);
    }

    /** In thresholds: 0 at the threshold, negative on its right side. */
    private double beyondThreshold(ClipFigures.Value value) {
        double threshold = calibration.thresholdOf(value.measure());
        double beyond = value.worse() - value.measure().worse(threshold);
        return beyond == 0 ? 0 : beyond / Math.max(Math.abs(threshold), 1e-9);
    }

    private double byCleanClips(ClipFigures figures) {
        int measures = calibration.clean().size();
        double least = figures.worst().values().stream()
                .mapToDouble(this::rarity)
                .min()
                .orElse(1);
        double joint = calibration
                .together()
                .map(clean -> clean.tail(strangeness(figures, calibration.clean())))
                .orElse(1.0);
        return Math.min(1, 2 * Math.min(measures * least, joint));
    }

    /** A measure that clean clips tell nothing of counts only where its threshold is passed. */
    private double rarity(ClipFigures.Value value) {
        CleanDistribution own = calibration.clean().get(value.measure().key());
        if (own != null) {
            return own.tail(value.worse());
        }
        return beyondThreshold(value) > 0
                ? byMargin(
                        value,
                        calibration.falseRejects() / 2 / calibration.clean().size())
                : 1;
    }

    /** How strange a clip's calibrated figures are together; its distribution over clean clips is what {@code together} holds. */
    public static double strangeness(ClipFigures figures, Map<String, CleanDistribution> clean) {
        Map<String, List<Double>> byCheck = new TreeMap<>();
        figures.worst().forEach((key, value) -> {
            CleanDistribution own = clean.get(key);
            if (own != null) {
                byCheck.computeIfAbsent(value.measure().check(), check -> new ArrayList<>())
                        .add(own.tail(value.worse()));
            }
        });
        return Signs.strangeness(byCheck.values().stream()
                .map(tails -> Signs.leastOf(
                        tails.stream().mapToDouble(Double::doubleValue).min().orElse(1), tails.size()))
                .toList());
    }
}
