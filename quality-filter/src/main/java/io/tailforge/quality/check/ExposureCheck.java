package io.tailforge.quality.check;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.FrameLuma;
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

    /** Video range black is 16, white 235. */
    private static final double BLACK = 24;

    private static final double WHITE = 230;

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
    public Examination examine(ClipEvidence clip) {
        return new Spreads();
    }

    private static final class Spreads implements Examination {
        private final Map<String, FrameLuma> flattest = new LinkedHashMap<>();
        private final Map<String, Integer> flatFrames = new LinkedHashMap<>();

        @Override
        public void frame(FrameLuma frame) {
            flattest.merge(frame.camera(), frame, (a, b) -> b.spread() < a.spread() ? b : a);
            flatFrames.merge(frame.camera(), frame.spread() < FLAT ? 1 : 0, Integer::sum);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            flattest.forEach((camera, frame) -> findings.add(Findings.about(ID, camera)
                    .atLeast(
                            code(frame),
                            frame.spread(),
                            FLAT,
                            "luma sd",
                            frame.index(),
                            flatFrames.getOrDefault(camera, 0) + " frames show nothing; mean luma of the flattest "
                                    + Math.round(frame.mean()))));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private static String code(FrameLuma frame) {
            if (frame.mean() < BLACK) {
                return "FRAME-BLACK";
            }
            return frame.mean() > WHITE ? "FRAME-WHITE" : "FRAME-FLAT";
        }
    }
}
