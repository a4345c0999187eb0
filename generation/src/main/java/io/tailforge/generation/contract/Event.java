package io.tailforge.generation.contract;

import io.tailforge.scene.artifact.EngineIdentity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a server says while it works on a request; {@code seq} counts a request's events from 0 without a gap. */
public sealed interface Event {
    long seq();

    /** The request is valid and work on it begins. */
    record Accepted(long seq) implements Event {}

    /** @param fraction 0..1 of this request */
    record Progress(long seq, double fraction) implements Event {}

    /** Nothing but that the server lives. */
    record Heartbeat(long seq) implements Event {}

    /**
     * The response's DATA is a piece of an object.
     *
     * @param offset of the piece; pieces of an object come in order, without a gap
     * @param total bytes of the whole object
     */
    record Chunk(long seq, ObjectId object, String mediaType, long offset, long total) implements Event {
        public Chunk {
            Objects.requireNonNull(object);
            Objects.requireNonNull(mediaType);
        }
    }

    /** An object is whole. */
    record ObjectDone(long seq, ObjectSummary object) implements Event {
        public ObjectDone {
            Objects.requireNonNull(object);
        }
    }

    /**
     * The answer is whole; nothing follows.
     *
     * @param objects all of them again
     * @param timings seconds by phase
     */
    record Done(
            long seq,
            List<ObjectSummary> objects,
            EngineIdentity engine,
            long seedUsed,
            Map<String, Double> timings,
            List<String> warnings)
            implements Event {
        public Done {
            objects = List.copyOf(objects);
            Objects.requireNonNull(engine);
            timings = Map.copyOf(timings);
            warnings = List.copyOf(warnings);
        }
    }

    /** A finished object. @param sha256 of its bytes, 64 hex digits */
    record ObjectSummary(ObjectId object, long bytes, String sha256) {
        public ObjectSummary {
            Objects.requireNonNull(object);
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not a sha-256: " + sha256);
            }
        }
    }
}
