package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an endpoint fares.
 *
 * @param offer what it said at the last connect
 * @param inFlight orders sent and not answered
 * @param serverQueue requests of anybody that wait at the server, where its metrics page is known
 * @param done clips delivered
 * @param failedByToken failures by the contract's token
 * @param secondsPerClip moving average; 0 before the first clip
 * @param utilisation share of its concurrency that was at work over the last five minutes, 0..1
 * @param since when the state began
 */
public record EndpointStatus(
        String endpoint,
        State state,
        Optional<Capabilities> offer,
        int concurrency,
        int inFlight,
        OptionalInt serverQueue,
        long done,
        Map<String, Long> failedByToken,
        double secondsPerClip,
        double utilisation,
        Optional<String> lastError,
        Instant since) {
    public EndpointStatus {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(state);
        Objects.requireNonNull(offer);
        Objects.requireNonNull(serverQueue);
        failedByToken = Map.copyOf(failedByToken);
        Objects.requireNonNull(lastError);
        Objects.requireNonNull(since);
    }

    /** Whether orders go to an endpoint. */
    public enum State {
        /** Not reached yet. */
        CONNECTING,
        /** Takes orders. */
        READY,
        /** Failed too often, or cannot be reached; tried again in the background. */
        BROKEN,
        /** Finishes what it has and takes no more. */
        DRAINING,
        /** Closed. */
        GONE
    }
}
