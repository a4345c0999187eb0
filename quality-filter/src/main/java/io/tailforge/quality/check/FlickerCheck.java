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

/**
 * T2: brightness does not go up and down from frame to frame. Per block of a 16 x 9 grid the second difference of its mean
 * luma is set against half the change over two frames (motion changes both, flicker only the first); the median over time,
 * then the 90th percentile over the blocks.
 */
public final class FlickerCheck implements QualityCheck {
    private static final String ID = "flicker";
    private static final int COLUMNS = 16;
    private static final int ROWS = 9;
    private static final double BLOCKS = 0.9;
    private static final double LIMIT = 1.0;
    private static final int LEAST_FRAMES = 6;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "brightness does not alternate from frame to frame, over the frame or in a part of it";
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Blocks();
    }

    private static final class Blocks implements Examination {
        private final Map<String, List<double[]>> byCamera = new LinkedHashMap<>();

        @Override
        public void frame(FrameLuma frame) {
            byCamera.computeIfAbsent(frame.camera(), camera -> new ArrayList<>())
                    .add(blocksOf(frame));
        }

        private static double[] blocksOf(FrameLuma frame) {
            int width = FrameLuma.COLUMNS / COLUMNS;
            int height = FrameLuma.ROWS / ROWS;
            double[] blocks = new double[COLUMNS * ROWS];
            for (int i = 0; i < frame.cells().length; i++) {
                int column = i % FrameLuma.COLUMNS / width;
                int row = i / FrameLuma.COLUMNS / height;
                blocks[row * COLUMNS + column] += frame.cells()[i] / (width * height);
            }
            return blocks;
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, frames) -> findings.add(judge(Findings.about(ID, camera), frames)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private static Finding judge(Findings about, List<double[]> frames) {
            if (frames.size() < LEAST_FRAMES) {
                return about.notJudged("FLICKER", "the clip is too short");
            }
            double[] scores = new double[COLUMNS * ROWS];
            for (int block = 0; block < scores.length; block++) {
                scores[block] = Medians.median(alternation(frames, block));
            }
            return about.atMost(
                    "FLICKER",
                    Medians.quantile(scores, BLOCKS),
                    LIMIT,
                    "ratio",
                    mostAlternating(frames),
                    "brightness alternates from frame to frame");
        }

        private static double[] alternation(List<double[]> frames, int block) {
            double[] values = new double[frames.size() - 2];
            for (int t = 0; t < values.length; t++) {
                values[t] = alternation(frames, t + 1, block);
            }
            return values;
        }

        private static double alternation(List<double[]> frames, int t, int block) {
            double before = frames.get(t - 1)[block];
            double now = frames.get(t)[block];
            double after = frames.get(t + 1)[block];
            return Math.abs(after - 2 * now + before) / (Math.abs(after - before) / 2 + 1);
        }

        private static int mostAlternating(List<double[]> frames) {
            int worst = 1;
            double most = -1;
            for (int t = 1; t < frames.size() - 1; t++) {
                double[] blocks = new double[COLUMNS * ROWS];
                for (int block = 0; block < blocks.length; block++) {
                    blocks[block] = alternation(frames, t, block);
                }
                double score = Medians.quantile(blocks, BLOCKS);
                worst = score > most ? t : worst;
                most = Math.max(most, score);
            }
            return worst;
        }
    }
}
