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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * T6: an actor stays the thing it is while it moves along its track. Each place on it is held against itself one frame earlier,
 * carried along by track and ego motion: a leap of brightness is something that comes, goes or is exchanged ({@link
 * ActorColourCheck} sees what is repainted). A leap is what one frame has beyond twice what its neighbours have: flakes, limbs
 * and passing lamps change an actor in one frame after the other. Where the textured points found within its outline keep departing from its track, it is not there or
 * moves otherwise.
 *
 * <p>Clean ray-cast clips reach 3.2 levels (walkers 7.1, of which two fifths count) and 3.4 px; actors gone for three frames gave 6.8 to 62 levels in eight
 * clips, fog and rain at night among them. By night only a fifth of a leap counts: a street lamp makes one of 15.
 *
 * <p>Actors of less than a dozen cells (about 14 x 14 pixels at 640 wide) are not judged; not seen is what changes over frames,
 * what lasts for one frame only, the clip's first and last step, and one of another look throughout ({@link PresenceCheck}).
 */
public final class ActorCheck implements QualityCheck {
    private static final String ID = "actors";
    private static final Measure LUMA = Measure.atMost(ID, "ACTOR-CHANGE", 5, "luma");
    private static final Measure OFF = Measure.atMost(ID, "ACTOR-OFF", 6.0, "px");

    /** A point on an actor that is less alike may be drops and flakes before it. */
    private static final double CLEARLY = 0.85;

    /** Share of a leap that counts where limbs may have made it. */
    private static final double LIMBS = 0.4;

    /** The same where lamps are the light: vehicles that come under one leapt by 15 levels. */
    private static final double LAMPS = 0.2;

    /** Followed points over the clip from which on an actor's departure is told. */
    private static final int LEAST_POINTS = 60;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "each actor stays the same thing and moves along its track";
    }

    @Override
    public int cost() {
        return 55;
    }

    @Override
    public List<Measure> measures() {
        return List.of(LUMA, OFF);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Actors(passes.get(PointMotion.class, () -> new PointMotion(clip)), clip);
    }

    private static final class Actors implements Examination {
        private final PointMotion motion;
        private final ClipEvidence clip;
        private final Map<String, Seen> byCamera = new LinkedHashMap<>();

        Actors(PointMotion motion, ClipEvidence clip) {
            this.motion = motion;
            this.clip = clip;
        }

        @Override
        public void frame(CameraFrame frame) {
            Seen seen = byCamera.computeIfAbsent(frame.camera(), camera -> new Seen());
            motion.follow(frame).ifPresent(seen::add);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, seen) ->
                    findings.addAll(judge(Findings.about(ID, camera).by(clip.calibration()), seen)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }

        private List<Finding> judge(Findings about, Seen seen) {
            List<Finding> findings = new ArrayList<>(changes(about, seen));
            seen.farthestOff()
                    .ifPresent(off -> findings.add(about.judge(
                            OFF,
                            off.pixels(),
                            Where.CLIP,
                            "what is seen where actor %s should be does not move with it"
                                    .formatted(name(off.instance())))));
            if (findings.isEmpty()) {
                findings.add(about.notJudged("ACTORS", "no actor is near enough for long enough"));
            }
            return findings;
        }

        private List<Finding> changes(Findings about, Seen seen) {
            List<ActorChange> leaps = seen.listLeaps();
            if (leaps.isEmpty()) {
                return List.of();
            }
            ActorChange luma = leaps.stream()
                    .max(Comparator.comparingDouble(this::counted))
                    .orElseThrow();
            return List.of(
                    about.judge(LUMA, counted(luma), where(luma), "actor %s is not what it was".formatted(name(luma))));
        }

        /** Limbs and clothes of those who walk or ride change from frame to frame, and by night what comes under a lamp. */
        private double counted(ActorChange change) {
            boolean vehicle = clip.scene()
                    .actors()
                    .get(change.instance() - 1)
                    .actorClass()
                    .isVehicle();
            boolean night = clip.scene().variation().sun().isNight();
            return (vehicle ? 1 : LIMBS) * (night ? LAMPS : 1) * change.luma();
        }

        private static Where where(ActorChange change) {
            return Where.frame(change.frame()).in(change.region());
        }

        private String name(ActorChange change) {
            return name(change.instance());
        }

        private String name(int instance) {
            return clip.scene().actors().get(instance - 1).id();
        }
    }

    /** What a camera saw of the actors. */
    private static final class Seen {
        private final Map<Integer, List<ActorChange>> changes = new TreeMap<>();
        private final Map<Integer, List<Double>> offs = new TreeMap<>();

        void add(FramePair pair) {
            ActorChange.listOf(pair)
                    .forEach(change -> changes.computeIfAbsent(change.instance(), k -> new ArrayList<>())
                            .add(change));
            pair.points().stream()
                    .filter(point -> point.instance() > 0 && point.likeness() >= CLEARLY)
                    .forEach(point -> offs.computeIfAbsent(point.instance(), k -> new ArrayList<>())
                            .add(Math.hypot(point.offU(), point.offV())));
        }

        /** Each change less those of the same actor just before and after: what it does in one frame and in no other. */
        List<ActorChange> listLeaps() {
            List<ActorChange> leaps = new ArrayList<>();
            for (List<ActorChange> actor : changes.values()) {
                for (int i = 1; i + 1 < actor.size(); i++) {
                    ActorChange before = actor.get(i - 1);
                    ActorChange after = actor.get(i + 1);
                    if (after.frame() - before.frame() == 2 && !actor.get(i).isFlat()) {
                        leaps.add(actor.get(i).beyond(before, after));
                    }
                }
            }
            return leaps;
        }

        Optional<Off> farthestOff() {
            return offs.entrySet().stream()
                    .filter(entry -> entry.getValue().size() >= LEAST_POINTS)
                    .map(entry -> new Off(
                            entry.getKey(),
                            Medians.median(entry.getValue().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())))
                    .max(Comparator.comparingDouble(Off::pixels));
        }
    }

    private record Off(int instance, double pixels) {}
}
