package io.tailforge.quality.check;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Lidar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** D1: every sweep of every LiDAR is there, readable, finite, within range, in time order and where the ego was. */
public final class LidarFormatCheck implements QualityCheck {
    private static final String ID = "lidar-format";
    private static final double MIN_RANGE = 0.05;
    private static final double MAX_RANGE = 400;

    /** Between neighbouring columns; lasers of one column fire over some ten microseconds. */
    private static final int TIME_TOLERANCE_MICROS = 100;

    private static final double POSITION_TOLERANCE = 0.05;
    private static final double ROTATION_TOLERANCE = Math.toRadians(0.2);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "every LiDAR sweep is there, finite, within range, in time order and states the ego's pose";
    }

    @Override
    public int cost() {
        return 40;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Sweeps(clip);
    }

    private static final class Sweeps implements Examination {
        private final ClipEvidence clip;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Long> points = new TreeMap<>();

        Sweeps(ClipEvidence clip) {
            this.clip = clip;
        }

        @Override
        public void brokenSweep(LidarSweep sweep, BadInputException why) {
            findings.add(about(sweep)
                    .fail("LIDAR-UNREADABLE", 0, 1, "files", sweep.index(), String.valueOf(why.getMessage())));
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints cloud) {
            points.merge(sweep.lidar(), (long) cloud.count(), Long::sum);
            int before = findings.size();
            requireFinite(sweep, cloud);
            requireTimes(sweep, cloud);
            if (findings.size() == before) {
                requirePose(sweep, cloud);
            }
        }

        private static Findings about(LidarSweep sweep) {
            return Findings.about(ID, sweep.lidar());
        }

        private void requireFinite(LidarSweep sweep, SweepPoints cloud) {
            int notFinite = 0;
            int outOfRange = 0;
            for (int i = 0; i < cloud.count(); i++) {
                double range = Math.sqrt((double) cloud.x(i) * cloud.x(i)
                        + (double) cloud.y(i) * cloud.y(i)
                        + (double) cloud.z(i) * cloud.z(i));
                if (!Double.isFinite(range)) {
                    notFinite++;
                } else if (range < MIN_RANGE || range > MAX_RANGE) {
                    outOfRange++;
                }
            }
            require(sweep, "LIDAR-NAN", notFinite, "points have a coordinate that is no number");
            require(sweep, "LIDAR-RANGE", outOfRange, "points lie nearer or farther than any LiDAR sees");
        }

        private void requireTimes(LidarSweep sweep, SweepPoints cloud) {
            int[] first = new int[65_536];
            Arrays.fill(first, Integer.MAX_VALUE);
            long period = Math.round(1e6 / lidar(sweep).rateHz());
            int outside = 0;
            for (int i = 0; i < cloud.count(); i++) {
                int column = cloud.column(i);
                int time = cloud.timeMicros(i);
                first[column] = Math.min(first[column], time);
                outside += time < 0 || time > period ? 1 : 0;
            }
            require(sweep, "LIDAR-TIME", outside, "points were taken outside the sweep");
            require(sweep, "LIDAR-ORDER", countBackwards(first), "columns are earlier than the column before");
        }

        private static int countBackwards(int[] first) {
            int backwards = 0;
            int latest = Integer.MIN_VALUE + TIME_TOLERANCE_MICROS;
            for (int time : first) {
                if (time != Integer.MAX_VALUE) {
                    backwards += time < latest - TIME_TOLERANCE_MICROS ? 1 : 0;
                    latest = Math.max(latest, time);
                }
            }
            return backwards;
        }

        private void require(LidarSweep sweep, String code, int violations, String what) {
            if (violations > 0) {
                findings.add(about(sweep).fail(code, violations, 0, "count", sweep.index(), violations + " " + what));
            }
        }

        private Lidar lidar(LidarSweep sweep) {
            return clip.scene().rig().lidars().stream()
                    .filter(lidar -> lidar.name().equals(sweep.lidar()))
                    .findFirst()
                    .orElseThrow();
        }

        /** A sweep of another time, or one that was moved, states a start or a pose that is not this sweep's. */
        private void requirePose(LidarSweep sweep, SweepPoints cloud) {
            long late = Math.abs(cloud.startMicros() - sweep.startMicros());
            if (late > 1) {
                findings.add(about(sweep)
                        .fail("LIDAR-START", late, 1, "us", sweep.index(), "the file holds a sweep of another time"));
                return;
            }
            Pose expected = SweepGeometry.worldFromLidar(clip.scene(), lidar(sweep), sweep.startMicros());
            Pose off = expected.inverse().times(cloud.worldFromLidar());
            double angle = 2 * Math.acos(Math.min(1, Math.abs(off.rotation().w())));
            double distance = off.translation().norm();
            if (distance > POSITION_TOLERANCE || angle > ROTATION_TOLERANCE) {
                findings.add(about(sweep)
                        .fail(
                                "LIDAR-POSE",
                                distance,
                                POSITION_TOLERANCE,
                                "m",
                                sweep.index(),
                                "the stated pose is %.3f m and %.2f degrees off the ego's"
                                        .formatted(distance, Math.toDegrees(angle))));
            }
        }

        @Override
        public List<Finding> finish() {
            Scene scene = clip.scene();
            for (Lidar lidar : scene.rig().lidars()) {
                Findings about = Findings.about(ID, lidar.name());
                long came = clip.result().sweeps().stream()
                        .filter(sweep -> sweep.lidar().equals(lidar.name()))
                        .count();
                int due = lidar.sweepCount(scene.grid().durationMicros());
                findings.add(
                        came == due
                                ? about.pass("LIDAR-SWEEPS", came, due, "sweeps", -1)
                                : about.fail(
                                        "LIDAR-SWEEPS", came, due, "sweeps", -1, "sweeps are missing or too many"));
                if (due > 0) {
                    double mean = (double) points.getOrDefault(lidar.name(), 0L) / due;
                    findings.add(about.atLeast("LIDAR-POINTS", mean, 1, "points a sweep", -1, "the LiDAR saw nothing"));
                }
            }
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-LIDAR", "the rig has no LiDAR"));
            }
            return findings;
        }
    }
}
