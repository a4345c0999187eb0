package io.tailforge.service.catalog;

/** Where a clip is. Every clip of an accepted request ends in exactly one of the last five. */
public enum ClipState {
    RUNNING,
    ACCEPTED,
    REJECTED,
    /** Made and judged, but neither accepted nor refused: it is published once a person accepts it. */
    NEEDS_PERSON,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this != RUNNING;
    }
}
