package io.tailforge.quality.check;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.sensor.Camera;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I2: while the ego moves, each frame differs from the one before. The difference is divided by the speed, so that a slow
 * start does not look frozen beside fast driving, and held against the clip's own median.
 */
public final class FreezeCheck implements QualityCheck {
    private static final String ID = "freeze";

    /** Slower than this a still picture may be right, m/s. */
    private static final double MOVING = 0.5;

    /** Share of the median change per metre below which a frame is a copy of the one before. */
    private static final Measure FROZEN = Measure.atLeast(ID, "FREEZE", 0.08, "of median");

    /** Mean change over a moving clip below which nothing moves at all, luma levels. */
    private static final double STILL = 0.02;

    private static final int LEAST_FRAMES = 4;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "no frame repeats the one before while the ego moves";
    }

    @Override
    public int cost() {
        return 20;
    }

    @Override
    public List<Measure> measures() {
        return List.of(FROZEN);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Changes(clip);
    }

    private static final class Changes implements Examination {
        private final Scene scene;
        private final Calibration calibration;
        private final Map<String, List<Change>> byCamera = new LinkedHashMap<>();
        private final Map<String, FrameLuma> before = new LinkedHashMap<>();

        Changes(ClipEvidence clip) {
            this.scene = clip.scene();
            this.calibration = clip.calibration();
        }

        @Override
        public void frame(CameraFrame frame) {
            FrameLuma last = before.put(frame.camera(), frame.luma());
            List<Change> changes = byCamera.computeIfAbsent(frame.camera(), camera -> new ArrayList<>());
            double speed = slowestSpeed(scene.rig().getCamera(frame.camera()), frame.index());
            if (last != null && speed > MOVING) {
                changes.add(new Change(frame.index(), frame.luma().meanDifference(last), speed));
            }
        }

        /** Between a frame and the one before it. */
        private double slowestSpeed(Camera camera, int frame) {
            long now = scene.timestampMicros(camera, frame);
            long last = scene.timestampMicros(camera, Math.max(0, frame - 1));
            return Math.min(scene.ego().speedAt(now), scene.ego().speedAt(last));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, changes) ->
                    findings.add(judge(Findings.about(ID, camera).by(calibration), changes)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private static Finding judge(Findings about, List<Change> changes) {
            if (changes.size() < LEAST_FRAMES) {
                return about.notJudged("FREEZE", "the ego stands still");
            }
            double median = Medians.median(
                    changes.stream().mapToDouble(Change::perMetre).toArray());
            double meanLuma =
                    changes.stream().mapToDouble(Change::luma).average().orElse(0);
            if (meanLuma < STILL) {
                return about.of(
                        Severity.FAIL,
                        "FREEZE",
                        meanLuma,
                        STILL,
                        "luma",
                        changes.getFirst().frame() - 1,
                        changes.getLast().frame(),
                        "nothing moves although the ego does");
            }
            return worstRun(about, changes, median);
        }

        private static Finding worstRun(Findings about, List<Change> changes, double median) {
            double frozen = about.calibration().thresholdOf(FROZEN);
            int runStart = -1;
            int worstStart = -1;
            int worstEnd = -1;
            double least = Double.MAX_VALUE;
            int leastFrame = -1;
            for (Change change : changes) {
                double ratio = change.perMetre() / Math.max(median, 1e-9);
                if (ratio < least) {
                    least = ratio;
                    leastFrame = change.frame();
                }
                runStart = ratio >= frozen ? -1 : runStart < 0 ? change.frame() : runStart;
                if (runStart >= 0 && change.frame() - runStart >= worstEnd - worstStart) {
                    worstStart = runStart;
                    worstEnd = change.frame();
                }
            }
            Where where = worstStart < 0 ? Where.frame(leastFrame) : Where.frames(worstStart, worstEnd);
            return about.judge(
                    FROZEN, least, where, (worstEnd - worstStart + 1) + " frames in a row repeat the one before");
        }
    }

    private record Change(int frame, double luma, double speed) {
        double perMetre() {
            return luma / speed;
        }
    }
}
