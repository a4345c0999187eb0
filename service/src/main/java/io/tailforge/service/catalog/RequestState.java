package io.tailforge.service.catalog;

/** Where a request is. */
public enum RequestState {
    QUEUED,
    RUNNING,
    PAUSED,
    CANCELLED,
    COMPLETED,
    FAILED;

    public boolean isFinal() {
        return this == CANCELLED || this == COMPLETED || this == FAILED;
    }
}
