package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.Recording;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.variation.SceneRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The place, and how the ego comes through it. */
final class Setting {
    private final Optional<EgoTrajectory> givenEgo;
    private final Optional<Driver> egoDriver;
    private final Site site;

    Setting(HdMap map, SceneRequest request, Optional<Recording> recording, long seed, long endMicros) {
        int steps = (int) Math.ceilDiv(endMicros, Body.STEP_MICROS) + 2;
        LaneGraph graph = new LaneGraph(map);
        Ground ground = new Ground(map, graph);
        SignalPlan signals =
                SignalPlan.of(map, graph, recording.map(Recording::lights).orElse(List.of()), seed, endMicros);
        givenEgo = request.ego()
                .or(() -> recording.filter(drive -> !request.choosesRoute()).map(Recording::ego));
        egoDriver = givenEgo.isPresent()
                ? Optional.empty()
                : Optional.of(egoDriver(map, graph, ground, signals, request, seed, steps));
        ReferenceLine reference = givenEgo.map(path -> ReferenceLine.of(posesOf(path, steps)))
                .orElseGet(() -> expectedLine(egoDriver.orElseThrow(), steps));
        site = new Site(map, graph, ground, signals, reference, steps);
    }

    private static Driver egoDriver(
            HdMap map, LaneGraph graph, Ground ground, SignalPlan signals, SceneRequest request, long seed, int steps) {
        double seconds = steps * Body.STEP_MICROS * 1e-6;
        EgoRoutes.EgoRoute route = new EgoRoutes(map, graph, ground, signals, seconds).choose(request, seed);
        DrivePath path = DrivePath.along(graph, route.lanes(), EgoVehicle.MIDDLE, width -> 0);
        Body body = new Body(EgoVehicle.ID, ActorClass.CAR, EgoVehicle.SIZE, steps);
        OptionalDouble speed = request.egoSpeed();
        Driver.Wish wish = new Driver.Wish(speed, 1, speed.orElse(60));
        return new Driver(body, path, Site.stopLines(map, signals, path), route.start(), wish, true);
    }

    /** As if it drove on at the speed wished: enough to say what lies ahead. */
    private static ReferenceLine expectedLine(Driver ego, int steps) {
        double driven = 0;
        for (int k = 0; k < steps; k++) {
            driven += ego.wishedAt(ego.start() + driven) * Body.STEP_MICROS * 1e-6;
        }
        return ReferenceLine.of(ego.path(), ego.start(), driven);
    }

    private static List<Pose> posesOf(EgoTrajectory path, int steps) {
        List<Pose> poses = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            poses.add(path.at(k * Body.STEP_MICROS));
        }
        return poses;
    }

    Optional<EgoTrajectory> givenEgo() {
        return givenEgo;
    }

    Optional<Driver> egoDriver() {
        return egoDriver;
    }

    Site site() {
        return site;
    }

    int steps() {
        return site.steps();
    }
}
