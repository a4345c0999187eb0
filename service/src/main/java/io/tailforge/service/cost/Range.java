package io.tailforge.service.cost;

/**
 * An amount that is not known exactly: four times in five it lies between {@code low} and {@code high}.
 *
 * @param likely the best single figure
 */
public record Range(double low, double likely, double high) {
    public static final Range ZERO = new Range(0, 0, 0);

    public Range {
        if (!(0 <= low && low <= likely && likely <= high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("not a range: " + low + " " + likely + " " + high);
        }
    }

    /** As far below as above, by this factor (1 or more). */
    static Range within(double likely, double factor) {
        return new Range(likely / factor, likely, likely * factor);
    }

    /** Nothing below zero. */
    static Range around(double likely, double half) {
        return new Range(Math.max(0, likely - half), likely, likely + half);
    }

    public Range times(double factor) {
        return new Range(low * factor, likely * factor, high * factor);
    }

    public Range plus(Range other) {
        return new Range(low + other.low, likely + other.likely, high + other.high);
    }

    /** The larger one bound by bound. */
    public Range max(Range other) {
        return new Range(Math.max(low, other.low), Math.max(likely, other.likely), Math.max(high, other.high));
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
