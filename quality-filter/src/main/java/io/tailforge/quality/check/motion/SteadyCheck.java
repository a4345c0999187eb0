package io.tailforge.quality.check.motion;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * T2, T5 and the seams of a clip made in parts: a patch of the standing world keeps its brightness and its sharpness from one
 * frame to the next. As each patch is held against itself where it has gone, what moves through the picture does not count, and
 * the median over hundreds of patches leaves what all of them do alike.
 *
 * <p>Clean ray-cast clips reach 0.3 % of flicker (dusk), 1.2 % in a part (1.6 once encoded again at dusk; one standing at
 * night 2.4, of few, noisy points, and 4.2 once encoded again), 1.2 % in one leap and 0.19 of sharpness; a gain of sigma 1 % gives 0.9 %, a blur of sigma 0.8 px
 * 0.5. The step from the first frame, which a codec codes otherwise, does not count for sharpness (0.32 in rain by night).
 * Flicker in a part that this sees was seen by {@link io.tailforge.quality.check.FlickerCheck} each time.
 *
 * <p>It takes an exposure that is turned up over a second for right, and does not see what happens in the sky.
 */
public final class SteadyCheck implements QualityCheck {
    private static final String ID = "steady";
    private static final Measure FLICKER = Measure.atMost(ID, "PATCH-FLICKER", 0.006, "of luma");
    private static final Measure LOCAL = Measure.atMost(ID, "PATCH-FLICKER-LOCAL", 0.065, "of luma");
    private static final Measure BRIGHTNESS = Measure.atMost(ID, "PATCH-BRIGHTNESS", 0.04, "of luma");
    private static final Measure SHARPNESS = Measure.atMost(ID, "PATCH-SHARPNESS", 0.3, "ln of energy");

    private static final int LEAST_PAIRS = 6;
    private static final int LEAST_POINTS = 50;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "patches of the standing world keep their brightness and sharpness from frame to frame";
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public List<Measure> measures() {
        return List.of(FLICKER, LOCAL, BRIGHTNESS, SHARPNESS);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Patches(passes.get(PointMotion.class, () -> new PointMotion(clip)), clip.calibration());
    }

    private static final class Patches implements Examination {
        private final PointMotion motion;
        private final Calibration calibration;
        private final Map<String, List<PairFigures>> byCamera = new LinkedHashMap<>();

        Patches(PointMotion motion, Calibration calibration) {
            this.motion = motion;
            this.calibration = calibration;
        }

        @Override
        public void frame(CameraFrame frame) {
            List<PairFigures> figures = byCamera.computeIfAbsent(frame.camera(), camera -> new ArrayList<>());
            motion.figures(frame)
                    .filter(figure -> figure.found() >= LEAST_POINTS)
                    .ifPresent(figures::add);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, figures) ->
                    findings.addAll(judge(Findings.about(ID, camera).by(calibration), figures)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private static List<Finding> judge(Findings about, List<PairFigures> figures) {
            if (figures.size() < LEAST_PAIRS) {
                return List.of(about.notJudged("STEADY", "too few points of known depth can be followed"));
            }
            List<Finding> findings = new ArrayList<>();
            findings.add(about.judge(
                    FLICKER,
                    Medians.median(against(figures, PairFigures::brighter)),
                    Where.frame(frameOfMost(figures, PairFigures::brighter)),
                    "the picture's brightness goes up and down"));
            findings.add(local(about, figures));
            findings.add(jump(about, figures, BRIGHTNESS, PairFigures::brighter, "brightness"));
            List<PairFigures> coded =
                    figures.stream().filter(figure -> figure.frame() > 1).toList();
            findings.add(jump(about, coded, SHARPNESS, PairFigures::sharper, "sharpness"));
            return findings;
        }

        private static Finding jump(
                Findings about,
                List<PairFigures> figures,
                Measure measure,
                ToDoubleFunction<PairFigures> figure,
                String what) {
            int frame = frameOfMost(figures, figure);
            return about.judge(
                    measure,
                    Medians.quantile(against(figures, figure), 1),
                    Where.frame(frame),
                    "%s leaps at frame %d".formatted(what, frame));
        }

        private static Finding local(Findings about, List<PairFigures> figures) {
            double most = 0;
            int worst = 0;
            for (int i = 0; i < PairFigures.PARTS; i++) {
                int part = i;
                List<PairFigures> there = figures.stream()
                        .filter(figure -> !Double.isNaN(figure.localBrighter()[part]))
                        .toList();
                double flicker = there.size() < LEAST_PAIRS
                        ? 0
                        : Medians.median(against(there, figure -> figure.localBrighter()[part] - figure.brighter()));
                worst = flicker > most ? part : worst;
                most = Math.max(most, flicker);
            }
            return about.judge(
                    LOCAL, most, Where.CLIP.in(region(worst)), "brightness goes up and down in a part of the picture");
        }

        private static ImageRegion region(int part) {
            double left = (double) (part % PairFigures.PART_COLUMNS) / PairFigures.PART_COLUMNS;
            double top = (double) (part / PairFigures.PART_COLUMNS) / PairFigures.PART_ROWS;
            return new ImageRegion(
                    left,
                    top,
                    Math.min(1, left + 1.0 / PairFigures.PART_COLUMNS),
                    Math.min(1, top + 1.0 / PairFigures.PART_ROWS));
        }

        /** Magnitudes of a figure against its own median, which is what approaching does to it. */
        private static double[] against(List<PairFigures> figures, ToDoubleFunction<PairFigures> figure) {
            double[] values = figures.stream().mapToDouble(figure).toArray();
            double usual = Medians.median(values);
            for (int t = 0; t < values.length; t++) {
                values[t] = Math.abs(values[t] - usual);
            }
            return values;
        }

        private static int frameOfMost(List<PairFigures> figures, ToDoubleFunction<PairFigures> figure) {
            double[] values = against(figures, figure);
            int most = 0;
            for (int t = 1; t < values.length; t++) {
                most = values[t] > values[most] ? t : most;
            }
            return figures.get(most).frame();
        }
    }
}
