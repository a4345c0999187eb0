package io.tailforge.scene;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Variation;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that decides a clip but the engine: where, with which sensors, who moves how, in which weather, light and
 * region, from which seed. Time is microseconds since the start of the clip. Written as the scene document
 * ({@link SceneDocument}): same document, same result, anywhere.
 *
 * @param name slug {@code [a-z0-9-]}; variations of one scene share it and never straddle dataset splits
 * @param actors ids unique; actor i (0-based) has instance id i + 1 in every truth layer, 0 is no actor
 * @param seed 64 bits, unsigned
 */
public record Scene(
        String name,
        LayoutRef layout,
        Rig rig,
        EgoTrajectory ego,
        List<ActorTrack> actors,
        List<LightTimeline> lights,
        Variation variation,
        FrameGrid grid,
        long seed) {
    public Scene {
        Objects.requireNonNull(layout);
        Objects.requireNonNull(rig);
        Objects.requireNonNull(ego);
        actors = List.copyOf(actors);
        lights = List.copyOf(lights);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(grid);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw new IllegalArgumentException(
                    "a scene's name is lower-case letters, digits and '-', not '" + name + "'");
        }
        Set<String> ids = new HashSet<>();
        for (ActorTrack actor : actors) {
            if (!ids.add(actor.id())) {
                throw new IllegalArgumentException("two actors have the id " + actor.id());
            }
        }
        rig.cameras().forEach(camera -> requireTimes(camera, grid));
    }

    private static void requireTimes(Camera camera, FrameGrid grid) {
        if (camera.times().frames() < grid.frames()) {
            throw new IllegalArgumentException(camera.name() + " has times for "
                    + camera.times().frames() + " frames, the clip has " + grid.frames());
        }
    }

    /** When a camera takes a frame, microseconds since the start of the clip: ask this wherever a camera looks. */
    public long timestampMicros(Camera camera, int frame) {
        return camera.times().timestampMicros(grid, frame);
    }

    /** Where a camera stands when it takes a frame. */
    public Pose worldFromCamera(Camera camera, int frame) {
        return ego.at(timestampMicros(camera, frame)).times(camera.rigFromCamera());
    }

    public ClipId clipId() {
        return ClipId.of(layout.sha256(), name, variation.name(), rig.name(), seed);
    }
}
