package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Lidar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * D1, the files: every sweep of every LiDAR is there, readable, finite, within range, in time order and says that it was taken
 * when and where it was due. What a sweep's own header does not contradict is left to the other checks: {@link LidarBeamCheck}
 * looks at the beams.
 */
public final class LidarFormatCheck implements QualityCheck {
    private static final String ID = "lidar-format";

    /** Why times are not judged. */
    static final String UNTIMED = "the sweeps do not say when each point was measured";

    private static final double MIN_RANGE = 0.05;
    private static final double MAX_RANGE = 400;

    /** Between neighbouring columns; lasers of one column fire over some ten microseconds. */
    private static final int TIME_TOLERANCE_MICROS = 100;

    private static final Measure UNREADABLE = Measure.atMost(ID, "LIDAR-UNREADABLE", 0, "files");
    private static final Measure NO_SENSOR = Measure.atMost(ID, "LIDAR-SHOTS", 0, "sweeps");
    private static final Measure NOT_FINITE = Measure.atMost(ID, "LIDAR-NAN", 0, "points");
    private static final Measure OUT_OF_RANGE = Measure.atMost(ID, "LIDAR-RANGE", 0, "points");
    private static final Measure OUT_OF_TIME = Measure.atMost(ID, "LIDAR-TIME", 0, "points");
    private static final Measure BACKWARDS = Measure.atMost(ID, "LIDAR-ORDER", 0, "columns");
    private static final Measure LATE = Measure.atMost(ID, "LIDAR-START", 1, "us");

    /** A recording's sensor turns by its own clock: within half a sweep of when the sweep is due. */
    private static final Measure OUT_OF_STEP = Measure.atMost(ID, "LIDAR-STEP", 0.5, "sweeps");

    private static final Measure POSITION = Measure.atMost(ID, "LIDAR-POSE", 0.05, "m");
    private static final Measure HEADING = Measure.atMost(ID, "LIDAR-HEADING", Math.toRadians(0.2), "rad");
    private static final Measure MISSING = Measure.atMost(ID, "LIDAR-SWEEPS", 0, "sweeps too few or too many");
    private static final Measure EMPTY = Measure.atLeast(ID, "LIDAR-POINTS", 1, "points a sweep");

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
    public List<Measure> measures() {
        return List.of(
                UNREADABLE,
                NO_SENSOR,
                NOT_FINITE,
                OUT_OF_RANGE,
                OUT_OF_TIME,
                BACKWARDS,
                LATE,
                OUT_OF_STEP,
                POSITION,
                HEADING,
                MISSING,
                EMPTY);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Sweeps(clip, passes);
    }

    private static final class Sweeps implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final SweepFigures figures;
        private final Map<String, Long> points = new TreeMap<>();
        private final Set<String> timeless = new TreeSet<>();

        Sweeps(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
            this.figures = new SweepFigures(ID, clip.calibration());
        }

        @Override
        public void brokenSweep(LidarSweep sweep, BadInputException why) {
            add(sweep, UNREADABLE, 1, String.valueOf(why.getMessage()));
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints cloud) {
            points.merge(sweep.lidar(), (long) cloud.count(), Long::sum);
            measureRanges(sweep, cloud);
            measureTimes(sweep, cloud);
            measurePose(sweep, cloud);
        }

        private void measureRanges(LidarSweep sweep, SweepPoints cloud) {
            int notFinite = 0;
            int outOfRange = 0;
            Optional<SweepShots> shots = SweepShots.of(passes, clip.scene(), sweep, cloud);
            add(sweep, NO_SENSOR, shots.isPresent() ? 0 : 1, "rings and columns are more than any LiDAR has");
            for (float range : shots.map(SweepShots::range).orElse(new float[0])) {
                if (!Float.isFinite(range)) {
                    notFinite++;
                } else if (range < MIN_RANGE || range > MAX_RANGE) {
                    outOfRange++;
                }
            }
            add(sweep, NOT_FINITE, notFinite, notFinite + " points have a coordinate that is no number");
            add(sweep, OUT_OF_RANGE, outOfRange, outOfRange + " points lie nearer or farther than any LiDAR sees");
        }

        private void measureTimes(LidarSweep sweep, SweepPoints cloud) {
            if (!cloud.tellsTimes()) {
                timeless.add(sweep.lidar());
                return;
            }
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
            int backwards = countBackwards(first);
            add(sweep, OUT_OF_TIME, outside, outside + " points were taken outside the sweep");
            add(sweep, BACKWARDS, backwards, backwards + " columns are earlier than the column before");
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

        private void add(LidarSweep sweep, Measure measure, double value, String ifWrong) {
            figures.add(sweep.lidar(), sweep.index(), measure, value, ifWrong);
        }

        private Lidar lidar(LidarSweep sweep) {
            return SweepGeometry.getLidar(clip.scene(), sweep);
        }

        /** A sweep of another time, or one that was moved, states a start or a pose that is not this sweep's. */
        private void measurePose(LidarSweep sweep, SweepPoints cloud) {
            measureStart(sweep, cloud);
            Pose expected = SweepGeometry.worldFromLidar(clip.scene(), lidar(sweep), sweep.startMicros());
            Pose off = expected.inverse().times(cloud.worldFromLidar());
            double distance = off.translation().norm();
            double angle = 2 * Math.acos(Math.min(1, Math.abs(off.rotation().w())));
            add(sweep, POSITION, distance, "the stated pose is %.3f m off the ego's".formatted(distance));
            add(sweep, HEADING, angle, "the stated pose is turned by %.2f degrees".formatted(Math.toDegrees(angle)));
        }

        /** The start of a recording's sweep is what the recording says: nothing else does. */
        private void measureStart(LidarSweep sweep, SweepPoints cloud) {
            double late = Math.abs((double) cloud.startMicros() - sweep.startMicros());
            if (cloud.tellsTimes()) {
                add(sweep, LATE, late, "the file holds a sweep of another time");
            } else {
                Lidar lidar = lidar(sweep);
                double due = lidar.sweepStartMicros(sweep.index());
                double off = Math.abs(cloud.startMicros() - due) * lidar.rateHz() * 1e-6;
                add(sweep, OUT_OF_STEP, off, "the sweep is out of step with the frames by %.2f sweeps".formatted(off));
            }
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>(figures.judge());
            for (String lidar : timeless) {
                findings.add(Findings.about(ID, lidar).notJudged(OUT_OF_TIME.code(), UNTIMED));
            }
            for (Lidar lidar : clip.scene().rig().lidars()) {
                findings.addAll(judgeNumber(lidar));
            }
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-LIDAR", "the rig has no LiDAR"));
            }
            return findings;
        }

        private List<Finding> judgeNumber(Lidar lidar) {
            Findings about = Findings.about(ID, lidar.name()).by(clip.calibration());
            long came = clip.result().sweeps().stream()
                    .filter(sweep -> sweep.lidar().equals(lidar.name()))
                    .count();
            int due = lidar.sweepCount(clip.scene().grid().durationMicros());
            List<Finding> findings = new ArrayList<>();
            findings.add(about.judge(
                    MISSING, Math.abs(came - due), Where.CLIP, "%d sweeps came, %d are due".formatted(came, due)));
            if (due > 0) {
                double mean = (double) points.getOrDefault(lidar.name(), 0L) / due;
                findings.add(about.judge(EMPTY, mean, Where.CLIP, "the LiDAR saw nothing"));
            }
            return findings;
        }
    }
}
