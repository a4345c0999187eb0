package io.tailforge.service.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The machine's processors, shared by the stages that compute here: assembling, filming controls, judging, annotating. Many
 * more clips than that are in flight while they wait for endpoints; those hold none. First come, first served.
 */
@Component
public class CpuPermits {
    private static final long POLL_MILLIS = 100;

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final ThreadLocal<@Nullable Permit> mine = new ThreadLocal<>();
    private final Deque<Object> line = new ArrayDeque<>();
    private int free = processors;

    /** Some processors; closing gives them back. For one thread, which has no other at the time. */
    public final class Permit implements AutoCloseable {
        private final BooleanSupplier cancelled;
        private int count;

        private Permit(int count, BooleanSupplier cancelled) {
            this.count = count;
            this.cancelled = cancelled;
        }

        @Override
        public void close() {
            mine.remove();
            giveBack(count);
        }
    }

    /**
     * Waits for processors.
     *
     * @param wanted threads the stage keeps busy; never more than there are is taken
     * @throws CancellationException once {@code cancelled} says so
     */
    public Permit take(int wanted, BooleanSupplier cancelled) {
        int count = Math.clamp(wanted, 1, processors);
        await(count, cancelled);
        Permit permit = new Permit(count, cancelled);
        mine.set(permit);
        return permit;
    }

    /**
     * Waits for somebody else without a processor: what this thread holds is given back, and taken again afterwards.
     *
     * @throws CancellationException where it is cancelled before it has them again
     */
    <T> T lend(Supplier<T> waiting) {
        Permit permit = mine.get();
        if (permit == null) {
            return waiting.get();
        }
        int count = permit.count;
        permit.count = 0;
        giveBack(count);
        try {
            return waiting.get();
        } finally {
            await(count, permit.cancelled);
            permit.count = count;
        }
    }

    private synchronized void await(int count, BooleanSupplier cancelled) {
        Object place = new Object();
        line.add(place);
        try {
            while (line.peek() != place || free < count) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("stopped while it waited for a processor");
                }
                wait(POLL_MILLIS);
            }
            free -= count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for a processor");
        } finally {
            line.remove(place);
            notifyAll();
        }
    }

    private synchronized void giveBack(int count) {
        free += count;
        notifyAll();
    }
}
