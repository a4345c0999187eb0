package io.tailforge.generation;

/** A generation that did not succeed. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String token;
    private final Retry retry;

    public GenerationException(String token, Retry retry, String message) {
        super(token + ": " + message);
        this.token = token;
        this.retry = retry;
    }

    public GenerationException(String token, Retry retry, String message, Throwable cause) {
        super(token + ": " + message, cause);
        this.token = token;
        this.retry = retry;
    }

    /** Stable token of contract v1, for example {@code TF-INPUT-CONTROL}. */
    public String token() {
        return token;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether trying again can help. */
    public enum Retry {
        NEVER,
        LATER,
        ONCE_ELSEWHERE
    }
}
