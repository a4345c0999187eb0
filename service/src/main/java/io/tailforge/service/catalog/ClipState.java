package io.tailforge.service.catalog;

/** Where a clip is. Every clip of an accepted request ends in exactly one of the last four. */
public enum ClipState {
    RUNNING,
    ACCEPTED,
    REJECTED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this != RUNNING;
    }
}
