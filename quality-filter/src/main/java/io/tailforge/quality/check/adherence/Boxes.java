package io.tailforge.quality.check.adherence;

import static io.tailforge.quality.check.adherence.BoxCheck.ID;
import static io.tailforge.quality.check.adherence.BoxCheck.OFFSET;
import static io.tailforge.quality.check.adherence.BoxCheck.PLACE;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.SampledFrames;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.sensor.Camera;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link BoxCheck} at work. */
final class Boxes implements Examination {
    private static final int MOST_FRAMES = 24;
    private static final int LEAST_WIDTH = 300;

    /** Pixels below which an actor is too small: about 13 x 14 of them. */
    private static final double LEAST_PIXELS = 185;

    private final ClipEvidence clip;
    private final Scene scene;
    private final ExpectedViews views;
    private final SampledFrames sampled;
    private final Map<String, Camera> sized = new HashMap<>();
    private final Map<Integer, Seen> byActor = new TreeMap<>();

    Boxes(ClipEvidence clip, ExpectedViews views) {
        this.clip = clip;
        this.scene = clip.scene();
        this.views = views;
        this.sampled = new SampledFrames(scene.grid().frames(), MOST_FRAMES);
    }

    @Override
    public void frame(CameraFrame frame) {
        if (frame.index() >= sampled.frames()
                || !sampled.has(frame.index())
                || frame.grey().width() < LEAST_WIDTH) {
            return;
        }
        Map<Integer, Outline> outlines = Outline.listIn(views.look(frame.camera(), frame.index()));
        double pixels = (double) frame.grey().width() * frame.grey().height() / (FrameLuma.COLUMNS * FrameLuma.ROWS);
        outlines.values().removeIf(outline -> outline.cells() * pixels < LEAST_PIXELS);
        outlines.keySet().removeIf(instance -> instance > scene.actors().size());
        if (!outlines.isEmpty()) {
            PictureEdges edges = PictureEdges.of(frame);
            outlines.forEach((instance, outline) -> add(frame, edges, instance, outline));
        }
    }

    private void add(CameraFrame frame, PictureEdges edges, int instance, Outline outline) {
        Camera camera = sized.computeIfAbsent(frame.camera(), name -> scene.rig()
                .getCamera(name)
                .resized(frame.grey().width(), frame.grey().height()));
        long time = scene.timestampMicros(camera, frame.index());
        scene.actors().get(instance - 1).findAt(time).ifPresent(actor -> {
            Seen seen = byActor.computeIfAbsent(instance, unused -> new Seen());
            seen.fit.add(outline, edges, camera, scene.ego().at(time), actor.worldFromActor());
            seen.note(frame, outline);
        });
    }

    @Override
    public List<Finding> finish() {
        byActor.values().removeIf(seen -> !seen.fit.isJudged());
        Map<String, List<Map.Entry<Integer, Seen>>> byCamera = new TreeMap<>();
        byActor.entrySet()
                .forEach(entry -> byCamera.computeIfAbsent(entry.getValue().camera, unused -> new ArrayList<>())
                        .add(entry));
        List<Finding> findings = new ArrayList<>();
        byCamera.forEach(
                (camera, actors) -> judge(Findings.about(ID, camera).by(clip.calibration()), actors, findings));
        if (findings.isEmpty()) {
            findings.add(Findings.aboutClip(ID).notJudged(PLACE.code(), "no actor is near enough for long enough"));
        }
        return findings;
    }

    /** The actors that one camera shows largest: the one that is farthest off, and the one that is least there. */
    private void judge(Findings about, List<Map.Entry<Integer, Seen>> actors, List<Finding> findings) {
        actors.stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue().offset()))
                .ifPresent(worst -> findings.add(about.judge(
                        OFFSET,
                        worst.getValue().offset(),
                        worst.getValue().where(),
                        "what looks like actor %s is seen %s"
                                .formatted(name(worst), worst.getValue().beside()))));
        actors.stream()
                .min(Comparator.comparingDouble(entry -> entry.getValue().place()))
                .ifPresent(worst -> findings.add(about.judge(
                        PLACE,
                        worst.getValue().place(),
                        worst.getValue().where(),
                        "nothing of the outline of actor %s is seen where it should be".formatted(name(worst)))));
    }

    private String name(Map.Entry<Integer, Seen> actor) {
        return scene.actors().get(actor.getKey() - 1).id();
    }

    /** An actor in all pictures that show it. */
    private static final class Seen {
        /** Stretches of outline at which half of a figure counts: few say little. */
        private static final double HALF = 400;

        /** And few moments: what is behind does not change in them. */
        private static final double HALF_MOMENTS = 2;

        final ActorFit fit = new ActorFit();
        String camera = "";
        private int most;
        private int first = Integer.MAX_VALUE;
        private int last;
        private Optional<ImageRegion> region = Optional.empty();

        void note(CameraFrame frame, Outline outline) {
            first = Math.min(first, frame.index());
            last = Math.max(last, frame.index());
            if (outline.cells() > most) {
                most = outline.cells();
                camera = frame.camera();
                region = Optional.of(outline.region());
            }
        }

        /** How much better the best place beside fits than its own. */
        double offset() {
            return trust() * (fit.bestBeside() - fit.inPlace());
        }

        /** How much its own place stands out from the others, less how much the best of those does from it. */
        double place() {
            return trust() * (2 * fit.inPlace() - fit.usualBeside() - fit.bestBeside());
        }

        private double trust() {
            return fit.borders() / (fit.borders() + HALF) * fit.moments() / (fit.moments() + HALF_MOMENTS);
        }

        Where where() {
            return new Where(first, last, region);
        }

        String beside() {
            return String.format(
                    Locale.ROOT,
                    "%.1f m to the %s of its track",
                    Math.abs(fit.bestMetres()),
                    fit.bestMetres() > 0 ? "left" : "right");
        }
    }
}
