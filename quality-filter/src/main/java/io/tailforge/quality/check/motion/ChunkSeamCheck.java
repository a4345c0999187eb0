package io.tailforge.quality.check.motion;

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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A long clip is made in parts, and where they meet nothing leaps: neither brightness, colour and sharpness of the standing
 * world nor its place in the pictures. Each frame's change is held against those of the four frames before and after it, and
 * only what all cameras share counts, for parts are cut in all of them at once; where one camera is all there is, half of its
 * leap does. Of that is taken what the clip's own frames mostly stay within, of places what each camera's own do and two
 * standard errors of its points. Where the parts meet is not asked: every frame might be such a place.
 *
 * <p>Where a traffic light turns at dusk or by night brightness and colours are not judged: it lights what stands about it.
 *
 * <p>115 clean ray-cast clips leap by 0.43 % (snow), 0.31 levels (low sun, where the codec sets a key frame) and 0.16 of
 * sharpness (after the first frame) at most, and by 0.002 px beyond chance. A shift of 0.3 px gives 0.13 on a motorway
 * at noon and is not seen there, one of 0.7 px 0.19 in snow; red up by 2 % and blue down by it 0.7 levels in rain and at dusk,
 * 1.5 in the sun; half of that is seen in the sun only.
 *
 * <p>Does not see a seam that is drawn out over several frames, nor what only one of several cameras shows ({@link SteadyCheck}
 * and {@link MotionCheck} do, more coarsely).
 */
public final class ChunkSeamCheck implements QualityCheck {
    private static final String ID = "chunk-seam";
    private static final Measure BRIGHTNESS = Measure.atMost(ID, "CHUNK-BRIGHTNESS", 0.006, "of luma");
    private static final Measure COLOUR = Measure.atMost(ID, "CHUNK-COLOUR", 0.45, "levels");
    private static final Measure SHARPNESS = Measure.atMost(ID, "CHUNK-SHARPNESS", 0.25, "ln of energy");
    private static final Measure SHIFT = Measure.atMost(ID, "CHUNK-SHIFT", 0.14, "px");

    private static final int LEAST_FRAMES = 10;

    /** Leaps of the clip up to this quantile are usual ones. */
    private static final double USUAL = 0.9;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "nothing leaps in all cameras at once, as where parts of a clip meet";
    }

    @Override
    public int cost() {
        return 52;
    }

    @Override
    public List<Measure> measures() {
        return List.of(BRIGHTNESS, COLOUR, SHARPNESS, SHIFT);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Seams(passes.get(PointMotion.class, () -> new PointMotion(clip)), clip);
    }

    private static final class Seams implements Examination {
        private final PointMotion motion;
        private final Findings about;
        private final SharedLeaps leaps = new SharedLeaps();
        private final TurningLights lights;
        private final boolean night;

        Seams(PointMotion motion, ClipEvidence clip) {
            this.motion = motion;
            this.lights = new TurningLights(clip.scene());
            this.night = clip.scene().variation().sun().isNight();
            this.about = Findings.aboutClip(ID).by(clip.calibration());
        }

        @Override
        public void frame(CameraFrame frame) {
            motion.follow(frame).flatMap(PairChange::of).ifPresent(change -> leaps.add(frame.camera(), change));
        }

        @Override
        public List<Finding> finish() {
            SortedMap<Integer, Double> brightness = leaps.of(PairChange::brightness);
            if (unlit(brightness).size() < LEAST_FRAMES) {
                return List.of(about.notJudged("CHUNK", "too few points of known depth can be followed"));
            }
            return List.of(
                    judge(BRIGHTNESS, byNight(unlit(brightness)), "brightness leaps in all cameras at once"),
                    judge(
                            COLOUR,
                            unlit(length(leaps.of(PairChange::blue), leaps.of(PairChange::red))),
                            "colours leap in all cameras at once"),
                    judge(SHARPNESS, leaps.of(PairChange::sharpness), "sharpness leaps in all cameras at once"),
                    judge(
                            SHIFT,
                            length(
                                    leaps.beyondUsual(PairChange::right, PairChange::noise),
                                    leaps.beyondUsual(PairChange::down, PairChange::noise)),
                            "all cameras' pictures leap aside at once"));
        }

        /** Of a dark picture's brightness a level is twice the share. */
        private SortedMap<Integer, Double> byNight(SortedMap<Integer, Double> leaps) {
            SortedMap<Integer, Double> counted = new TreeMap<>(leaps);
            counted.replaceAll((frame, leap) -> night ? leap / 2 : leap);
            return counted;
        }

        private SortedMap<Integer, Double> unlit(SortedMap<Integer, Double> leaps) {
            SortedMap<Integer, Double> unlit = new TreeMap<>(leaps);
            unlit.keySet().removeIf(frame -> lights.turn(frame - 1, frame));
            return unlit;
        }

        private static SortedMap<Integer, Double> length(SortedMap<Integer, Double> x, SortedMap<Integer, Double> y) {
            SortedMap<Integer, Double> length = new TreeMap<>();
            x.forEach((frame, value) -> length.put(frame, Math.hypot(value, y.getOrDefault(frame, 0.0))));
            return length;
        }

        private Finding judge(Measure measure, SortedMap<Integer, Double> leaps, String ifWrong) {
            int worst = leaps.firstKey();
            for (int frame : leaps.keySet()) {
                worst = magnitude(leaps, frame) > magnitude(leaps, worst) ? frame : worst;
            }
            double[] all = leaps.values().stream().mapToDouble(Math::abs).toArray();
            double beyond = magnitude(leaps, worst) - Medians.quantile(all, USUAL);
            return about.judge(measure, beyond, Where.frame(worst), ifWrong);
        }

        private static double magnitude(SortedMap<Integer, Double> leaps, int frame) {
            return Math.abs(leaps.getOrDefault(frame, 0.0));
        }
    }
}
