package io.tailforge.quality;

import java.util.Objects;

/**
 * A figure that a check judges by: what a finding of this code holds in its value.
 *
 * @param check id of the check
 * @param code of the findings that carry it
 * @param threshold where no calibration says otherwise
 */
public record Measure(String check, String code, String unit, Direction direction, double threshold) {
    public Measure {
        Objects.requireNonNull(check);
        Objects.requireNonNull(code);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(direction);
    }

    public static Measure atMost(String check, String code, double threshold, String unit) {
        return new Measure(check, code, unit, Direction.AT_MOST, threshold);
    }

    public static Measure atLeast(String check, String code, double threshold, String unit) {
        return new Measure(check, code, unit, Direction.AT_LEAST, threshold);
    }

    /** Unique among all measures. */
    public String key() {
        return check + "/" + code;
    }

    /** A value, turned so that greater is worse. */
    public double worse(double value) {
        return direction == Direction.AT_MOST ? value : -value;
    }

    /** Which values are right, the threshold itself included. */
    public enum Direction {
        AT_MOST,
        AT_LEAST;

        public boolean allows(double value, double threshold) {
            return this == AT_MOST ? value <= threshold : value >= threshold;
        }
    }
}
