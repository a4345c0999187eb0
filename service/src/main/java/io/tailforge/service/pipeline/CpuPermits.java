package io.tailforge.service.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * The machine's processors, shared by the stages that compute here: assembling, filming controls, judging, annotating. Many
 * more clips than that are in flight while they wait for endpoints; those hold none. First come, first served.
 */
@Component
public class CpuPermits {
    private static final long POLL_MILLIS = 100;

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Deque<Object> line = new ArrayDeque<>();
    private int free = processors;

    /** Some processors; closing gives them back. */
    final class Permit implements AutoCloseable {
        private final int count;

        private Permit(int count) {
            this.count = count;
        }

        @Override
        public void close() {
            giveBack(count);
        }
    }

    /**
     * Waits for processors.
     *
     * @param wanted threads the stage keeps busy; never more than there are is taken
     * @throws CancellationException once {@code cancelled} says so
     */
    synchronized Permit take(int wanted, BooleanSupplier cancelled) {
        int count = Math.clamp(wanted, 1, processors);
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
            return new Permit(count);
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
