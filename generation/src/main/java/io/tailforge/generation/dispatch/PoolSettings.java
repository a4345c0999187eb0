package io.tailforge.generation.dispatch;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient a pool is.
 *
 * @param tries of one clip at most where engines fail, the first included
 * @param poisonEndpoints a clip that failed on so many different endpoints is set aside with {@code TF-POISON}
 * @param breakerFailures in a row that break an endpoint
 * @param firstPause of a broken or busy endpoint, doubled each time up to {@code longestPause}
 * @param patience how long an order waits while no endpoint that fits it is up
 * @param ahead orders sent beyond an endpoint's concurrency, so that no instance waits between two clips
 * @param aheadBelow only where a clip takes less than this; beyond, the pause between two clips does not matter
 * @param healthEvery how often an endpoint is asked whether it is ready
 */
public record PoolSettings(
        int tries,
        int poisonEndpoints,
        int breakerFailures,
        Duration firstPause,
        Duration longestPause,
        Duration patience,
        int ahead,
        Duration aheadBelow,
        Duration healthEvery) {
    public PoolSettings {
        Objects.requireNonNull(firstPause);
        Objects.requireNonNull(longestPause);
        Objects.requireNonNull(patience);
        Objects.requireNonNull(aheadBelow);
        Objects.requireNonNull(healthEvery);
        if (tries < 1 || poisonEndpoints < 1 || breakerFailures < 1 || ahead < 0) {
            throw new IllegalArgumentException(
                    "no such pool: " + tries + ", " + poisonEndpoints + ", " + breakerFailures + ", " + ahead);
        }
    }

    /** Three tries, poison after two endpoints, broken after three failures, two minutes of patience, one order ahead. */
    public static PoolSettings defaults() {
        return new PoolSettings(
                3,
                2,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    public PoolSettings withFirstPause(Duration pause) {
        return new PoolSettings(
                tries, poisonEndpoints, breakerFailures, pause, longestPause, patience, ahead, aheadBelow, healthEvery);
    }

    public PoolSettings withPatience(Duration newPatience) {
        return new PoolSettings(
                tries,
                poisonEndpoints,
                breakerFailures,
                firstPause,
                longestPause,
                newPatience,
                ahead,
                aheadBelow,
                healthEvery);
    }

    public PoolSettings withAhead(int newAhead) {
        return new PoolSettings(
                tries,
                poisonEndpoints,
                breakerFailures,
                firstPause,
                longestPause,
                patience,
                newAhead,
                aheadBelow,
                healthEvery);
    }
}
