package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Projection;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An avenue of posts before two walls, seen by three cameras and a LiDAR: they agree, or one of them is turned, late or elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LidarEdgeCheckTest {
    private static final int SWEEPS = 6;
    private static final int RINGS = 24;
    private static final int COLUMNS = 1080;
    private static final double RADIUS = 0.25;
    private static final double TALL = 4;
    private static final double WALL = 20;

    private final Scene scene = scene();
    private final List<Vec3> posts = posts(1);
    private final Map<String, List<CameraFrame>> films = new HashMap<>();

    private static Scene scene() {
        Scene film = StreetFilm.scene();
        Rig rig = new Rig(
                "avenue", film.rig().cameras(), List.of(new Lidar("top", "test-24", Pose.ofYaw(1, 0, 1.9, 0), 10)));
        return new Scene(
                film.name(),
                film.layout(),
                rig,
                film.ego(),
                List.of(),
                List.of(),
                film.variation(),
                new FrameGrid(3 * SWEEPS, 30, StreetFilm.WIDTH, StreetFilm.HEIGHT),
                1);
    }

    private static List<Vec3> posts(long street) {
        SplittableRandom random = new SplittableRandom(street);
        List<Vec3> posts = new ArrayList<>();
        for (int k = 0; k < 50; k++) {
            double aside = 5 + 8 * random.nextDouble();
            posts.add(new Vec3(-25 + 65 * random.nextDouble(), k % 2 == 0 ? aside : -aside, 0));
        }
        return posts;
    }

    /** @param surface 0 nothing, -1 ground, -2 wall, else a post's number from 1 */
    private record Hit(double range, int surface) {}

    private static Hit cast(List<Vec3> posts, Vec3 from, Vec3 along) {
        Hit nearest = along.z() < 0 ? new Hit(-from.z() / along.z(), -1) : new Hit(Double.MAX_VALUE, 0);
        double wall = ((along.y() > 0 ? WALL : -WALL) - from.y()) / along.y();
        nearest = wall > 0 && wall < nearest.range() ? new Hit(wall, -2) : nearest;
        double level = Math.hypot(along.x(), along.y());
        for (int k = 0; k < posts.size(); k++) {
            double x = posts.get(k).x() - from.x();
            double y = posts.get(k).y() - from.y();
            double ahead = (x * along.x() + y * along.y()) / level;
            double aside = (x * along.y() - y * along.x()) / level;
            double range = (ahead - RADIUS) / level;
            if (ahead > 1
                    && Math.abs(aside) < RADIUS
                    && range < nearest.range()
                    && from.z() + range * along.z() < TALL) {
                nearest = new Hit(range, k + 1);
            }
        }
        return nearest;
    }

    private static double luma(Hit hit, Vec3 at) {
        return switch (hit.surface()) {
            case 0 -> 210;
            case -1 -> 90 + 6 * Math.sin(2.1 * at.x()) + 6 * Math.sin(1.7 * at.y());
            case -2 -> 130 + 8 * Math.sin(0.9 * at.x());
            default -> hit.surface() % 2 == 0 ? 50 : 190;
        };
    }

    /** The frames in the middle of each sweep. */
    private List<CameraFrame> film(Camera camera, double turned) {
        return IntStream.range(0, SWEEPS)
                .mapToObj(sweep -> picture(camera, 3 * sweep + 2, turned))
                .toList();
    }

    private CameraFrame picture(Camera camera, int index, double turned) {
        Projection lens = camera.model().prepared();
        Pose pose = scene.worldFromCamera(camera, index);
        Vec3 from = pose.translation();
        Frame frame = Frame.of(StreetFilm.WIDTH, StreetFilm.HEIGHT, PixelFormat.YUV420);
        double[] ray = new double[3];
        for (int i = 0; i < StreetFilm.WIDTH * StreetFilm.HEIGHT; i++) {
            lens.ray(i % StreetFilm.WIDTH, i / StreetFilm.WIDTH, ray);
            Vec3 along = turned(pose.rotate(new Vec3(ray[0], ray[1], ray[2])), turned);
            Hit hit = cast(posts, from, along);
            frame.bytes()[i] = (byte) luma(hit, from.plus(along.times(Math.min(100, hit.range()))));
        }
        return CameraFrame.of(camera.name(), index, index * 33_333L, frame);
    }

    private static Vec3 turned(Vec3 v, double radians) {
        double c = Math.cos(radians);
        double s = Math.sin(radians);
        return new Vec3(c * v.x() - s * v.y(), s * v.x() + c * v.y(), v.z());
    }

    /** @param late microseconds after it says @param turned against where it should look */
    private SweepPoints sweep(LidarSweep sweep, List<Vec3> street, long late, double turned) {
        Lidar lidar = scene.rig().lidars().getFirst();
        Pose stated = scene.ego().at(sweep.startMicros()).times(lidar.rigFromLidar());
        Pose start = scene.ego().at(sweep.startMicros() + late).times(lidar.rigFromLidar());
        float[] xyz = new float[3 * RINGS * COLUMNS];
        int[][] of = new int[3][RINGS * COLUMNS];
        for (int i = 0; i < RINGS * COLUMNS; i++) {
            int time = (int) (i / RINGS * 100_000L / COLUMNS);
            Pose pose = scene.ego().at(sweep.startMicros() + late + time).times(lidar.rigFromLidar());
            double azimuth = Math.PI - 2 * Math.PI * (i / RINGS) / COLUMNS;
            double elevation = Math.toRadians(-12 + 24.0 * (i % RINGS) / (RINGS - 1));
            Vec3 along = new Vec3(
                    Math.cos(elevation) * Math.cos(azimuth),
                    Math.cos(elevation) * Math.sin(azimuth),
                    Math.sin(elevation));
            Hit hit = cast(street, pose.translation(), turned(pose.rotate(along), turned));
            Vec3 point = start.inverse()
                    .transform(pose.translation().plus(pose.rotate(along).times(Math.min(120, hit.range()))));
            xyz[3 * i] = (float) point.x();
            xyz[3 * i + 1] = (float) point.y();
            xyz[3 * i + 2] = (float) point.z();
            of[0][i] = i % RINGS;
            of[1][i] = i / RINGS;
            of[2][i] = time;
        }
        int n = RINGS * COLUMNS;
        return SweepPoints.of(
                xyz, new byte[n], of[0], of[1], of[2], new int[n], new byte[n], stated, sweep.startMicros());
    }

    private static List<LidarSweep> sweeps() {
        List<LidarSweep> sweeps = new ArrayList<>();
        for (int i = 0; i < SWEEPS; i++) {
            ArtifactRef file = new ArtifactRef("sweep", "0".repeat(64), 0, "application/x-npz");
            sweeps.add(new LidarSweep("top", i, 100_000L * i, file));
        }
        return sweeps;
    }

    private List<Finding> judge(String turnedCamera, double cameraTurned, List<Vec3> street, long late, double turned) {
        EngineIdentity engine = new EngineIdentity("avenue", "1", EngineIdentity.NO_WEIGHTS, "cpu");
        GenerationResult result = new GenerationResult(List.of(), sweeps(), engine, 1, Map.of(), List.of());
        Examination examination = QualityFilter.listInstalled().stream()
                .filter(check -> check.id().equals("lidar-edges"))
                .findFirst()
                .orElseThrow()
                .examine(new ClipEvidence(scene, StreetFilm.map(), result, Path.of("")));
        for (Camera camera : scene.rig().cameras()) {
            examination.camera(camera.name(), info());
            double off = camera.name().equals(turnedCamera) ? cameraTurned : 0;
            films.computeIfAbsent(camera.name() + off, name -> film(camera, off))
                    .forEach(examination::frame);
        }
        for (LidarSweep sweep : sweeps()) {
            examination.sweep(sweep, sweep(sweep, street, late, turned));
        }
        return examination.finish();
    }

    private static VideoInfo info() {
        return new VideoInfo(
                "mp4",
                "h264",
                "yuv420p",
                "bt709",
                StreetFilm.WIDTH,
                StreetFilm.HEIGHT,
                3 * SWEEPS,
                30,
                100_000L * SWEEPS,
                1,
                Optional.empty());
    }

    private static Finding worst(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding -> finding.code().equals(code) && finding.severity() == Severity.FAIL)
                .max(Comparator.comparingDouble(Finding::value))
                .orElseThrow(() -> new AssertionError(code + " is not among " + findings));
    }

    @Test
    void sensorsOfOneStreetAgree() {
        List<Finding> findings = judge("", 0, posts, 0, 0);
        assertThat(findings).hasSize(8).allMatch(finding -> finding.severity() == Severity.PASS);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("EDGE-PLACE"))
                .allMatch(finding -> finding.value() < 0.06);
    }

    @Test
    void aLidarThatIsTurnedByHalfADegreeIsFound() {
        Finding found = worst(judge("", 0, posts, 0, Math.toRadians(0.5)), "EDGE-PLACE");
        assertThat(found.camera()).contains("top");
        assertThat(found.detail()).containsAnyOf("0.4 degrees", "0.6 degrees");
    }

    @Test
    void aCameraThatIsTurnedByHalfADegreeIsNamed() {
        assertThat(worst(judge("left", Math.toRadians(0.5), posts, 0, 0), "EDGE-PLACE")
                        .camera())
                .contains("left");
    }

    @Test
    void sweepsThatAreASweepLateAreFound() {
        Finding found = worst(judge("", 0, posts, 100_000, 0), "EDGE-PLACE");
        assertThat(found.camera()).contains("top");
        assertThat(found.detail()).contains("3 frames");
    }

    @Test
    void sweepsOfAnotherStreetAreFound() {
        assertThat(worst(judge("", 0, posts(2), 0, 0), "EDGE-CONTRAST").camera())
                .contains("top");
    }

    @Test
    void whereNothingStandsNothingIsJudged() {
        assertThat(judge("", 0, List.of(), 0, 0)).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.NOT_JUDGED));
    }
}
