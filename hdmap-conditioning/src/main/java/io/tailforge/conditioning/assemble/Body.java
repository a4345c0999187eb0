package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that takes up room: where it stands at each step of {@link #STEP_MICROS}, absent where nothing was put. */
final class Body {
    static final long STEP_MICROS = 100_000;

    private final String id;
    private final ActorClass actorClass;
    private final Vec3 size;
    private final @Nullable Pose[] foot;
    private final double[] heading;
    private final double[] speed;

    /** @param size length, width, height */
    Body(String id, ActorClass actorClass, Vec3 size, int steps) {
        this.id = id;
        this.actorClass = actorClass;
        this.size = size;
        this.foot = new Pose[steps];
        this.heading = new double[steps];
        this.speed = new double[steps];
    }

    /** Stands still all the time. */
    static Body standing(String id, ActorClass actorClass, Vec3 size, int steps, Pose foot) {
        Body body = new Body(id, actorClass, size, steps);
        for (int k = 0; k < steps; k++) {
            body.put(k, foot, 0);
        }
        return body;
    }

    /** @param footPose middle of the box's underside; the body's own axes */
    void put(int step, Pose footPose, double metresPerSecond) {
        foot[step] = footPose;
        heading[step] = footPose.yaw();
        speed[step] = metresPerSecond;
    }

    void remove(int step) {
        foot[step] = null;
    }

    String id() {
        return id;
    }

    ActorClass actorClass() {
        return actorClass;
    }

    Vec3 size() {
        return size;
    }

    double length() {
        return size.x();
    }

    double width() {
        return size.y();
    }

    int steps() {
        return foot.length;
    }

    boolean isPresent(int step) {
        return foot[step] != null;
    }

    /** True for people and what moves with them: their next second is looked at, not only where they are. */
    boolean isOnFoot() {
        return switch (actorClass) {
            case PEDESTRIAN, CHILD, STROLLER, ANIMAL -> true;
            case CAR, VAN, TRUCK, BUS, TRAM, TRAILER, MOTORCYCLE, BICYCLE, DEBRIS, CONE, OTHER -> false;
        };
    }

    Pose footAt(int step) {
        Pose pose = foot[step];
        if (pose == null) {
            throw new IllegalArgumentException(id + " is absent at step " + step);
        }
        return pose;
    }

    Vec3 positionAt(int step) {
        return footAt(step).translation();
    }

    double headingAt(int step) {
        return heading[step];
    }

    double speedAt(int step) {
        return speed[step];
    }

    /** The label: states at every step at which it is there; one that is never there has no track. */
    ActorTrack toTrack(int steps) {
        List<ActorState> states = new ArrayList<>();
        boolean moving = false;
        for (int k = 0; k < Math.min(steps, foot.length); k++) {
            if (isPresent(k)) {
                Pose pose = footAt(k);
                Vec3 centre = pose.transform(new Vec3(0, 0, size.z() / 2));
                states.add(new ActorState(k * STEP_MICROS, new Cuboid(new Pose(centre, pose.rotation()), size)));
                moving |= speed[k] > 0.05;
            }
        }
        return new ActorTrack(id, actorClass, "", moving, states);
    }
}
