package io.tailforge.service.catalog;

/** Another worker has claimed the clip; what this one made is dropped. */
public final class StaleClaimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleClaimException(String requestId, long ordinal) {
        super("clip " + ordinal + " of request " + requestId + " was claimed by another worker");
    }
}
