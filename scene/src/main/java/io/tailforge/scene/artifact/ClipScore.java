package io.tailforge.scene.artifact;

import java.util.Objects;

/**
 * All findings of a clip in one number, and what it was held to.
 *
 * @param value 0..1, 1: as clean as can be. Under a calibration the share of clean clips that look at least as bad
 * @param rejectBelow clips below are refused; 0: the score refuses none by itself
 * @param acceptFrom clips from here on are accepted; those in between need a person
 * @param calibration name of the thresholds judged by
 * @param calibrationSha256 of their file; empty for the built-in ones
 */
public record ClipScore(
        double value, double rejectBelow, double acceptFrom, String calibration, String calibrationSha256) {
    public ClipScore {
        if (!(value >= 0 && value <= 1 && rejectBelow >= 0 && rejectBelow <= acceptFrom && acceptFrom <= 1)) {
            throw new IllegalArgumentException("no score: " + value + " of " + rejectBelow + " to " + acceptFrom);
        }
        Objects.requireNonNull(calibration);
        Objects.requireNonNull(calibrationSha256);
    }
}
