package io.tailforge.scene.motion;

import io.tailforge.scene.geometry.Pose;
import java.util.List;

/**
 * Where the ego vehicle is: {@code worldFromRig} over time. The rig's origin is the rear axle's centre on the ground, x
 * forward, y left, z up. Between samples the pose is interpolated; outside it holds the nearest one.
 *
 * @param samples at least one, times strictly increasing
 */
public record EgoTrajectory(List<TimedPose> samples) {
    public EgoTrajectory {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an ego trajectory needs at least one pose");
        }
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).timestampMicros() <= samples.get(i - 1).timestampMicros()) {
                throw new IllegalArgumentException("ego times must increase, pose " + i + " does not");
            }
        }
    }

    public Pose at(long timestampMicros) {
        int after = 0;
        int high = samples.size();
        while (after < high) {
            int middle = (after + high) >>> 1;
            if (samples.get(middle).timestampMicros() <= timestampMicros) {
                after = middle + 1;
            } else {
                high = middle;
            }
        }
        if (after == 0) {
            return samples.getFirst().pose();
        }
        TimedPose a = samples.get(after - 1);
        if (after == samples.size() || a.timestampMicros() == timestampMicros) {
            return a.pose();
        }
        TimedPose b = samples.get(after);
        double t = (double) (timestampMicros - a.timestampMicros()) / (b.timestampMicros() - a.timestampMicros());
        return a.pose().interpolate(b.pose(), t);
    }

    /** Metres per second, from the poses a twentieth of a second before and after. */
    public double speedAt(long timestampMicros) {
        long from = Math.max(samples.getFirst().timestampMicros(), timestampMicros - 50_000);
        long to = Math.min(samples.getLast().timestampMicros(), timestampMicros + 50_000);
        return to <= from ? 0 : at(from).translation().distanceTo(at(to).translation()) / ((to - from) * 1e-6);
    }

    public long endMicros() {
        return samples.getLast().timestampMicros();
    }
}
