package io.tailforge.video;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Adds up the CPU time that a thread spends between {@link #start} and {@link #stop}. One thread at a time. */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long startedAt;
    private long nanos;

    public void start() {
        startedAt = THREADS.getCurrentThreadCpuTime();
    }

    /** On the thread that started it. */
    public void stop() {
        nanos += THREADS.getCurrentThreadCpuTime() - startedAt;
    }

    public long nanos() {
        return nanos;
    }
}
