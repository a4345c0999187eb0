package io.tailforge.acceptance.fault;

import io.grpc.Status;

/** What becomes of one answer on its way. Told one message at a time. */
interface Meddler {
    /** A server that fails before it does anything says so here; nothing is then asked of the Triton behind. */
    default boolean answersByItself(Answer out) {
        return false;
    }

    void said(Said said, Answer out);

    default void ended(Status status, Answer out) {
        out.end(status);
    }

    /** Nothing: what was said is said. */
    static Meddler none() {
        return (said, out) -> out.say(said);
    }
}
