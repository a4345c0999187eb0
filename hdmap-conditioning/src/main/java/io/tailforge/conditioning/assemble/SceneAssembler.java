package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.SceneRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a layout and a plan into a scene: where the ego drives, who else is there and how they move, what the lights show,
 * which sensors look on. Everything drawn is drawn from the plan's seed and a name, so the same layout and plan give the
 * same scene, and plans that differ only in weather, sun or region give the same motion.
 *
 * <p>Drivers follow the intelligent-driver model at ten steps a second: they mind limits, curves, leaders, red lights,
 * people about to step into their way, and those who go first. Nobody comes nearer than 0.3 m to anybody who was placed
 * here; who cannot be placed so is left out and counted in a warning.
 */
public final class SceneAssembler {
    /** How far beyond the clip's end the ego's path and the tracks go on. */
    private static final long TAIL_MICROS = 200_000;

    private static final int MIN_POSE_RATE = 30;

    /**
     * @param reading the layout as its reader found it
     * @param layout the reference that the scene document will carry
     * @throws io.tailforge.scene.problem.BadInputException where the plan asks for what the layout or the rig does not
     *     have (lane, camera, recorded rig) or gives tracks that cannot be (outside the clip, two of one name)
     */
    public AssembledScene assemble(LayoutReading reading, LayoutRef layout, ClipPlan plan) {
        FrameGrid grid = plan.grid();
        SceneRequest request = plan.scene();
        Optional<Recording> recording = reading.recording();
        GivenActors givenActors = GivenActors.of(request, recording, grid.durationMicros() + TAIL_MICROS);
        Setting setting =
                new Setting(reading.map(), request, recording, plan.seed(), grid.durationMicros() + TAIL_MICROS);
        List<Body> given = new ArrayList<>(givenActors.bodies(setting.steps()));
        setting.givenEgo().ifPresent(path -> given.addFirst(egoBody(path, setting.steps())));
        Slots slots = Slots.of(request, givenActors.ids());
        Population population = new Population(
                setting.site(), plan.seed(), setting.egoDriver(), given, poles(reading.map(), setting.steps()));
        Map<Slot, Body> placed = population.fill(slots.slots());
        EgoTrajectory ego =
                setting.givenEgo().orElseGet(() -> drive(setting.egoDriver().orElseThrow(), grid));
        List<ActorTrack> actors = new ArrayList<>(givenActors.tracks());
        int steps = (int) Math.ceilDiv(grid.durationMicros(), Body.STEP_MICROS) + 1;
        for (Slot slot : slots.slots()) {
            Optional.ofNullable(placed.get(slot))
                    .map(body -> body.toTrack(steps))
                    .ifPresent(actors::add);
        }
        Scene scene = new Scene(
                request.name(),
                layout,
                SceneRig.of(plan.rig(), recording, grid),
                ego,
                actors,
                setting.site().signals().listTimelines(),
                plan.variation(),
                grid,
                plan.seed());
        List<Problem> warnings = new ArrayList<>(slots.warnings());
        warnings.addAll(slots.listUnfilled(placed.keySet()));
        warnings.addAll(Oddities.of(reading, plan));
        return new AssembledScene(scene, warnings);
    }

    /** The ego's poses: at each frame, and between frames where the clip has fewer than thirty a second. */
    private static EgoTrajectory drive(Driver ego, FrameGrid grid) {
        int perFrame = Math.ceilDiv(MIN_POSE_RATE, grid.fps());
        double rate = (double) perFrame * grid.fps();
        long end = grid.durationMicros() + TAIL_MICROS;
        List<TimedPose> poses = new ArrayList<>();
        for (int k = 0; poses.isEmpty() || poses.getLast().timestampMicros() < end; k++) {
            long micros = Math.round(k * 1e6 / rate);
            poses.add(new TimedPose(micros, ego.poseAt(micros, -EgoVehicle.MIDDLE)));
        }
        return new EgoTrajectory(poses);
    }

    private static Body egoBody(EgoTrajectory path, int steps) {
        Body body = new Body(EgoVehicle.ID, ActorClass.CAR, EgoVehicle.SIZE, steps);
        for (int k = 0; k < steps; k++) {
            long micros = k * Body.STEP_MICROS;
            Pose rig = path.at(micros);
            Pose middle = new Pose(rig.transform(new Vec3(EgoVehicle.MIDDLE, 0, 0)), rig.rotation());
            body.put(k, middle, path.speedAt(micros));
        }
        return body;
    }

    private static List<Body> poles(HdMap map, int steps) {
        return map.listElements(Pole.class).stream()
                .map(pole -> Body.standing(
                        pole.id(),
                        ActorClass.OTHER,
                        new Vec3(2 * pole.radius(), 2 * pole.radius(), 2),
                        steps,
                        Pose.ofYaw(
                                pole.axis().first().x(),
                                pole.axis().first().y(),
                                pole.axis().first().z(),
                                0)))
                .toList();
    }
}
