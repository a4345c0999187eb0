package io.tailforge.quality.check.lidar;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Lidar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An actor's box while a sweep goes on, in the sensor's frame at the sweep's start. Metres.
 *
 * @param actor its id
 * @param instance index in the scene + 1
 * @param first where the box is when the sweep begins, {@code last} when it ends
 * @param passed where it is when the beams pass its middle: the sensor begins backwards and turns clockwise
 * @param radius of a ball about the box's first middle that holds the box wherever it goes during the sweep
 * @param boxFromFirst row-major, of {@code first}; {@code boxFromLast} of {@code last}
 */
record SweptBox(
        String actor,
        int instance,
        Vec3 size,
        Pose first,
        Pose last,
        Pose passed,
        double radius,
        double[] boxFromFirst,
        double[] boxFromLast) {
    /** Moments of a sweep at which a point without a time may have been measured. */
    private static final int MOMENTS = 5;

    /** Of all actors that are there when a sweep starts, in the scene's order. */
    static List<SweptBox> list(Scene scene, LidarSweep sweep) {
        Lidar lidar = SweepGeometry.getLidar(scene, sweep);
        Pose lidarFromWorld =
                SweepGeometry.worldFromLidar(scene, lidar, sweep.startMicros()).inverse();
        List<SweptBox> boxes = new ArrayList<>();
        for (int number = 0; number < scene.actors().size(); number++) {
            find(scene.actors().get(number), number, sweep.startMicros(), 1e6 / lidar.rateHz(), lidarFromWorld)
                    .ifPresent(boxes::add);
        }
        return boxes;
    }

    private static Optional<SweptBox> find(
            ActorTrack actor, int number, long start, double period, Pose lidarFromWorld) {
        return actor.findAt(start).map(state -> {
            Pose first = lidarFromWorld.times(state.box().worldFromCuboid());
            Vec3 at = first.translation();
            double turned = (Math.PI - Math.atan2(at.y(), at.x())) / (2 * Math.PI);
            Pose passed = later(actor, start + Math.round(turned * period), lidarFromWorld, first);
            Pose last = later(actor, start + Math.round(period), lidarFromWorld, first);
            return new SweptBox(
                    actor.id(),
                    number + 1,
                    state.box().size(),
                    first,
                    last,
                    passed,
                    state.box().size().norm() / 2 + first.translation().distanceTo(last.translation()),
                    first.inverse().toMatrix(),
                    last.inverse().toMatrix());
        });
    }

    private static Pose later(ActorTrack actor, long time, Pose lidarFromWorld, Pose otherwise) {
        return actor.findAt(time)
                .map(state -> lidarFromWorld.times(state.box().worldFromCuboid()))
                .orElse(otherwise);
    }

    /** Whether a point may lie in the box or so far beside it, by its distance from the middle alone. */
    boolean isNear(double x, double y, double z, double margin) {
        Vec3 middle = first.translation();
        double dx = x - middle.x();
        double dy = y - middle.y();
        double dz = z - middle.z();
        double reach = radius + 2 * margin;
        return dx * dx + dy * dy + dz * dz < reach * reach;
    }

    /**
     * A point as seen from the box's middle.
     *
     * @param share of the sweep that is over when the point is measured
     * @param within x, y, z to fill
     */
    void locate(double x, double y, double z, double share, double[] within) {
        for (int axis = 0; axis < 3; axis++) {
            int row = 4 * axis;
            double from = boxFromFirst[row] * x
                    + boxFromFirst[row + 1] * y
                    + boxFromFirst[row + 2] * z
                    + boxFromFirst[row + 3];
            double to =
                    boxFromLast[row] * x + boxFromLast[row + 1] * y + boxFromLast[row + 2] * z + boxFromLast[row + 3];
            within[axis] = from + share * (to - from);
        }
    }

    /** How far it goes during the sweep, metres. */
    double travel() {
        return first.translation().distanceTo(last.translation());
    }

    /**
     * Whether a point lies in the box, or so far beside it, when it is measured, or at any moment where that is not told.
     *
     * @param periodMicros of a sweep
     * @param within scratch
     */
    boolean holds(SweepCloud cloud, int i, double periodMicros, double margin, double[] within) {
        float x = cloud.xyz()[3 * i];
        float y = cloud.xyz()[3 * i + 1];
        float z = cloud.xyz()[3 * i + 2];
        if (!isNear(x, y, z, margin)) {
            return false;
        }
        if (cloud.points().tellsTimes()) {
            locate(x, y, z, cloud.points().timeMicros(i) / periodMicros, within);
            return holds(within, margin);
        }
        for (int moment = 0; moment < MOMENTS; moment++) {
            locate(x, y, z, moment / (MOMENTS - 1.0), within);
            if (holds(within, margin)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a point as {@link #locate} gives it lies in the box or so far beside it. */
    boolean holds(double[] within, double margin) {
        return Math.abs(within[0]) <= size.x() / 2 + margin
                && Math.abs(within[1]) <= size.y() / 2 + margin
                && Math.abs(within[2]) <= size.z() / 2 + margin;
    }
}
