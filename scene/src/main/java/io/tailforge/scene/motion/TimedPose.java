package io.tailforge.scene.motion;

import io.tailforge.scene.geometry.Pose;
import java.util.Objects;

/** A pose at a time. @param timestampMicros microseconds since the start of the clip */
public record TimedPose(long timestampMicros, Pose pose) {
    public TimedPose {
        Objects.requireNonNull(pose);
    }
}
