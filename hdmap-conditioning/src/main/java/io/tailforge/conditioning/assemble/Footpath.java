package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import java.util.List;

/** A line on which somebody walks at one speed: waits at its beginning, stands still at its end. */
final class Footpath {
    private static final double LOOK = 0.35;

    private final Polyline3 line;
    private final double length;
    private final Ground ground;

    Footpath(List<Vec3> points, Ground ground) {
        this.line = Polyline3.of(points);
        this.length = line.length();
        this.ground = ground;
    }

    double length() {
        return length;
    }

    /** @param from distance along at the clip's start; negative: still this far from setting out */
    Body walk(String id, ActorClass actorClass, Vec3 size, int steps, double from, double speed) {
        Body body = new Body(id, actorClass, size, steps);
        for (int k = 0; k < steps; k++) {
            double s = from + speed * k * Body.STEP_MICROS * 1e-6;
            boolean walking = s >= 0 && s < length;
            body.put(k, poseAt(Math.min(length, Math.max(0, s))), walking ? speed : 0);
        }
        return body;
    }

    private Pose poseAt(double s) {
        Vec3 point = line.pointAt(s);
        Vec3 behind = line.pointAt(Math.max(0, s - LOOK));
        Vec3 ahead = line.pointAt(Math.min(length, s + LOOK));
        double yaw = StrictMath.atan2(ahead.y() - behind.y(), ahead.x() - behind.x());
        double z = (height(behind) + height(point) + height(ahead)) / 3;
        return Pose.ofYaw(point.x(), point.y(), z, yaw);
    }

    /** Looked at over a stride, so that a kerb is stepped over and not jumped. */
    private double height(Vec3 point) {
        return ground.findHeight(point.x(), point.y(), point.z()).orElse(point.z());
    }
}
