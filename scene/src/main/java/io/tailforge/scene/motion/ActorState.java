package io.tailforge.scene.motion;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;

/**
 * An actor at a time.
 *
 * @param timestampMicros microseconds since the start of the clip
 * @param box centre pose in the world and size (length, width, height)
 */
public record ActorState(long timestampMicros, Cuboid box) {
    public Pose worldFromActor() {
        return box.worldFromCuboid();
    }

    public Vec3 size() {
        return box.size();
    }
}
