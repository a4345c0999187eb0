package io.tailforge.generation.contract;

import io.grpc.Status;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;

/** Families of error tokens: what the status on the wire is and whether trying again can help. */
public enum ErrorFamily {
    /** The request does not keep to the contract. */
    CONTRACT(Status.Code.INVALID_ARGUMENT, Retry.NEVER),
    /** The request is well formed, what it refers to is not. */
    INPUT(Status.Code.INVALID_ARGUMENT, Retry.NEVER),
    /** This engine cannot make that. */
    CAP(Status.Code.UNIMPLEMENTED, Retry.NEVER),
    /** The server wants a credential or refuses the protocol. */
    AUTH(Status.Code.PERMISSION_DENIED, Retry.NEVER),
    BUSY(Status.Code.UNAVAILABLE, Retry.LATER),
    NETWORK(Status.Code.UNAVAILABLE, Retry.LATER),
    /** The engine failed. */
    ENGINE(Status.Code.INTERNAL, Retry.ONCE_ELSEWHERE),
    /** What the server answered does not keep to the contract. */
    PROTOCOL(Status.Code.INTERNAL, Retry.ONCE_ELSEWHERE),
    DEADLINE(Status.Code.DEADLINE_EXCEEDED, Retry.ONCE_ELSEWHERE),
    /** The client's own disk. */
    DISK(Status.Code.INTERNAL, Retry.LATER),
    CANCELLED(Status.Code.CANCELLED, Retry.NEVER);

    private final Status.Code status;
    private final Retry retry;

    ErrorFamily(Status.Code status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    public Status.Code status() {
        return status;
    }

    public Retry retry() {
        return retry;
    }

    /** An error of this family: {@code TF-<FAMILY>-<CODE>}. */
    public GenerationException error(String code, String message) {
        return new GenerationException("TF-" + name() + "-" + code, retry, message);
    }

    /** The family's only error: {@code TF-<FAMILY>}. */
    public GenerationException error(String message) {
        return new GenerationException("TF-" + name(), retry, message);
    }

    /** The family of a token; a token that no one knows is an engine's failure. */
    public static ErrorFamily of(String token) {
        for (ErrorFamily family : values()) {
            String prefix = "TF-" + family.name();
            if (token.equals(prefix) || token.startsWith(prefix + "-")) {
                return family;
            }
        }
        return ENGINE;
    }
}
