package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * D3: actors are where their boxes are. Of the points in a box and in a 0.6 m shell about it most lie inside, over all boxes and
 * for each actor; what is labelled as an actor lies in its box; and a box that many beams should hit, with nothing nearer in
 * their way, is not empty. Sees missing and misplaced actors. A shell may hold a wall or another car, so of one or two actors a full box is right, and
 * one actor beside its box by less than half a metre is seen by its labels alone. A box behind a pane, which answers no beam,
 * looks empty: a walker behind a shop's had 0 points of 40, so that it takes 100 beams.
 */
public final class LidarActorCheck implements QualityCheck {
    private static final String ID = "lidar-actors";
    private static final double SHELL = 0.6;
    private static final double MARGIN = 0.1;

    /** Arms and legs of those who walk or ride reach so far out of their boxes, metres. */
    private static final double LIMBS = 0.35;

    /** Farther actors have too few points to judge, metres. */
    private static final double FAR = 60;

    /** Lower than this over the box's bottom lies the road. */
    private static final double ABOVE_GROUND = 0.3;

    /** What lies lower may be the road at the foot of the box. */
    private static final double ON_GROUND = 0.2;

    private static final Measure INSIDE = Measure.atLeast(ID, "ACTOR-INSIDE", 0.75, "of points");
    private static final Measure LABELLED = Measure.atLeast(ID, "ACTOR-LABELS", 0.93, "of points");
    private static final Measure EMPTY = Measure.atLeast(ID, "ACTOR-EMPTY", 0.05, "of beams");

    private static final int LEAST_POINTS = 30;

    /** Over all sweeps, for one actor to be judged by itself. */
    private static final int LEAST_POINTS_IN_ALL = 60;

    /** Beams at a box in one sweep below which it is not counted, and over all sweeps below which it is not judged. */
    private static final int LEAST_BEAMS = 8;

    private static final int LEAST_BEAMS_IN_ALL = 100;

    /** Of fewer actors a box that is full is right, whatever lies about it: a wall perhaps. */
    private static final int FEW_ACTORS = 3;

    /** Points for each beam that should hit it. */
    private static final double FULL = 0.5;

    /** An actor that goes farther in a sweep is not looked for among points whose times are untold, metres. */
    private static final double STILL = 0.2;

    /** Share of them that may end before the box: where more do, panes and gaps of what hides it let others pass. */
    private static final double MOST_NEARER = 0.2;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "LiDAR points of actors lie in their boxes, and boxes in plain view are not empty";
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public List<Measure> measures() {
        return List.of(INSIDE, LABELLED, EMPTY);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Actors(clip, passes);
    }

    private static final class Actors implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final Scene scene;
        private final double scatter;
        private final double certain;
        private final Map<String, List<Seen>> byLidar = new LinkedHashMap<>();

        Actors(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
            this.scene = clip.scene();
            this.scatter = SweepGeometry.scatterRange(scene.variation());
            this.certain = SweepGeometry.certainRange(scene.variation());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            SweepCloud cloud = SweepCloud.of(passes, points);
            BeamDensity density = BeamDensity.of(points);
            int[] labels = labels(points);
            double period = 1e6 / SweepGeometry.getLidar(scene, sweep).rateHz();
            List<Seen> seen = byLidar.computeIfAbsent(sweep.lidar(), name -> new ArrayList<>());
            SweptBox.list(scene, sweep).stream()
                    .filter(box -> box.passed().translation().norm() < FAR)
                    .filter(box -> points.tellsTimes() || box.travel() < STILL)
                    .map(box -> look(sweep.index(), box, cloud, period, density, labels[box.instance()]))
                    .forEach(seen::add);
        }

        /** How many points say that they are of each actor. */
        private int[] labels(SweepPoints points) {
            int[] labels = new int[scene.actors().size() + 1];
            for (int i = 0; i < points.count(); i++) {
                int instance = points.instance(i);
                if (instance < labels.length) {
                    labels[instance]++;
                }
            }
            return labels;
        }

        private Seen look(int sweep, SweptBox box, SweepCloud cloud, double period, BeamDensity density, int labelled) {
            BoxView view = BoxView.of(box.passed(), box.size());
            BoxView.Before before = view.before();
            double reach = box.radius() + SHELL;
            SweepCloud.Sectors sectors = cloud.about(
                    view.azimuth(), SweepCloud.halfAngle(level(box.passed().translation()), reach));
            double hx = box.size().x() / 2;
            double hy = box.size().y() / 2;
            double hz = box.size().z() / 2;
            double limbs = limbs(box);
            double[] within = new double[3];
            int inside = 0;
            int shell = 0;
            int any = 0;
            int nearer = 0;
            int rightly = 0;
            for (int k = 0; k < sectors.count(); k++) {
                int sector = sectors.at(k);
                for (int n = cloud.starts()[sector]; n < cloud.starts()[sector + 1]; n++) {
                    int i = cloud.order()[n];
                    float px = cloud.xyz()[3 * i];
                    float py = cloud.xyz()[3 * i + 1];
                    float pz = cloud.xyz()[3 * i + 2];
                    double range = cloud.range()[i];
                    nearer += before.holds(px, py, pz, range) ? 1 : 0;
                    if (Math.abs(range - view.distance()) > reach) {
                        continue;
                    }
                    box.locate(px, py, pz, cloud.points().timeMicros(i) / period, within);
                    double x = Math.abs(within[0]);
                    double y = Math.abs(within[1]);
                    double z = within[2];
                    boolean in = x <= hx + MARGIN && y <= hy + MARGIN && z <= hz + MARGIN;
                    any += in && z > ON_GROUND - hz ? 1 : 0;
                    boolean own = x <= hx + limbs && y <= hy + limbs && Math.abs(z) <= hz + MARGIN;
                    rightly += own && cloud.points().instance(i) == box.instance() ? 1 : 0;
                    boolean about = z > ABOVE_GROUND - hz && z <= hz + SHELL && x <= hx + SHELL && y <= hy + SHELL;
                    if (about && range >= scatter) {
                        inside += in ? 1 : 0;
                        shell += in ? 0 : 1;
                    }
                }
            }
            boolean judgeable = view.nearest() > 1 && view.distance() < certain;
            int sent = density.beamsAt(view);
            int beams = judgeable && nearer < MOST_NEARER * sent ? sent - nearer : 0;
            return new Seen(sweep, box.actor(), inside, shell, any, beams, labelled, rightly);
        }

