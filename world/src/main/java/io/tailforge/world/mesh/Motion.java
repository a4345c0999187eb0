package io.tailforge.world.mesh;

import io.tailforge.scene.geometry.Pose;
import java.util.Optional;

/** Where an instance is over time. Pure: the same time gives the same answer, from any thread. */
public interface Motion {
    /** {@code worldFromMesh}; empty where the instance is absent at that time. */
    Optional<Pose> findAt(long timestampMicros);

    /** Distance walked since the start of the clip, metres; chooses the shape of a {@link ShapeCycle}. */
    default double walkedAt(long timestampMicros) {
        return 0;
    }

    /** True where {@link #findAt} always gives the same pose: such instances are sorted in space once, not per frame. */
    default boolean isStill() {
        return false;
    }

    /** An instance that stays. */
    static Motion still(Pose worldFromMesh) {
        Optional<Pose> here = Optional.of(worldFromMesh);
        return new Motion() {
            @Override
            public Optional<Pose> findAt(long timestampMicros) {
                return here;
            }

            @Override
            public boolean isStill() {
                return true;
            }
        };
    }
}
