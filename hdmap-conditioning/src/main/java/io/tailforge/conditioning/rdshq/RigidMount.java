package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import java.util.List;

/**
 * Where a sensor sits on the rig, from its poses and the vehicle's over all frames. A sensor's poses are those at its own
 * shutter, the vehicle's at the frame's time: where the two do not move as one body, the offset in time is looked for that
 * makes them; where none does, they are taken as they are.
 *
 * @param offsetMicros how much later than the stated times the sensor's poses are
 * @param spread how far from one body the poses still are: the farthest from the mean in metres, turns counted at a metre's
 *     distance
 */
public record RigidMount(Pose rigFromSensor, long offsetMicros, double spread) {
    /** What float32 poses and their interpolation leave. */
    static final double TOLERANCE = 0.02;

    private static final Vec3 AHEAD = new Vec3(0, 0, 1);
    private static final Vec3 ASIDE = new Vec3(1, 0, 0);
    private static final long MOST_OFFSET = 50_000;
    private static final long COARSE = 5_000;

    /** @param worldFromSensor at least one, at the frames' times */
    public static RigidMount of(EgoTrajectory ego, List<TimedPose> worldFromSensor) {
        RigidMount onTime = at(ego, worldFromSensor, 0);
        if (onTime.spread <= TOLERANCE) {
            return onTime;
        }
        RigidMount best = onTime;
        for (long step = COARSE; step >= 1; step /= 5) {
            long reach = step == COARSE ? MOST_OFFSET : 5 * step;
            long centre = best.offsetMicros;
            for (long offset = centre - reach; offset <= centre + reach; offset += step) {
                RigidMount mount = at(ego, worldFromSensor, offset);
                best = mount.spread < best.spread ? mount : best;
            }
        }
        return best.spread <= TOLERANCE ? best : onTime;
    }

    private static RigidMount at(EgoTrajectory ego, List<TimedPose> worldFromSensor, long offset) {
        List<TimedPose> covered = worldFromSensor.stream()
                .filter(sample -> isCovered(ego, sample.timestampMicros() + offset))
                .toList();
        List<Pose> mounts = (covered.isEmpty() ? worldFromSensor : covered)
                .stream()
                        .map(sample -> ego.at(sample.timestampMicros() + offset)
                                .inverse()
                                .times(sample.pose()))
                        .toList();
        Pose mean = mean(mounts);
        double spread = mounts.stream()
                .mapToDouble(mount -> distance(mount, mean))
                .max()
                .orElse(0);
        return new RigidMount(mean, offset, spread);
    }

    private static boolean isCovered(EgoTrajectory ego, long timestampMicros) {
        return timestampMicros >= ego.samples().getFirst().timestampMicros() && timestampMicros <= ego.endMicros();
    }

    private static double distance(Pose a, Pose b) {
        double turn =
                a.rotate(AHEAD).distanceTo(b.rotate(AHEAD)) + a.rotate(ASIDE).distanceTo(b.rotate(ASIDE));
        return a.translation().distanceTo(b.translation()) + turn;
    }

    private static Pose mean(List<Pose> poses) {
        Vec3 translation = Vec3.ZERO;
        double[] q = new double[4];
        Quaternion first = poses.getFirst().rotation();
        for (Pose pose : poses) {
            translation = translation.plus(pose.translation());
            Quaternion r = pose.rotation();
            double side = r.w() * first.w() + r.x() * first.x() + r.y() * first.y() + r.z() * first.z() < 0 ? -1 : 1;
            q[0] += side * r.w();
            q[1] += side * r.x();
            q[2] += side * r.y();
            q[3] += side * r.z();
        }
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        return new Pose(
                translation.times(1.0 / poses.size()),
                new Quaternion(q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm));
    }
}
