package io.tailforge.scene.variation;

import io.tailforge.scene.motion.ActorClass;
import java.util.Objects;

/** Actors asked for. @param count how many of the class in the role, 0..200 */
public record ActorRequest(Role role, ActorClass actorClass, int count) {
    public ActorRequest {
        Objects.requireNonNull(role);
        Objects.requireNonNull(actorClass);
        if (count < 0 || count > 200) {
            throw new IllegalArgumentException("an actor count lies between 0 and 200, not " + count);
        }
    }

    /** What they do. */
    public enum Role {
        /** Drives the ego's way, on its lanes or beside them, by the intelligent-driver model. */
        LANE_FOLLOWER,
        /** Drives the other way. */
        ONCOMING,
        /** Stands at the road's edge or in a parking lane. */
        PARKED,
        /** Walks along a walkway. */
        WALKWAY,
        /** Crosses the road at a crossing (or between parked cars where there is none). */
        CROSSING
    }
}
