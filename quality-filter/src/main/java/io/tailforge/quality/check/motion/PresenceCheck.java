package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.check.motion.Uncovered.Sight;
import io.tailforge.quality.check.motion.Uncovered.Votes;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.Variation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * T6, presence: an actor that should be there is there, and not what stands behind it. A place behind an actor is seen bare at
 * another time, when the ego or the actor has moved. Where the picture that should show the actor there is like that place
 * ({@code gone}), and not like what it shows of the actor at the other time ({@code there}), nothing stands before it. Pictures a fifth of a second apart are held against those 0.2, 0.6 and 1.2 s
 * before and after. The figure is (gone - there) / (gone + there + 40), over all pictures of all cameras.
 *
 * <p>On 100 and more clean ray-cast clips (14 looks, nine maps) the worst reached 0.06 with a dozen places, and -0.1 where many
 * were decided; actors missing from eight clips had 0.34 to 0.86, where they were judged.
 *
 * <p>Of a generator that says, by giving depth, that it rendered the expected world all that stands counts as known; of any
 * other one the lanes alone. Not judged, because nothing uncovers what is behind: actors that stand before an ego that stands,
 * those that drive with the ego far ahead, those of less than a dozen cells (14 x 14 pixels of 640 x 352), and what differs from
 * its background by less than 8 levels; in fog what comes nearer or goes farther by more than a 25th of the visibility, since the
 * air changes its looks; by night, when a dark actor looks like the dark behind it. One that is missing for less than half of the time is for {@link ActorCheck}.
 */
public final class PresenceCheck implements QualityCheck {
    private static final String ID = "presence";
    private static final Measure ABSENT = Measure.atMost(ID, "ACTOR-ABSENT", 0.25, "of places");

    private static final double STEP_SECONDS = 0.2;

    /** Pictures looked back at, in steps; the last is the most that is kept. */
    private static final List<Integer> STEPS_BACK = List.of(1, 3, 6);

    private static final int MOST_KEPT = STEPS_BACK.getLast();
    private static final int LEAST_WIDTH = 300;

    /** Visibility that is reckoned with where nobody told the weather, metres. */
    private static final double UNTOLD = 300;

    /** Places that count as undecided from the start: few tell little. */
    private static final int UNDECIDED = 40;

    /** Of fewer places that are decided nothing is said. */
    private static final int LEAST_PLACES = 12;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "no actor is missing: what stands behind one is not seen in its place";
    }

    @Override
    public int cost() {
        return 56;
    }

    @Override
    public List<Measure> measures() {
        return List.of(ABSENT);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Presence(clip);
    }

    private static final class Presence implements Examination {
        private final ClipEvidence clip;
        private final KnownSurfaces surfaces;
        private final int step;
        private final Map<String, Lens> lenses = new LinkedHashMap<>();
        private final Map<Integer, Actor> actors = new TreeMap<>();

        Presence(ClipEvidence clip) {
            this.clip = clip;
            this.surfaces = KnownSurfaces.of(clip);
            this.step = Math.max(1, (int) Math.round(clip.scene().grid().fps() * STEP_SECONDS));
        }

        @Override
        public void frame(CameraFrame frame) {
            FrameGrid grid = clip.scene().grid();
            if (clip.scene().variation().sun().isNight()
                    || frame.index() % step != 0
                    || frame.index() >= grid.frames()
                    || frame.grey().width() < LEAST_WIDTH) {
                return;
            }
            Lens lens = lenses.computeIfAbsent(frame.camera(), camera -> lens(frame));
            Sight now = new Sight(frame, surfaces.views().look(frame.camera(), frame.index()));
            for (int back : STEPS_BACK) {
                lens.findBack(back).ifPresent(then -> {
                    lens.uncovered.listVotes(now, then).forEach(votes -> add(frame.camera(), votes));
                    lens.uncovered.listVotes(then, now).forEach(votes -> add(frame.camera(), votes));
                });
            }
            lens.keep(now);
        }

        private Lens lens(CameraFrame frame) {
            WorkingSize size =
                    new WorkingSize(frame.grey().width(), frame.grey().height());
            Variation look = clip.scene().variation();
            double visibility = look.isTold() ? look.weather().fogVisibilityMetres() : UNTOLD;
            return new Lens(new Uncovered(SceneGeometry.of(clip.scene(), frame.camera(), size), surfaces, visibility));
        }

        private void add(String camera, Votes votes) {
            actors.computeIfAbsent(votes.instance(), Actor::new).add(camera, votes);
        }

        @Override
        public List<Finding> finish() {
            Map<String, List<Actor>> byCamera = new TreeMap<>();
            actors.values().stream()
                    .filter(actor -> actor.decided() >= LEAST_PLACES)
                    .forEach(actor -> byCamera.computeIfAbsent(actor.camera(), unused -> new ArrayList<>())
                            .add(actor));
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, seen) -> seen.stream()
                    .max(Comparator.comparingDouble(Actor::absence))
                    .ifPresent(actor -> findings.add(Findings.about(ID, camera)
                            .by(clip.calibration())
                            .judge(ABSENT, actor.absence(), actor.where(), actor.missing(clip)))));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID)
                        .notJudged(ABSENT.code(), "nothing that an actor hides is seen at another time"));
            }
            return findings;
        }
    }

    /** What is kept of a camera: a few pictures. */
    private static final class Lens {
        private final Uncovered uncovered;
        private final List<Sight> kept = new ArrayList<>();

        Lens(Uncovered uncovered) {
            this.uncovered = uncovered;
        }

        Optional<Sight> findBack(int steps) {
            return steps > kept.size() ? Optional.empty() : Optional.of(kept.get(kept.size() - steps));
        }

        void keep(Sight sight) {
            kept.add(sight);
            if (kept.size() > MOST_KEPT) {
                kept.removeFirst();
            }
        }
    }

    /** What is said of one actor in all pictures. */
    private static final class Actor {
        private final int instance;
        private final Map<String, Integer> byCamera = new TreeMap<>();
        private int gone;
        private int there;
        private int first = Integer.MAX_VALUE;
        private int last;
        private int most = -1;
        private Optional<ImageRegion> region = Optional.empty();

        Actor(int instance) {
            this.instance = instance;
        }

        void add(String camera, Votes votes) {
            int decided = votes.gone() + votes.there();
            byCamera.merge(camera, decided, Integer::sum);
            gone += votes.gone();
            there += votes.there();
            first = Math.min(first, votes.frame());
            last = Math.max(last, votes.frame());
            if (decided > most) {
                most = decided;
                region = Optional.of(votes.region());
            }
        }

        int decided() {
            return gone + there;
        }

        /** -1..1. */
        double absence() {
            return (double) (gone - there) / (gone + there + UNDECIDED);
        }

        /** The one that tells most. */
        String camera() {
            return byCamera.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow();
        }

        Where where() {
            return new Where(first, last, region);
        }

        String missing(ClipEvidence clip) {
            return "where actor %s should be %d places look like what stands behind and %d like an actor"
                    .formatted(clip.scene().actors().get(instance - 1).id(), gone, there);
        }
    }
}
