package io.tailforge.conditioning;

import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.sensor.Rig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real drive that came with the layout. Times are microseconds since its first pose.
 *
 * @param rigs by camera model: {@code ftheta}, {@code pinhole}; LiDARs where the recording has them; empty where it tells of no sensor
 */
public record Recording(EgoTrajectory ego, List<ActorTrack> actors, List<LightTimeline> lights, Map<String, Rig> rigs) {
    public Recording {
        Objects.requireNonNull(ego);
        actors = List.copyOf(actors);
        lights = List.copyOf(lights);
        rigs = Map.copyOf(rigs);
    }
}
