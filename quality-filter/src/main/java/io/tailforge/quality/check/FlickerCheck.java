package io.tailforge.quality.check;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * T2: brightness does not go up and down from frame to frame. Per block of a 16 x 9 grid we take the second difference of its
 * mean luma with its sign: edges that move through give neighbouring blocks any sign, flicker gives all the same one. So the
 * median over all blocks (relative to their luma) shows flicker of the whole frame, the median over each window of 4 x 3
 * blocks (against half the change over two frames, which motion raises too) shows it in a part. Of both the median over
 * time counts. On ray-cast clips that is 0.1 % and 0.7 at most; a gain of sigma 0.5 % gives 0.5 %, one of 3 % on a tenth of
 * the picture 2. The unsigned 90th percentile over the blocks is recorded as well: it alone takes fast driving for flicker.
 */
public final class FlickerCheck implements QualityCheck {
    private static final String ID = "flicker";
    private static final int COLUMNS = 16;
    private static final int ROWS = 9;
    private static final int WINDOW_COLUMNS = 4;
    private static final int WINDOW_ROWS = 3;

    /** Share of the luma. */
    private static final Measure GLOBAL = Measure.atMost(ID, "FLICKER-GLOBAL", 0.003, "of luma");

    private static final Measure LOCAL = Measure.atMost(ID, "FLICKER-LOCAL", 1.3, "ratio");

    /** Luma levels added to the divisor, so that black does not count. */
    private static final double DARK = 8;

    private static final double BLOCKS = 0.9;
    private static final double BLOCKS_LIMIT = 2.0;
    /** The worst of many windows' medians over fewer than ten differences is noise, not flicker. */
    private static final int LEAST_FRAMES = 12;

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
    public List<Measure> measures() {
        return List.of(GLOBAL, LOCAL);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Blocks(clip.calibration());
    }

    private static final class Blocks implements Examination {
        private final Calibration calibration;
        private final Map<String, List<double[]>> byCamera = new LinkedHashMap<>();

        Blocks(Calibration calibration) {
            this.calibration = calibration;
        }

        @Override
        public void frame(CameraFrame frame) {
            byCamera.computeIfAbsent(frame.camera(), camera -> new ArrayList<>())
                    .add(blocksOf(frame.luma()));
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
            byCamera.forEach((camera, frames) ->
                    findings.addAll(judge(Findings.about(ID, camera).by(calibration), frames)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private static List<Finding> judge(Findings about, List<double[]> frames) {
            if (frames.size() < LEAST_FRAMES) {
                return List.of(about.notJudged("FLICKER", "the clip is too short"));
            }
            double[][] relative = new double[frames.size() - 2][];
            double[][] ratio = new double[frames.size() - 2][];
            for (int t = 0; t < relative.length; t++) {
                relative[t] = relative(frames, t + 1);
                ratio[t] = ratio(frames, t + 1);
            }
            double[] global = coherence(relative, 0, 0, COLUMNS, ROWS);
            Window window = worstWindow(ratio);
            return List.of(
                    about.judge(
                            GLOBAL,
                            Medians.median(global),
                            Where.frame(frameOfMost(global)),
                            "the whole picture's brightness alternates"),
                    about.judge(
                            LOCAL,
                            window.score(),
                            Where.frame(window.frame()).in(window.region()),
                            "brightness alternates in a part of the picture"),
                    blocks(about, ratio));
        }

        private static Window worstWindow(double[][] ratio) {
            Window worst = new Window(-1, 0, 0, 0);
            for (int row = 0; row + WINDOW_ROWS <= ROWS; row++) {
                for (int column = 0; column + WINDOW_COLUMNS <= COLUMNS; column++) {
                    double[] values = coherence(ratio, column, row, WINDOW_COLUMNS, WINDOW_ROWS);
                    double score = Medians.median(values);
                    worst = score > worst.score() ? new Window(score, column, row, frameOfMost(values)) : worst;
                }
            }
            return worst;
        }

        /** Per frame, how far the blocks of a window go up or down together. */
        private static double[] coherence(double[][] values, int column, int row, int width, int height) {
            double[] together = new double[values.length];
            double[] window = new double[width * height];
            for (int t = 0; t < values.length; t++) {
                for (int i = 0; i < window.length; i++) {
                    window[i] = values[t][(row + i / width) * COLUMNS + column + i % width];
                }
                together[t] = Math.abs(Medians.median(window));
            }
            return together;
        }

        private static Finding blocks(Findings about, double[][] ratio) {
            double[] scores = new double[COLUMNS * ROWS];
            for (int block = 0; block < scores.length; block++) {
                int at = block;
                scores[block] = Medians.median(java.util.Arrays.stream(ratio)
                        .mapToDouble(frame -> Math.abs(frame[at]))
                        .toArray());
            }
            double score = Medians.quantile(scores, BLOCKS);
            Severity severity = score > BLOCKS_LIMIT ? Severity.WARN : Severity.PASS;
            return about.of(severity, "FLICKER-BLOCKS", score, BLOCKS_LIMIT, "ratio", -1, "");
        }

        private static double[] relative(List<double[]> frames, int t) {
            double[] values = new double[COLUMNS * ROWS];
            for (int block = 0; block < values.length; block++) {
                values[block] = secondDifference(frames, t, block) / (frames.get(t)[block] + DARK);
            }
            return values;
        }

        private static double[] ratio(List<double[]> frames, int t) {
            double[] values = new double[COLUMNS * ROWS];
            for (int block = 0; block < values.length; block++) {
                double change = Math.abs(frames.get(t + 1)[block] - frames.get(t - 1)[block]);
                values[block] = secondDifference(frames, t, block) / (change / 2 + 1);
            }
            return values;
        }

        private static double secondDifference(List<double[]> frames, int t, int block) {
            return frames.get(t + 1)[block] - 2 * frames.get(t)[block] + frames.get(t - 1)[block];
        }

        private static int frameOfMost(double[] values) {
            int most = 0;
            for (int t = 1; t < values.length; t++) {
                most = values[t] > values[most] ? t : most;
            }
            return most + 1;
        }
    }

    private record Window(double score, int column, int row, int frame) {
        ImageRegion region() {
            return new ImageRegion(
                    (double) column / COLUMNS,
                    (double) row / ROWS,
                    (double) (column + WINDOW_COLUMNS) / COLUMNS,
                    (double) (row + WINDOW_ROWS) / ROWS);
        }
    }
}
