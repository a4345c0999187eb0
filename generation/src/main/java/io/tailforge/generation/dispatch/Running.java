package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationBackend;
import java.util.Optional;

/** An order that was sent to an endpoint and not answered. Guarded by the desk's owner. */
final class Running {
    private final Ticket ticket;
    private final Endpoint endpoint;
    private final GenerationBackend backend;
    private final boolean trial;
    private final long sent;
    private Optional<Long> began = Optional.empty();

    /** @param trial whether it is to show if a broken endpoint works again */
    Running(Ticket ticket, Endpoint endpoint, GenerationBackend backend, boolean trial, long sent) {
        this.ticket = ticket;
        this.endpoint = endpoint;
        this.backend = backend;
        this.trial = trial;
        this.sent = sent;
    }

    Ticket ticket() {
        return ticket;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    GenerationBackend backend() {
        return backend;
    }

    boolean isTrial() {
        return trial;
    }

    long sent() {
        return sent;
    }

    /** Whether the server has room to work on it, as far as its concurrency says; otherwise it waits there. */
    boolean hasBegun() {
        return began.isPresent();
    }

    void begin(long now) {
        began = Optional.of(now);
    }

    /** Seconds at work until now. */
    double worked(long now) {
        return began.map(from -> (now - from) * 1e-9).orElse(0.0);
    }
}
