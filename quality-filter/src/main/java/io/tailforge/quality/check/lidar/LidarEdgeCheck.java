package io.tailforge.quality.check.lidar;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.Plane;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.video.VideoInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * D4: where LiDAR ranges jump sideways, pictures have an upright edge. The edges of some sweeps are looked for in each camera's
 * picture of about the same time, by calibration and ego motion alone, where they belong and where they would lie if the camera
 * were turned or late. Works on any generator's clips and on recordings: nothing is asked of the world but that both sensors saw
 * the same one.
 *
 * <p>Sees a LiDAR, or a camera, that is turned sideways or late, and sweeps of another place than the pictures. Where most
 * cameras disagree the LiDAR is named, else the camera. Does not see what turns a camera up or down, a camera that looks where
 * the LiDAR meets no edges (an empty motorway), a late one while the ego stands.
 *
 * <p>Over 58 clean clips, of which 13 on motorways have too few edges: strength lost 0.08 at most (standing, late sun), contrast
 * 0.43 at least (a street at dusk with houses of strong texture). Sensors turned by 0.5 degrees lose 0.4 to 0.6 and keep a
 * contrast of 0.15 at most, sweeps or cameras that are late likewise; of sweeps three sweeps late, which are off by more than is
 * looked for, the contrast alone tells.
 */
public final class LidarEdgeCheck implements QualityCheck {
    private static final String ID = "lidar-edges";

    /** How much weaker picture edges are where LiDAR edges lie than where they are strongest. */
    private static final Measure PLACE = Measure.atMost(ID, "EDGE-PLACE", 0.15, "of strength lost");

    /** How much stronger picture edges are where LiDAR edges lie than beside. */
    private static final Measure CONTRAST = Measure.atLeast(ID, "EDGE-CONTRAST", 0.25, "times stronger");

    private static final int MOST_SWEEPS = 6;

    /** Of a sweep. */
    private static final int MOST_EDGES = 400;

    private static final int LEAST_EDGES = 150;

    /** An ego that goes less far sees the same edges in all sweeps, metres. */
    private static final double STANDS = 1;

    /** In darker or emptier pictures there is nothing to see, in {@link EdgeMatch}'s unit. */
    private static final double LEAST_STRENGTH = 0.2;

