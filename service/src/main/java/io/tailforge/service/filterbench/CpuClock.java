package io.tailforge.service.filterbench;

import java.lang.management.ManagementFactory;

/** CPU time of the thread that made it, since then. */
final class CpuClock {
    private final long began = now();

    double seconds() {
        return (now() - began) * 1e-9;
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
