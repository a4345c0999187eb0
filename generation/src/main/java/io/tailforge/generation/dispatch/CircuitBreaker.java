package io.tailforge.generation.dispatch;

/**
 * Keeps orders from an endpoint that fails. It opens after so many failures in a row, or at once where the model's process
 * is dead; after a pause the endpoint is connected again and gets one order to try, whose end closes or opens it.
 */
final class CircuitBreaker {
    private final int threshold;
    private final Backoff backoff;
    private State state = State.CLOSED;
    private int inARow;
    private long until;

    CircuitBreaker(int threshold, Backoff backoff) {
        this.threshold = threshold;
        this.backoff = backoff;
    }

    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    State state() {
        return state;
    }

    /** Failures since the last success. */
    int inARow() {
        return inARow;
    }

    void succeeded() {
        inARow = 0;
        state = State.CLOSED;
        backoff.reset();
    }

    /** @param fatal whether one such failure is enough */
    void failed(boolean fatal, long now) {
        inARow++;
        boolean tried = state == State.HALF_OPEN;
        if (state != State.OPEN && (tried || fatal || inARow >= threshold)) {
            open(now, false);
        }
    }

    /** @param slowly whether trying again soon makes no sense */
    void open(long now, boolean slowly) {
        state = State.OPEN;
        until = now + (slowly ? backoff.longest() : backoff.next());
    }

    /** When an open breaker's endpoint is to be connected again. */
    long until() {
        return until;
    }

    /** The endpoint answers again. */
    void connected() {
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
        }
    }
}
