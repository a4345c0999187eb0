package io.tailforge.quality.fault;

/** A clip has no place where a fault would be seen; the message says what it lacks. */
public final class NoPlaceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoPlaceException(String message) {
        super(message, null, false, false);
    }
}
