package io.tailforge.service.catalog;

import java.time.Instant;
import java.util.Objects;

/**
 * A clip of others that was judged, or is to be.
 *
 * @param home of the service that judges it
 * @param clip location, as it was named
 * @param outcome JSON: the verdict of one that is done, the problems of one that failed; empty before
 */
public record EvaluationRow(String id, String home, State state, String clip, String outcome, Instant createdAt) {
    public EvaluationRow {
        Objects.requireNonNull(id);
        Objects.requireNonNull(home);
        Objects.requireNonNull(state);
        Objects.requireNonNull(clip);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(createdAt);
    }

    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    public EvaluationRow now(State other, String itsOutcome) {
        return new EvaluationRow(id, home, other, clip, itsOutcome, createdAt);
    }
}
