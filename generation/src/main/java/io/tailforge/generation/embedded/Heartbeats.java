package io.tailforge.generation.embedded;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Says now and then that a request is alive. */
final class Heartbeats implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("triton-heartbeat").daemon().factory());
    private final Duration interval;

    Heartbeats(Duration interval) {
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    /** Looks four times an interval, so that no silence exceeds it by more than a quarter. */
    ScheduledFuture<?> start(Runnable beat) {
        long period = Math.max(1, interval.toMillis() / 4);
        return timer.scheduleAtFixedRate(beat, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
