package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.lidargen.air.SprayPlume;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import java.util.ArrayList;
import java.util.List;

/** Whose wheels throw up spray, and where it hangs: the ego vehicle's and those of every vehicle that moves on a wet road. */
final class SprayField {
    /** Thinner plumes are not seen. */
    private static final double LEAST_EXTINCTION = 2e-4;

    private static final double EGO_HALF_WIDTH = 0.95;
    /** From the rear axle to a box's end. */
    private static final double OVERHANG = 0.9;

    private static final long STEP_MICROS = 50_000;

    private final Scene scene;
    private final Vec3 origin;
    private final long seed;
    private final double film;

    /** @param origin of the mesh frame in the layout's */
    SprayField(Scene scene, Vec3 origin, long seed) {
        this.scene = scene;
        this.origin = origin;
        this.seed = seed;
        this.film = scene.variation().weather().waterFilmMillimetres();
    }

    /** The plumes at a time, in the mesh frame. */
    Spray at(long timestampMicros) {
        if (film == 0) {
            return Spray.NONE;
        }
        List<SprayPlume> plumes = new ArrayList<>();
        double ego = scene.ego().speedAt(timestampMicros);
        add(plumes, scene.ego().at(timestampMicros), ego, 0, 0, EGO_HALF_WIDTH);
        for (ActorTrack actor : scene.actors()) {
            if (actor.moving() && leavesSpray(actor.actorClass())) {
                actor.findAt(timestampMicros)
                        .ifPresent(state -> addActor(plumes, state, speed(actor, state, timestampMicros)));
            }
        }
        return plumes.isEmpty() ? Spray.NONE : new Spray(plumes, seed, timestampMicros * 1e-6);
    }

    private static boolean leavesSpray(ActorClass actor) {
        return actor.isVehicle() && actor != ActorClass.TRAM || actor == ActorClass.MOTORCYCLE;
    }

    private static double speed(ActorTrack actor, ActorState now, long timestampMicros) {
        return actor.findAt(timestampMicros - STEP_MICROS)
                .or(() -> actor.findAt(timestampMicros + STEP_MICROS))
                .map(other -> now.worldFromActor()
                                .translation()
                                .distanceTo(other.worldFromActor().translation())
                        / (STEP_MICROS * 1e-6))
                .orElse(0.0);
    }

    private void addActor(List<SprayPlume> plumes, ActorState state, double speed) {
        Vec3 size = state.size();
        add(plumes, state.worldFromActor(), speed, Math.min(0, OVERHANG - size.x() / 2), size.z() / 2, size.y() / 2);
    }

    /** @param wheels of the rear axle, along the vehicle from its pose's origin; negative is behind */
    private void add(List<SprayPlume> plumes, Pose pose, double speed, double wheels, double height, double halfWidth) {
        double core = SprayPlume.extinction(speed, film);
        if (core < LEAST_EXTINCTION) {
            return;
        }
        Vec3 forward = pose.rotation().rotate(new Vec3(1, 0, 0));
        double level = Math.hypot(forward.x(), forward.y());
        Vec3 at = pose.translation().minus(origin);
        plumes.add(new SprayPlume(
                at.x() + wheels * forward.x(),
                at.y() + wheels * forward.y(),
                at.z() - height + wheels * forward.z(),
                forward.x() / level,
                forward.y() / level,
                halfWidth,
                core));
    }
}
