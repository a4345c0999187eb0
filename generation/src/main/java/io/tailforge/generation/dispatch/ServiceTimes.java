package io.tailforge.generation.dispatch;

/** How fast an endpoint is: a moving average of the seconds that a unit of work takes. */
final class ServiceTimes {
    private static final double NEWEST = 0.2;

    /** Seconds that a clip is taken for before anybody knows. */
    private static final double GUESS = 1;

    private long count;
    private double secondsPerUnit;
    private double secondsPerClip;

    void observe(double seconds, double units) {
        double weight = Math.max(NEWEST, 1.0 / (count + 1));
        secondsPerUnit += weight * (seconds / units - secondsPerUnit);
        secondsPerClip += weight * (seconds - secondsPerClip);
        count++;
    }

    boolean known() {
        return count > 0;
    }

    long count() {
        return count;
    }

    /** Seconds; a guess before the first clip. */
    double expect(double units) {
        return known() ? secondsPerUnit * units : GUESS;
    }

    double secondsPerClip() {
        return secondsPerClip;
    }
}
