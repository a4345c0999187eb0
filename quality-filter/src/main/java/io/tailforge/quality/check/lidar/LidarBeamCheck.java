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
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * D1, the beams: a spinning sensor's lasers each keep their elevation and turn evenly, seen from where the sensor was when
 * they fired; rings are numbered upwards, none is dead, no sector is missing, ranges scatter as a LiDAR's do, and no sweep is
 * another one again. Needs nothing but the sweeps and the ego's motion.
 *
 * <p>Sees: sweeps that are not compensated for the ego's motion or moved as a whole (points then leave their beams'
 * cones), swapped and dead rings, missing sectors, range noise, repeated sweeps. A sector is missing where columns are empty in
 * one sweep, or where points are missing from the same direction in all ({@link BlindSector}): over 57 clean clips no quarter of
 * a degree was, where the least share of its neighbours' points over a degree was 0.62; of a sector of 2 degrees that was cut
 * out 2 degrees are seen. Does not see: a sensor turned about its axis
 * by a fixed angle, a clip whose sweeps are all from another time, a highest ring that is dead (it may look into the sky).
 */
public final class LidarBeamCheck implements QualityCheck {
    private static final String ID = "lidar-beams";
    private static final Measure RINGS = Measure.atMost(ID, "RING-ORDER", 0, "rings");
    private static final Measure DEAD = Measure.atMost(ID, "RING-DEAD", 0, "rings");
    private static final Measure GAP = Measure.atMost(ID, "AZIMUTH-GAP", 1.2, "degrees");
    private static final Measure BLIND = Measure.atMost(ID, "SECTOR-BLIND", 0.9, "degrees");
    private static final Measure CONE = Measure.atMost(ID, "BEAM-ELEVATION", 0.02, "degrees");
    private static final Measure TURN = Measure.atMost(ID, "BEAM-AZIMUTH", 0.05, "degrees");
    private static final Measure NOISE = Measure.atMost(ID, "RANGE-NOISE", 0.03, "m");
    private static final Measure REPEATED = Measure.atMost(ID, "SWEEP-REPEATED", 0.5, "of points");

    /** A standing ego's sweeps may be the same where nothing is left to chance. */
    private static final double MOVED_METRES = 0.05;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "LiDAR beams go where a spinning sensor's do, from where the ego was, and scatter as they do";
    }

    @Override
    public int cost() {
        return 45;
    }

    @Override
    public List<Measure> measures() {
        return List.of(RINGS, DEAD, GAP, BLIND, CONE, TURN, NOISE, REPEATED);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Beams(clip, passes);
    }

    private record Shown(long startMicros, SweepPoints points) {}

    private static final class Beams implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final SweepFigures figures;
        private final Map<String, Shown> before = new HashMap<>();
        private final Map<String, BlindSector> sectors = new TreeMap<>();
        private final Set<String> timeless = new TreeSet<>();

        Beams(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
            this.figures = new SweepFigures(ID, clip.calibration());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            SweepShots.of(passes, clip.scene(), sweep, points)
                    .filter(shots -> shots.count() > 0)
                    .ifPresent(shots -> {
                        measure(sweep, shots);
                        sectors.computeIfAbsent(sweep.lidar(), name -> new BlindSector())
                                .add(clip.scene(), sweep, shots, SweepCloud.of(passes, points));
                    });
            Shown last = before.put(sweep.lidar(), new Shown(sweep.startMicros(), points));
            if (last != null && hasMoved(last.startMicros(), sweep.startMicros())) {
                double same = shareOfSame(last.points(), points);
                add(sweep, REPEATED, same, "the sweep before is shown again");
            }
        }

        private void measure(LidarSweep sweep, SweepShots shots) {
            BeamTable beams = BeamTable.of(shots);
            if (shots.points().tellsTimes()) {
                measureCones(sweep, shots, beams);
            } else {
                timeless.add(sweep.lidar());
            }
            add(sweep, DEAD, beams.countDead(), "rings between living ones are dead: " + beams.listDead());
            double gap = Math.toDegrees(beams.widestGap());
            add(sweep, GAP, gap, "nothing came back from a sector of %.1f degrees".formatted(gap));
            double scatter = SweepGeometry.scatterRange(clip.scene().variation());
            RangeNoise.of(shots, scatter)
                    .ifPresent(noise -> add(sweep, NOISE, noise, "ranges scatter by %.3f m".formatted(noise)));
        }

        /** Where beams went is known of points alone whose times are told. */
        private void measureCones(LidarSweep sweep, SweepShots shots, BeamTable beams) {
            add(sweep, RINGS, beams.countInversions(), "rings lie below the ring before them");
            judge(sweep, CONE, beams.elevationScatter(), "points lie off the cones of their beams by %.3f degrees");
            judge(sweep, TURN, beams.azimuthScatter(shots), "points lie beside their beams by %.3f degrees");
        }

        private void judge(LidarSweep sweep, Measure measure, OptionalDouble radians, String ifWrong) {
            radians.ifPresent(
                    value -> add(sweep, measure, Math.toDegrees(value), ifWrong.formatted(Math.toDegrees(value))));
        }

        private void add(LidarSweep sweep, Measure measure, double value, String ifWrong) {
            figures.add(sweep.lidar(), sweep.index(), measure, value, ifWrong);
        }

        private boolean hasMoved(long from, long to) {
            Vec3 before = clip.scene().ego().at(from).translation();
            return before.distanceTo(clip.scene().ego().at(to).translation()) > MOVED_METRES;
        }

        private static double shareOfSame(SweepPoints last, SweepPoints now) {
            int same = 0;
            int both = Math.min(last.count(), now.count());
            for (int i = 0; i < both; i++) {
                same += last.x(i) == now.x(i) && last.y(i) == now.y(i) && last.z(i) == now.z(i) ? 1 : 0;
            }
            return both == 0 ? 0 : (double) same / both;
        }

        private List<Finding> judge(String lidar, BlindSector sector) {
            if (!sector.isJudged()) {
                return List.of();
            }
            double widest = sector.widest();
            return List.of(Findings.about(ID, lidar)
                    .by(clip.calibration())
                    .judge(
                            BLIND,
                            widest,
                            Where.CLIP,
                            "a sector of %.1f degrees is blind in all sweeps".formatted(widest)));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>(figures.judge());
            sectors.forEach((lidar, sector) -> findings.addAll(judge(lidar, sector)));
            for (String lidar : timeless) {
                findings.add(Findings.about(ID, lidar).notJudged(CONE.code(), LidarFormatCheck.UNTIMED));
            }
            return findings.isEmpty()
                    ? List.of(Findings.aboutClip(ID).notJudged("NO-LIDAR", "there is no readable sweep"))
                    : findings;
        }
    }
}
