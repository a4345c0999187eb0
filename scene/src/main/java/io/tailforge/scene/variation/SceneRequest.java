package io.tailforge.scene.variation;

import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A scene asked for on a layout.
 *
 * @param name slug, as {@link io.tailforge.scene.Scene#name()}
 * @param startLane lane to start the ego on; empty: chosen by the seed (or the recording's own path where there is one)
 * @param through where the ego shall drive through; empty: wherever its route leads
 * @param egoSpeed wished speed, m/s; empty: by the lane's limit or its kind
 * @param ego the user's own path, which then is used as it is
 * @param actors wishes, filled as far as they fit without overlap; what did not fit is reported
 * @param tracks the user's own tracks, used as they are
 * @param recordedActors keep the recording's actors where the layout has a recording
 */
public record SceneRequest(
        String name,
        Optional<String> startLane,
        Optional<Waypoint> through,
        OptionalDouble egoSpeed,
        Optional<EgoTrajectory> ego,
        List<ActorRequest> actors,
        List<ActorTrack> tracks,
        boolean recordedActors) {
    public SceneRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(startLane);
        Objects.requireNonNull(through);
        Objects.requireNonNull(egoSpeed);
        Objects.requireNonNull(ego);
        actors = List.copyOf(actors);
        tracks = List.copyOf(tracks);
    }

    /** Whether it says where to drive, so that a recording's own path is not wanted. */
    public boolean choosesRoute() {
        return startLane.isPresent() || through.isPresent();
    }

    /** A request that names no place to drive through. */
    public SceneRequest(
            String name,
            Optional<String> startLane,
            OptionalDouble egoSpeed,
            Optional<EgoTrajectory> ego,
            List<ActorRequest> actors,
            List<ActorTrack> tracks,
            boolean recordedActors) {
        this(name, startLane, Optional.empty(), egoSpeed, ego, actors, tracks, recordedActors);
    }

    /** The same under another name, through a place. */
    public SceneRequest through(String otherName, Waypoint waypoint) {
        return new SceneRequest(
                otherName, startLane, Optional.of(waypoint), egoSpeed, ego, actors, tracks, recordedActors);
    }
}
