package io.tailforge.quality.check;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Lidar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * D3: actors are where their boxes are. Of the points in a box and in a 0.6 m shell about it most lie inside; and a box that
 * many beams should hit, with nothing nearer in their way, is not empty.
 */
public final class LidarActorCheck implements QualityCheck {
    private static final String ID = "lidar-actors";
    private static final double SHELL = 0.6;
    private static final double MARGIN = 0.1;

    /** Farther actors have too few points to judge, metres. */
    private static final double FAR = 60;

    /** Lower than this over the box's bottom lies the road. */
    private static final double ABOVE_GROUND = 0.3;

    /** What lies lower may be the road at the foot of the box. */
    private static final double ON_GROUND = 0.2;

    private static final double INSIDE_LIMIT = 0.75;
    private static final double SEEN_LIMIT = 0.05;
    private static final int LEAST_POINTS = 30;

    /** Beams at a box in one sweep below which it is not counted, and over all sweeps below which it is not judged. */
    private static final int LEAST_BEAMS = 8;

    private static final int LEAST_BEAMS_IN_ALL = 40;

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
    public Examination examine(ClipEvidence clip) {
        return new Actors(clip.scene());
    }

    private static final class Actors implements Examination {
        private final Scene scene;
        private final double scatter;
        private final double certain;
        private final Map<String, List<Seen>> byLidar = new LinkedHashMap<>();

        Actors(Scene scene) {
            this.scene = scene;
            this.scatter = SweepGeometry.scatterRange(scene.variation().weather());
            this.certain = SweepGeometry.certainRange(scene.variation().weather());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            Lidar lidar = SweepGeometry.getLidar(scene, sweep);
            Pose worldFromLidar = SweepGeometry.worldFromLidar(scene, lidar, sweep.startMicros());
            BeamDensity density = BeamDensity.of(points);
            List<Seen> seen = byLidar.computeIfAbsent(sweep.lidar(), name -> new ArrayList<>());
            for (ActorTrack actor : scene.actors()) {
                boxAt(actor, sweep, lidar, worldFromLidar)
                        .filter(box ->
                                box.worldFromCuboid().translation().distanceTo(worldFromLidar.translation()) < FAR)
                        .ifPresent(box -> seen.add(look(sweep.index(), actor, box, worldFromLidar, points, density)));
            }
        }

        /** The box when the beam passes it: the sensor begins backwards and turns clockwise. */
        private Optional<Cuboid> boxAt(ActorTrack actor, LidarSweep sweep, Lidar lidar, Pose worldFromLidar) {
            return actor.findAt(sweep.startMicros()).flatMap(state -> {
                Vec3 local = worldFromLidar
                        .inverse()
                        .transform(state.box().worldFromCuboid().translation());
                double turned = (Math.PI - Math.atan2(local.y(), local.x())) / (2 * Math.PI);
                long at = sweep.startMicros() + Math.round(turned * 1e6 / lidar.rateHz());
                return actor.findAt(at).map(later -> later.box());
            });
        }

        private Seen look(
                int sweep, ActorTrack actor, Cuboid box, Pose worldFromLidar, SweepPoints points, BeamDensity density) {
            Pose boxFromLidar = box.worldFromCuboid().inverse().times(worldFromLidar);
            BoxView view = BoxView.of(boxFromLidar.inverse(), box.size());
            double[] m = boxFromLidar.toMatrix();
            double hx = box.size().x() / 2;
            double hy = box.size().y() / 2;
            double hz = box.size().z() / 2;
            double reach = Math.sqrt(hx * hx + hy * hy + hz * hz) + SHELL;
            int inside = 0;
            int shell = 0;
            int any = 0;
            int nearer = 0;
            for (int i = 0; i < points.count(); i++) {
                double px = points.x(i);
                double py = points.y(i);
                double pz = points.z(i);
                double range = Math.sqrt(px * px + py * py + pz * pz);
                if (view.isInFront(px, py, pz, range)) {
                    nearer++;
                }
                if (Math.abs(range - view.distance()) > reach) {
                    continue;
                }
                double x = Math.abs(m[0] * px + m[1] * py + m[2] * pz + m[3]);
                double y = Math.abs(m[4] * px + m[5] * py + m[6] * pz + m[7]);
                double z = m[8] * px + m[9] * py + m[10] * pz + m[11];
                boolean in = x <= hx + MARGIN && y <= hy + MARGIN && z <= hz + MARGIN;
                any += in && z > ON_GROUND - hz ? 1 : 0;
                boolean about = z > ABOVE_GROUND - hz && z <= hz + SHELL && x <= hx + SHELL && y <= hy + SHELL;
                if (about && range >= scatter) {
                    inside += in ? 1 : 0;
                    shell += in ? 0 : 1;
                }
            }
            boolean judgeable = view.nearest() > 1 && view.distance() < certain;
            int beams = judgeable ? density.beamsAt(view) - nearer : 0;
            return new Seen(sweep, actor.id(), inside, shell, any, beams);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byLidar.forEach((lidar, seen) -> {
                Findings about = Findings.about(ID, lidar);
                findings.add(judgeInside(about, seen));
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
                return about.notJudged("ACTOR-INSIDE", "no actor has enough points on or about it");
            }
            double median =
                    Medians.median(dense.stream().mapToDouble(Seen::insideShare).toArray());
            Seen worst = dense.stream()
                    .min(Comparator.comparingDouble(Seen::insideShare))
                    .orElseThrow();
            return about.atLeast(
                    "ACTOR-INSIDE",
                    median,
                    INSIDE_LIMIT,
                    "share",
                    worst.sweep(),
                    "points lie beside the boxes; worst is actor " + worst.actor());
        }

        /** An actor's sweeps count together: one that is hidden now and then by what does not answer is no fault. */
        private static Finding judgeEmpty(Findings about, List<Seen> seen) {
            Map<String, Seen> byActor = new TreeMap<>();
            seen.stream()
                    .filter(box -> box.beams() >= LEAST_BEAMS)
                    .forEach(box -> byActor.merge(box.actor(), box, Seen::plus));
            return byActor.values().stream()
                    .filter(box -> box.beams() >= LEAST_BEAMS_IN_ALL)
                    .min(Comparator.comparingDouble(Seen::seenShare))
                    .map(box -> about.atLeast(
                            "ACTOR-EMPTY",
                            box.seenShare(),
                            SEEN_LIMIT,
                            "of beams",
                            box.sweep(),
                            "actor %s has %d points where about %d beams should hit it"
                                    .formatted(box.actor(), box.any(), box.beams())))
                    .orElseGet(() -> about.notJudged("ACTOR-EMPTY", "no actor is in plain view"));
        }
    }

    /**
     * One actor in one sweep.
     *
     * @param inside and {@code shell} points above ground
     * @param any points in the box, above the road at its foot
     * @param beams that should hit it, less those that end before it
     */
    private record Seen(int sweep, String actor, int inside, int shell, int any, int beams) {
        double insideShare() {
            return (double) inside / (inside + shell);
        }

        Seen plus(Seen later) {
            return new Seen(
                    sweep, actor, inside + later.inside, shell + later.shell, any + later.any, beams + later.beams);
        }

        double seenShare() {
            return (double) any / beams;
        }
    }
}
