package io.tailforge.scene.chat;

import java.util.Objects;

/** There is no answer. The message names no secret and no more of the server's words than fit on a line. */
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why, as it is written into findings and warnings. */
    public enum Reason {
        /** The server was not reached, or asked us to come back later. */
        UNREACHABLE,
        /** It took too long. */
        TIMEOUT,
        /** It refused the question or the key. */
        REFUSED,
        /** What came is not an answer: wrong protocol, too long, broken off. */
        INVALID,
        /** It failed several times in a row and is left alone for a while; nothing was sent. */
        RESTING
    }

    private final Reason reason;

    public ChatException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
