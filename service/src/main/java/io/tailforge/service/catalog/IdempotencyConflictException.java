package io.tailforge.service.catalog;

/** An idempotency key came again with another body. */
public final class IdempotencyConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdempotencyConflictException(String key) {
        super("the idempotency key '" + key + "' was used for another request; use a new key for a new request");
    }
}
