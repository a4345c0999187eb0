package io.tailforge.scene.artifact;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How much of a clip a request asks for. Scene, controls and seed are the whole clip's all the same.
 *
 * @param sensors cameras and LiDARs by name; empty: all of the rig
 * @param frames empty: all
 * @param given by camera, a video of the frames before the first that the engine goes on from; as many as the span's overlap
 */
public record ClipShare(Optional<Set<String>> sensors, Optional<FrameSpan> frames, Map<String, ArtifactRef> given) {
    /** All of it. */
    public static final ClipShare WHOLE = new ClipShare(Optional.empty(), Optional.empty(), Map.of());

    public ClipShare {
        sensors = sensors.map(Set::copyOf);
        Objects.requireNonNull(frames);
        given = Map.copyOf(given);
    }

    public boolean isWhole() {
        return sensors.isEmpty() && frames.isEmpty();
    }

    public boolean includes(String sensor) {
        return sensors.isEmpty() || sensors.get().contains(sensor);
    }

    public ClipShare withGiven(Map<String, ArtifactRef> videos) {
        return new ClipShare(sensors, frames, videos);
    }
}
