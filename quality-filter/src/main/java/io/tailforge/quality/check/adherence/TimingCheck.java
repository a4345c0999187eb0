package io.tailforge.quality.check.adherence;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Prominence;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.check.adherence.Timing.Contrast;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pictures show their control at their own time. Pictures some 0.13 s apart are held against the views that the control
 * gives at each other's times: where depth jumps in one of two views only, and so an upright edge stands only at one of both
 * times, there is edge where the control has one at the picture's own time and none where it has it at the other. The figure
 * is the mean edge (0..1, of what is usual around it) at the other time's places less that at its own, of the time that fits
 * best; once for each camera, once for all together. It is below 0 where pictures follow their control, and as much above
 * where they follow another time of it, even if all cameras and all frames are off alike.
 *
 * <p>Of a generator that says, by giving depth, that it rendered the expected world all of that world counts; of any other
 * only the outlines of actors. On 36 clean ray-cast clips of 3 cameras x 36 or 48 frames x 640x352 (eight streets; noon, low
 * sun, dusk, fog, night, rain, night rain, snow) clips reached -0.09 at most and cameras -0.06; with the control of 4, 8 or
 * 24 frames (0.13, 0.27, 0.8 s) earlier or later clips had 0.13 at least.
 *
 * <p>Not judged where the ego goes less than a metre. Blind to what is off by less than a grid cell's width from one time to
 * the next: a tenth of a second on an empty motorway ahead. A picture of quite another place fits no time at all: that is for
 * {@code depth-edges}.
 */
public final class TimingCheck implements QualityCheck {
    private static final String ID = "timing";
    private static final Measure CAMERA = Measure.atMost(ID, "TIMING-CAMERA", 0.03, "of edge");
    private static final Measure CLIP = Measure.atMost(ID, "TIMING-CLIP", 0.03, "of edge");

    private static final int LEAST_WIDTH = 300;

    /** With fewer places that tell two times apart their mean is noise. */
    private static final int LEAST_PLACES = 800;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "pictures show the control at their own time and not at another";
    }

    @Override
    public int cost() {
        return 40;
    }

    @Override
    public List<Measure> measures() {
        return List.of(CAMERA, CLIP);
    }

    /** Metres that the ego must go in the clip: where it creeps, edges leap between cells and none is in another place. */
    private static final double LEAST_WAY = 1;

    @Override
    public Examination examine(ClipEvidence clip) {
        if (way(clip.scene()) < LEAST_WAY) {
            return () -> List.of(
                    Findings.aboutClip(ID).notJudged(CLIP.code(), "the ego stands: one time looks like another"));
        }
        return clip.expected()
                .<Examination>map(views -> new Times(clip, views))
                .orElse(() -> List.of(
                        Findings.aboutClip(ID).notJudged(CLIP.code(), "no world at hand to look at from other times")));
    }

    private static double way(Scene scene) {
        FrameGrid grid = scene.grid();
        Vec3 first = scene.ego().at(grid.timestampMicros(0)).translation();
        return scene.ego()
                .at(grid.timestampMicros(grid.frames() - 1))
                .translation()
                .distanceTo(first);
    }

    private static final class Times implements Examination {
        private final ClipEvidence clip;
        private final ExpectedViews views;
        private final boolean whole;
        private final SampledTimes sampled;
        private final Map<String, Timing> byCamera = new LinkedHashMap<>();

        Times(ClipEvidence clip, ExpectedViews views) {
            this.clip = clip;
            this.views = views;
            this.whole = clip.result().views().stream()
                    .anyMatch(view -> view.objects().containsKey(ObjectKind.DEPTH));
            this.sampled = SampledTimes.of(clip.scene().grid());
        }

        @Override
        public void frame(CameraFrame frame) {
            if (sampled.has(frame.index()) && frame.grey().width() >= LEAST_WIDTH) {
                Jumps jumps = Jumps.of(views.look(frame.camera(), frame.index()), whole);
                byCamera.computeIfAbsent(frame.camera(), camera -> new Timing())
                        .add(frame.index(), Prominence.of(frame.luma()), jumps);
            }
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            TreeMap<Integer, Contrast> all = new TreeMap<>();
            byCamera.forEach((camera, timing) -> {
                TreeMap<Integer, Contrast> contrasts = timing.contrasts();
                judge(CAMERA, Findings.about(ID, camera), contrasts).ifPresent(findings::add);
                contrasts.forEach((shift, contrast) ->
                        all.computeIfAbsent(shift, unused -> new Contrast()).add(contrast));
            });
            judge(CLIP, Findings.aboutClip(ID), all).ifPresent(findings::add);
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID)
                        .notJudged(CLIP.code(), "too little changes its place from one time of the clip to another"));
            }
            return findings;
        }

        /** By the other time that fits best. */
        private Optional<Finding> judge(Measure measure, Findings about, TreeMap<Integer, Contrast> contrasts) {
            return contrasts.entrySet().stream()
                    .filter(entry -> entry.getValue().places() >= LEAST_PLACES)
                    .max(Map.Entry.comparingByValue(Comparator.comparingDouble(Contrast::value)))
                    .map(best -> about.by(clip.calibration())
                            .judge(measure, best.getValue().value(), Where.CLIP, wrong(best.getKey())));
        }

        private static String wrong(int frames) {
            return String.format(
                    Locale.ROOT,
                    "the pictures rather show what they should %d frames %s",
                    Math.abs(frames),
                    frames > 0 ? "later" : "earlier");
        }
    }
}
