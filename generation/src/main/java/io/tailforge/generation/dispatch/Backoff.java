package io.tailforge.generation.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double, each drawn from its upper half so that many clients do not come back at once. */
final class Backoff {
    private final long first;
    private final long longest;
    private final RandomGenerator random;
    private int steps;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first.toNanos();
        this.longest = longest.toNanos();
        this.random = random;
    }

    /** The next pause, in nanoseconds. */
    long next() {
        long whole = Math.min(longest, first << Math.min(steps, 20));
        steps++;
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }

    long longest() {
        return longest;
    }

    void reset() {
        steps = 0;
    }
}
