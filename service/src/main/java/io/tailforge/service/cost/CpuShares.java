package io.tailforge.service.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * Shares the CPU time of this process evenly among the phases that are open at the time, so that all shares add up to what
 * the process used meanwhile. Threads come and go within a phase and native code runs beside them, so nothing finer can be
 * told; where one clip is in flight, its share is exact.
 */
@Component
public final class CpuShares {
    private final LongSupplier processNanos;
    private long last;
    private int open;
    /** What a phase would have got that had been open from the start. */
    private double shareNanos;

    public CpuShares() {
        this(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime);
    }

    CpuShares(LongSupplier processNanos) {
        this.processNanos = processNanos;
        this.last = processNanos.getAsLong();
    }

    /** A phase of a clip while it is open. */
    final class Share {
        private final double began;

        private Share(double began) {
            this.began = began;
        }

        /** CPU seconds since it was opened; call once. */
        double close() {
            return end(began);
        }
    }

    synchronized Share open() {
        advance();
        open++;
        return new Share(shareNanos);
    }

    private synchronized double end(double began) {
        advance();
        open--;
        return (shareNanos - began) * 1e-9;
    }

    private void advance() {
        long now = processNanos.getAsLong();
        if (open > 0) {
            shareNanos += (double) (now - last) / open;
        }
        last = now;
    }
}
