package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.check.motion.ColourTrack.Step;
import io.tailforge.scene.artifact.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * T6, colour: an actor keeps its paint. The same places of it are compared from frame to frame, less the cast that all that
 * stands took on, and the changes added up, so that what lasts stands out from what comes with a frame and goes with the next:
 * four frames are held against the four before. Two figures: by how much its colours turned about grey, those that are more
 * coloured weighing more, and by how many levels the median of them moved, which grey paint shows too.
 *
 * <p>Of the latter a tenth of the change of brightness is not counted: a lamp that an actor comes under has a colour of its own;
 * and where less than 2.5 levels are left, a turn counts in proportion.
 *
 * <p>On some 90 clean ray-cast clips (fourteen looks, ten maps) what is judged turns by 9.7 degrees and moves by 2.9 levels at
 * most; cars turned by 15 degrees show 13 to 18, by 40 degrees 38 to 41.
 *
 * <p>By night, when lamps of several colours are the light, nothing is judged: cars that came under one moved by 14 levels.
 *
 * <p>Not seen: paint that is another one all the time, that changes over many frames, hues of pale paint (most cars are grey),
 * and actors of less than a dozen cells that lie within their outline.
 */
public final class ActorColourCheck implements QualityCheck {
    private static final String ID = "actor-colour";
    private static final Measure HUE = Measure.atMost(ID, "ACTOR-HUE", 13, "degrees");
    private static final Measure COLOUR = Measure.atMost(ID, "ACTOR-COLOUR", 4.6, "levels");

    /** Of fewer places, outlines left out, nothing is said. */
    private static final int LEAST_PLACES = 12;

    /** A level of the codec's turns the hue of paler paint by seven degrees and more, levels. */
    private static final double LEAST_SATURATION = 8;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "each actor keeps its colour";
    }

    @Override
    public int cost() {
        return 56;
    }

    @Override
    public List<Measure> measures() {
        return List.of(HUE, COLOUR);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Colours(passes.get(PointMotion.class, () -> new PointMotion(clip)), clip);
    }

    private static final class Colours implements Examination {
        private final PointMotion motion;
        private final ClipEvidence clip;
        private final Map<String, Map<Integer, ColourTrack>> byCamera = new LinkedHashMap<>();

        Colours(PointMotion motion, ClipEvidence clip) {
            this.motion = motion;
            this.clip = clip;
        }

        @Override
        public void frame(CameraFrame frame) {
            Map<Integer, ColourTrack> tracks = byCamera.computeIfAbsent(frame.camera(), camera -> new TreeMap<>());
            motion.follow(frame).ifPresent(pair -> ActorSurface.listOf(pair)
                    .forEach(surface -> tracks.computeIfAbsent(surface.instance(), ColourTrack::new)
                            .add(surface)));
        }

        @Override
        public List<Finding> finish() {
            if (clip.scene().variation().sun().isNight()) {
                return List.of(Findings.aboutClip(ID).notJudged(COLOUR.code(), "lamps colour what they light"));
            }
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, tracks) ->
                    findings.addAll(judge(Findings.about(ID, camera).by(clip.calibration()), tracks)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private List<Finding> judge(Findings about, Map<Integer, ColourTrack> tracks) {
            List<Step> steps = tracks.values().stream()
                    .flatMap(track -> track.listSteps().stream())
                    .filter(step -> step.places() >= LEAST_PLACES)
                    .toList();
            List<Step> coloured = steps.stream()
                    .filter(step -> step.saturation() >= LEAST_SATURATION)
                    .toList();
            return List.of(
                    largest(coloured, Step::degrees)
                            .map(step -> about.judge(HUE, step.degrees(), where(step), named(step, "another hue")))
                            .orElseGet(() -> about.notJudged(
                                    HUE.code(), "no actor with a colour of its own is near enough for long enough")),
                    largest(steps, Step::levels)
                            .map(step -> about.judge(COLOUR, step.levels(), where(step), named(step, "other colours")))
                            .orElseGet(
                                    () -> about.notJudged(COLOUR.code(), "no actor is near enough for long enough")));
        }

        private static Optional<Step> largest(List<Step> steps, ToDoubleFunction<Step> by) {
            return steps.stream().max(Comparator.comparingDouble(by));
        }

        private static Where where(Step step) {
            return Where.frame(step.frame()).in(step.region());
        }

        private String named(Step step, String what) {
            return "actor %s has %s from this frame on"
                    .formatted(clip.scene().actors().get(step.instance() - 1).id(), what);
        }
    }
}
