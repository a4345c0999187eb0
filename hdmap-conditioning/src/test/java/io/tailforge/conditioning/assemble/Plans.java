package io.tailforge.conditioning.assemble;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ActorRequest.Role;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Plans for tests: a busy street by default. */
final class Plans {
    static final LayoutRef LAYOUT = new LayoutRef("street", "test", "0".repeat(64));
    static final RigRequest RIG = new RigRequest("default", Optional.empty(), "ftheta", List.of(), Optional.empty());
    static final List<ActorRequest> BUSY = List.of(
            new ActorRequest(Role.LANE_FOLLOWER, ActorClass.CAR, 4),
            new ActorRequest(Role.LANE_FOLLOWER, ActorClass.BICYCLE, 1),
            new ActorRequest(Role.ONCOMING, ActorClass.CAR, 3),
            new ActorRequest(Role.ONCOMING, ActorClass.BUS, 1),
            new ActorRequest(Role.PARKED, ActorClass.CAR, 6),
            new ActorRequest(Role.PARKED, ActorClass.VAN, 1),
            new ActorRequest(Role.WALKWAY, ActorClass.PEDESTRIAN, 6),
            new ActorRequest(Role.CROSSING, ActorClass.PEDESTRIAN, 2),
            new ActorRequest(Role.CROSSING, ActorClass.CHILD, 1));

    private Plans() {}

    static ClipPlan of(SceneRequest scene, RigRequest rig, int frames, long seed) {
        return new ClipPlan(
                0, scene, variation("clear", Weather.CLEAR), rig, new FrameGrid(frames, 30, 640, 352), seed);
    }

    static ClipPlan busy(int frames, long seed) {
        return of(scene(BUSY), RIG, frames, seed);
    }

    static ClipPlan with(List<ActorRequest> actors, int frames, long seed) {
        return of(scene(actors), RIG, frames, seed);
    }

    static Variation variation(String name, Weather weather) {
        Region region =
                new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a European city");
        return new Variation(name, weather, new SunPosition(0.7, 1), region);
    }

    static SceneRequest scene(List<ActorRequest> actors) {
        return new SceneRequest(
                "street", Optional.empty(), OptionalDouble.empty(), Optional.empty(), actors, List.of(), true);
    }

    static SceneRequest sceneOn(String startLane, OptionalDouble speed, List<ActorRequest> actors) {
        return new SceneRequest("street", Optional.of(startLane), speed, Optional.empty(), actors, List.of(), true);
    }

    static SceneRequest sceneWith(EgoTrajectory ego, List<ActorRequest> actors, List<ActorTrack> tracks) {
        return new SceneRequest(
                "street", Optional.empty(), OptionalDouble.empty(), Optional.of(ego), actors, tracks, true);
    }
}
