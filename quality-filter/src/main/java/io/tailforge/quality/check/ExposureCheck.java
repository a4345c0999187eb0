package io.tailforge.quality.check;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.artifact.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** I3: no frame is flat (black, white or one grey); even dense fog and a moonless street have more spread than that. */
public final class ExposureCheck implements QualityCheck {
    private static final String ID = "exposure";

    /** Standard deviation over the frame below which it shows nothing, luma levels. */
    private static final double FLAT = 0.75;

    private static final Measure BLACK = flat("FRAME-BLACK");
    private static final Measure WHITE = flat("FRAME-WHITE");
    private static final Measure GREY = flat("FRAME-FLAT");

    /** Video range black is 16, white 235. */
    private static final double BLACK_LUMA = 24;

    private static final double WHITE_LUMA = 230;

    private static Measure flat(String code) {
        return Measure.atLeast(ID, code, FLAT, "luma sd");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "no frame is black, white or one grey";
    }

    @Override
    public int cost() {
        return 10;
    }

    @Override
    public List<Measure> measures() {
        return List.of(BLACK, WHITE, GREY);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Spreads(clip.calibration());
    }

    private static final class Spreads implements Examination {
        private final Calibration calibration;
        private final Map<String, Shown> flattest = new LinkedHashMap<>();
        private final Map<String, Integer> flatFrames = new LinkedHashMap<>();

        Spreads(Calibration calibration) {
            this.calibration = calibration;
        }

        @Override
        public void frame(CameraFrame frame) {
            Shown shown =
                    new Shown(frame.index(), frame.luma().mean(), frame.luma().spread());
            flattest.merge(frame.camera(), shown, (a, b) -> b.spread() < a.spread() ? b : a);
            flatFrames.merge(
                    frame.camera(), shown.spread() < calibration.thresholdOf(shown.measure()) ? 1 : 0, Integer::sum);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            flattest.forEach((camera, shown) -> findings.add(Findings.about(ID, camera)
                    .by(calibration)
                    .judge(
                            shown.measure(),
                            shown.spread(),
                            Where.frame(shown.frame()),
                            flatFrames.getOrDefault(camera, 0) + " frames show nothing; mean luma of the flattest "
                                    + Math.round(shown.mean()))));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }
    }

    /** @param spread standard deviation */
    private record Shown(int frame, double mean, double spread) {
        Measure measure() {
            if (mean < BLACK_LUMA) {
                return BLACK;
            }
            return mean > WHITE_LUMA ? WHITE : GREY;
        }
    }
}