        /** How far out of its box an actor's own points may lie to the sides, metres. */
        private double limbs(SweptBox box) {
            return scene.actors().get(box.instance() - 1).actorClass().isVehicle() ? MARGIN : LIMBS;
        }

        private static double level(Vec3 at) {
            return Math.hypot(at.x(), at.y());
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byLidar.forEach((lidar, seen) -> {
                Findings about = Findings.about(ID, lidar).by(clip.calibration());
                findings.add(judgeInside(about, seen));
                findings.add(judgeLabels(about, seen));
                findings.add(judgeEmpty(about, seen));
            });
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-LIDAR", "there is no readable sweep"));
            }
            return findings;
        }

        private static Finding judgeInside(Findings about, List<Seen> seen) {
            List<Seen> dense = seen.stream()
                    .filter(box -> box.inside() + box.shell() >= LEAST_POINTS)
                    .toList();
            if (dense.isEmpty()) {
                return about.notJudged(INSIDE.code(), "no actor has enough points on or about it");
            }
            boolean few = dense.stream().map(Seen::actor).distinct().count() < FEW_ACTORS;
            ToDoubleFunction<Seen> share = box -> few && box.isFull() ? 1 : box.insideShare();
            double median = Medians.median(dense.stream().mapToDouble(share).toArray());
            Seen worst = dense.stream().min(Comparator.comparingDouble(share)).orElseThrow();
            return about.judge(
                    INSIDE,
                    median,
                    Where.frame(worst.sweep()),
                    "points lie beside the boxes; worst is actor " + worst.actor());
        }

        /** The worst actor of those with enough points over all sweeps. */
        private static Finding judgeLabels(Findings about, List<Seen> seen) {
            return sums(seen, box -> true).stream()
                    .filter(box -> box.labelled() >= LEAST_POINTS_IN_ALL)
                    .min(Comparator.comparingDouble(Seen::labelledShare))
                    .map(box -> about.judge(
                            LABELLED,
                            box.labelledShare(),
                            new Where(box.sweep(), lastOf(seen, box.actor()), Optional.empty()),
                            "of the %d points labelled as actor %s only %d lie in its box"
                                    .formatted(box.labelled(), box.actor(), box.rightly())))
                    .orElseGet(() -> about.notJudged(LABELLED.code(), "no actor has enough labelled points"));
        }

        private static int lastOf(List<Seen> seen, String actor) {
            return seen.stream()
                    .filter(box -> box.actor().equals(actor))
                    .mapToInt(Seen::sweep)
                    .max()
                    .orElse(-1);
        }

        private static List<Seen> sums(List<Seen> seen, Predicate<Seen> counted) {
            Map<String, Seen> byActor = new TreeMap<>();
            seen.stream().filter(counted).forEach(box -> byActor.merge(box.actor(), box, Seen::plus));
            return List.copyOf(byActor.values());
        }

        /** An actor's sweeps count together: one that is hidden now and then by what does not answer is no fault. */
        private static Finding judgeEmpty(Findings about, List<Seen> seen) {
            return sums(seen, box -> box.beams() >= LEAST_BEAMS).stream()
                    .filter(box -> box.beams() >= LEAST_BEAMS_IN_ALL)
                    .min(Comparator.comparingDouble(Seen::seenShare))
                    .map(box -> about.judge(
                            EMPTY,
                            box.seenShare(),
                            new Where(box.sweep(), lastOf(seen, box.actor()), Optional.empty()),
                            "actor %s has %d points where about %d beams should hit it"
                                    .formatted(box.actor(), box.any(), box.beams())))
                    .orElseGet(() -> about.notJudged(EMPTY.code(), "no actor is in plain view"));
        }
    }

    /**
     * One actor in one sweep, or in all.
     *
     * @param inside and {@code shell} points above ground
     * @param any points in the box, above the road at its foot
     * @param beams that should hit it, less those that end before it
     * @param labelled points that say they are of this actor, {@code rightly} those of them in its box
     */
    private record Seen(int sweep, String actor, int inside, int shell, int any, int beams, int labelled, int rightly) {
        double insideShare() {
            return (double) inside / (inside + shell);
        }

        boolean isFull() {
            return beams > 0 && any >= FULL * beams;
        }

        double labelledShare() {
            return (double) rightly / labelled;
        }

        Seen plus(Seen later) {
            return new Seen(
                    sweep,
                    actor,
                    inside + later.inside,
                    shell + later.shell,
                    any + later.any,
                    beams + later.beams,
                    labelled + later.labelled,
                    rightly + later.rightly);
        }

        double seenShare() {
            return (double) any / beams;
        }
    }
}
