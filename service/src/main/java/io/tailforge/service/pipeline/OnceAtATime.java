package io.tailforge.service.pipeline;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Lets one through under each name at a time: whoever comes second finds what the first one made. */
final class OnceAtATime {
    private static final long POLL_MILLIS = 100;

    private final Set<String> busy = new HashSet<>();

    /** The name is taken until this is closed. */
    final class Hold implements AutoCloseable {
        private final String name;

        private Hold(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            release(name);
        }
    }

    /** @throws CancellationException once {@code cancelled} says so */
    synchronized Hold enter(String name, BooleanSupplier cancelled) {
        try {
            while (!busy.add(name)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("stopped while it waited for the same clip of another request");
                }
                wait(POLL_MILLIS);
            }
            return new Hold(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for the same clip of another request");
        }
    }

    private synchronized void release(String name) {
        busy.remove(name);
        notifyAll();
    }
}
