package io.tailforge.variation;

/** A closed range a figure is drawn from; {@code min == max} is a fixed figure. */
public record Interval(double min, double max) {
    public Interval {
        if (!(min <= max)) {
            throw new IllegalArgumentException("a range goes from low to high, not from " + min + " to " + max);
        }
    }

    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /** Linear; {@code u} in [0, 1). */
    public double at(double u) {
        return min == max ? min : min + (max - min) * u;
    }

    /** Equal shares for equal ratios, for figures that span decades such as visibility; {@code min} above zero. */
    public double atLog(double u) {
        return min == max ? min : min * StrictMath.pow(max / min, u);
    }

    /** The range of the greater (or lesser) of two figures. */
    Interval max(Interval other) {
        return new Interval(Math.max(min, other.min), Math.max(max, other.max));
    }

    Interval min(Interval other) {
        return new Interval(Math.min(min, other.min), Math.min(max, other.max));
    }
}