    /** Narrower pictures show a tenth of a degree too coarsely. */
    private static final int LEAST_WIDTH = 300;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "what LiDAR sees end sideways ends there in the pictures too";
    }

    @Override
    public int cost() {
        return 72;
    }

    @Override
    public List<Measure> measures() {
        return List.of(PLACE, CONTRAST);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Edges(clip, passes);
    }

    private static final class Edges implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final Map<LidarSweep, Integer> frames =
                new TreeMap<>(Comparator.comparing(LidarSweep::lidar).thenComparingInt(LidarSweep::index));
        private final Map<String, SceneGeometry> cameras = new TreeMap<>();
        private final Map<String, Map<Integer, Plane>> pictures = new TreeMap<>();
        private final Map<String, Map<String, EdgeMatch>> matches = new TreeMap<>();

        Edges(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
            clip.scene().rig().lidars().forEach(this::choose);
        }

        /** Sweeps at even distances, each with the frame that is taken in its middle. */
        private void choose(Lidar lidar) {
            List<LidarSweep> sweeps = clip.result().sweeps().stream()
                    .filter(sweep -> sweep.lidar().equals(lidar.name()))
                    .toList();
            int step = Math.max(1, (sweeps.size() + MOST_SWEEPS - 1) / MOST_SWEEPS);
            for (int k = 0; k < sweeps.size(); k += step) {
                double middle = sweeps.get(k).startMicros() * 1e-6 + 0.5 / lidar.rateHz();
                frames.put(sweeps.get(k), (int)
                        Math.round(middle * clip.scene().grid().fps()));
            }
        }

        @Override
        public void camera(String camera, VideoInfo info) {
            WorkingSize size = WorkingSize.of(info.width(), info.height());
            if (size.width() >= LEAST_WIDTH) {
                cameras.put(camera, SceneGeometry.of(clip.scene(), camera, size));
            }
        }

        @Override
        public void frame(CameraFrame frame) {
            if (cameras.containsKey(frame.camera()) && frames.containsValue(frame.index())) {
                pictures.computeIfAbsent(frame.camera(), camera -> new TreeMap<>())
                        .put(frame.index(), frame.grey());
            }
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            Integer frame = frames.get(sweep);
            if (frame != null) {
                SweepShots.of(passes, clip.scene(), sweep, points)
                        .filter(shots -> shots.count() > 0)
                        .ifPresent(shots -> look(frame, sweep, shots));
            }
        }

        private void look(int frame, LidarSweep sweep, SweepShots shots) {
            List<Vec3> edges = edges(sweep, shots);
            Map<String, EdgeMatch> own = matches.computeIfAbsent(sweep.lidar(), lidar -> new TreeMap<>());
            int stride = 1 + edges.size() / MOST_EDGES;
            cameras.forEach((camera, geometry) -> {
                Plane grey = pictures.getOrDefault(camera, Map.of()).get(frame);
                EdgeMatch match = own.computeIfAbsent(camera, name -> new EdgeMatch(geometry));
                for (int k = 0; grey != null && k < edges.size(); k += stride) {
                    match.add(grey, frame, edges.get(k));
                }
            });
        }

        private List<Vec3> edges(LidarSweep sweep, SweepShots shots) {
            SweepCloud cloud = SweepCloud.of(passes, shots.points());
            return new SweepEdges(shots, cloud, SweptBox.list(clip.scene(), sweep))
                    .list(
                            SweepGeometry.worldFromLidar(clip.scene(), shots.lidar(), sweep.startMicros()),
                            SweepGeometry.scatterRange(clip.scene().variation()));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            matches.forEach((lidar, byCamera) -> findings.addAll(judge(lidar, byCamera)));
            return findings.isEmpty()
                    ? List.of(Findings.aboutClip(ID)
                            .notJudged(
                                    PLACE.code(), "too few edges of what stands still are seen by LiDAR and cameras"))
                    : findings;
        }

        private List<Finding> judge(String lidar, Map<String, EdgeMatch> byCamera) {
            Map<String, EdgeMatch> judged = new TreeMap<>(byCamera);
            int least = stands() ? LEAST_EDGES * MOST_SWEEPS : LEAST_EDGES;
            judged.values().removeIf(match -> match.edges() < least || match.beside() < LEAST_STRENGTH);
            if (judged.isEmpty()) {
                return List.of();
            }
            List<EdgeMatch> all = List.copyOf(judged.values());
            List<Finding> findings = new ArrayList<>(judge(
                    lidar,
                    usual(all, Comparator.comparingDouble(EdgeMatch::lost)),
                    usual(all, Comparator.comparingDouble(EdgeMatch::contrast).reversed())));
            if (all.size() > 1 && findings.stream().noneMatch(finding -> finding.severity() == Severity.FAIL)) {
                judged.forEach((camera, match) -> findings.addAll(judge(camera, match, match)));
            }
            return findings;
        }

        private boolean stands() {
            EgoTrajectory ego = clip.scene().ego();
            Vec3 end = ego.at(clip.scene().grid().durationMicros()).translation();
            return ego.at(0).translation().distanceTo(end) < STANDS;
        }

        /** What at least half of the cameras say, and worse: a LiDAR that is off is so for all of them. */
        private static EdgeMatch usual(List<EdgeMatch> all, Comparator<EdgeMatch> worseLast) {
            return all.stream().sorted(worseLast).toList().get((all.size() - 1) / 2);
        }

        private List<Finding> judge(String sensor, EdgeMatch place, EdgeMatch contrast) {
            Findings about = Findings.about(ID, sensor).by(clip.calibration());
            return List.of(
                    about.judge(PLACE, place.lost(), Where.CLIP, place.describeStrongest()),
                    about.judge(
                            CONTRAST,
                            contrast.contrast(),
                            Where.CLIP,
                            "where LiDAR ranges jump the pictures have no more edges than beside"));
        }
    }
}
