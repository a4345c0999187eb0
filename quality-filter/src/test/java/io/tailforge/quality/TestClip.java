package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A small clip that is right in every way a check looks at: a moving texture, and sweeps cast analytically. */
final class TestClip {
    static final int FRAMES = 24;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final double SLOPE = 0.01;
    private static final int COLUMNS = 720;
    private static final int RINGS = 32;
    private static final double MOUNT = 1.8;

    private final Scene scene;
    private final Path folder;
    private final boolean standing;

    private TestClip(Scene scene, Path folder, boolean standing) {
        this.scene = scene;
        this.folder = folder;
        this.standing = standing;
    }

    static ClipEvidence driving(Path folder, Weather weather) throws IOException {
        return new TestClip(sceneOf(weather, 10), folder, false).make();
    }

    static ClipEvidence standing(Path folder) throws IOException {
        return new TestClip(sceneOf(Weather.CLEAR, 0), folder, true).make();
    }

    private static Scene sceneOf(Weather weather, double speed) {
        PinholeCamera model = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, 1.5);
        Rig rig = new Rig(
                "test",
                List.of(
                        new Camera("front", model, Pose.ofYaw(1, 0, 1.5, 0)),
                        new Camera("rear", model, Pose.ofYaw(-1, 0, 1.5, 3))),
                List.of(new Lidar("top", "test-32", Pose.ofYaw(0, 0, MOUNT, 0), 10)));
        Region region = new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a city");
        return new Scene(
                "street",
                new LayoutRef("slope", "test", "0".repeat(64)),
                rig,
                new EgoTrajectory(List.of(
                        new TimedPose(0, Pose.ofYaw(0, 0, 0, 0)),
                        new TimedPose(1_000_000, Pose.ofYaw(speed, 0, SLOPE * speed, 0)))),
                List.of(car("parked", 14, 4.5, 0), car("oncoming", 22, 3.2, -8), car("behind", -12, -1, 10)),
                List.of(),
                new Variation("test", weather, new SunPosition(0.6, 1), region),
                new FrameGrid(FRAMES, 30, WIDTH, HEIGHT),
                1);
    }

    private static ActorTrack car(String id, double x, double y, double speed) {
        List<ActorState> states = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            double at = x + speed * i / 10.0;
            Pose centre = Pose.ofYaw(at, y, SLOPE * at + 0.8, 0.05);
            states.add(new ActorState(i * 100_000L, new Cuboid(centre, new Vec3(4.5, 1.9, 1.6))));
        }
        return new ActorTrack(id, ActorClass.CAR, "", speed != 0, states);
    }

    private static HdMap map() {
        return new HdMap(
                "slope",
                "test",
                DrivingSide.RIGHT,
                Optional.empty(),
                List.of(lane("right", -3.5, 0, false), lane("left", 0, 3.5, true), lane("parking", 3.5, 6, true)));
    }

    private static Lane lane(String id, double low, double high, boolean oncoming) {
        Polyline3 a = line(low);
        Polyline3 b = line(high);
        return new Lane(
                id,
                oncoming ? a.reversed() : b,
                oncoming ? b.reversed() : a,
                LaneKind.DRIVING,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static Polyline3 line(double y) {
        return Polyline3.of(-100, y, -100 * SLOPE, 7, y, 7 * SLOPE, 150, y, 150 * SLOPE);
    }

    private ClipEvidence make() throws IOException {
        List<GeneratedView> views = new ArrayList<>();
        for (Camera camera : scene.rig().cameras()) {
            Path file = file("rgb/" + camera.name() + ".mp4");
            film(camera.name(), file);
            views.add(new GeneratedView(camera.name(), FRAMES, Map.of(ObjectKind.RGB, reference(file, "video/mp4"))));
        }
        List<LidarSweep> sweeps = new ArrayList<>();
        Lidar lidar = scene.rig().lidars().getFirst();
        for (int i = 0; i < lidar.sweepCount(scene.grid().durationMicros()); i++) {
            Path file = file("lidar/top/%06d.npz".formatted(i));
            new Caster(i).cast().write(file);
            sweeps.add(new LidarSweep("top", i, lidar.sweepStartMicros(i), reference(file, "application/x-npz")));
        }
        EngineIdentity engine = new EngineIdentity("analytic", "1", EngineIdentity.NO_WEIGHTS, "cpu");
        return new ClipEvidence(
                scene, map(), new GenerationResult(views, sweeps, engine, 1, Map.of(), List.of()), folder);
    }

    private Path file(String key) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    private ArtifactRef reference(Path file, String mediaType) throws IOException {
        return new ArtifactRef(folder.relativize(file).toString(), Sha256.hex(file), Files.size(file), mediaType);
    }

    /** A picture that passes by, with falling specks in rain and snow. */
    private void film(String camera, Path file) {
        boolean wet = scene.variation().weather().rainMmPerHour() > 0;
        double contrast = Double.isInfinite(scene.variation().weather().fogVisibilityMetres()) ? 60 : 8;
        SplittableRandom random = new SplittableRandom(camera.hashCode());
        try (VideoEncoder encoder = VideoEncoder.h264(file, WIDTH, HEIGHT, 30, H264Settings.GENERATED)) {
            for (int t = 0; t < FRAMES; t++) {
                Frame frame = Frame.rgb24(WIDTH, HEIGHT);
                double shift = standing ? 0 : 2.3 * t;
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        double wave = Math.sin((x + shift) * 0.11) + Math.sin((x + 2 * shift + 3 * y) * 0.043);
                        double speck = wet && random.nextInt(200) == 0 ? 60 : 0;
                        int luma = (int) Math.clamp(110 + contrast * wave / 2 + 0.3 * y + speck, 0, 255);
                        for (int c = 0; c < 3; c++) {
                            frame.bytes()[(y * WIDTH + x) * 3 + c] = (byte) luma;
                        }
                    }
                }
                encoder.write(frame);
            }
        }
    }

    /** Casts one sweep: sloping ground, three boxes, range noise, and what the air does. */
    private final class Caster {
        private final long start;
        private final Lidar lidar = scene.rig().lidars().getFirst();
        private final SplittableRandom random;
        private final List<float[]> points = new ArrayList<>();
        private final List<int[]> attributes = new ArrayList<>();

        Caster(int sweep) {
            this.start = lidar.sweepStartMicros(sweep);
            this.random = new SplittableRandom(77 + sweep);
        }

        SweepPoints cast() {
            Pose worldFromStart = scene.ego().at(start).times(lidar.rigFromLidar());
            for (int column = 0; column < COLUMNS; column++) {
                int time = (int) (column * 100_000L / COLUMNS);
                Pose worldFromLidar = scene.ego().at(start + time).times(lidar.rigFromLidar());
                for (int ring = 0; ring < RINGS; ring++) {
                    beam(column, ring, time, worldFromLidar, worldFromStart.inverse());
                }
            }
            return build(worldFromStart);
        }

        private void beam(int column, int ring, int time, Pose worldFromLidar, Pose startFromWorld) {
            double azimuth = Math.PI - 2 * Math.PI * column / COLUMNS;
            double elevation = Math.toRadians(-30 + 40.0 * ring / (RINGS - 1));
            Vec3 direction = worldFromLidar.rotate(new Vec3(
                    Math.cos(elevation) * Math.cos(azimuth),
                    Math.cos(elevation) * Math.sin(azimuth),
                    Math.sin(elevation)));
            Vec3 origin = worldFromLidar.translation();
            double range = (SLOPE * origin.x() - origin.z()) / (direction.z() - SLOPE * direction.x());
            range = range > 0 ? range : Double.MAX_VALUE;
            int instance = 0;
            for (int a = 0; a < scene.actors().size(); a++) {
                Optional<ActorState> state = scene.actors().get(a).findAt(start + time);
                double hit = state.map(s -> enter(s.box(), origin, direction)).orElse(Double.MAX_VALUE);
                if (hit < range) {
                    range = hit;
                    instance = a + 1;
                }
            }
            Weather weather = scene.variation().weather();
            boolean air = !Double.isInfinite(weather.fogVisibilityMetres()) || weather.rainMmPerHour() > 0;
            if (air && random.nextInt(12) == 0) {
                range = Math.min(range, 2 + 3 * random.nextDouble());
                instance = 0;
            }
            if (range < Math.min(80, weather.fogVisibilityMetres() * 0.8)) {
                Vec3 point = origin.plus(direction.times(range + 0.02 * random.nextGaussian()));
                Vec3 local = startFromWorld.transform(point);
                points.add(new float[] {(float) local.x(), (float) local.y(), (float) local.z()});
                attributes.add(new int[] {ring, column, time, instance});
            }
        }

        private static double enter(Cuboid box, Vec3 origin, Vec3 direction) {
            Pose boxFromWorld = box.worldFromCuboid().inverse();
            Vec3 o = boxFromWorld.transform(origin);
            Vec3 d = boxFromWorld.rotate(direction);
            double in = 0;
            double out = Double.MAX_VALUE;
            double[][] axes = {
                {o.x(), d.x(), box.size().x()},
                {o.y(), d.y(), box.size().y()},
                {o.z(), d.z(), box.size().z()}
            };
            for (double[] axis : axes) {
                double a = (-axis[2] / 2 - axis[0]) / axis[1];
                double b = (axis[2] / 2 - axis[0]) / axis[1];
                in = Math.max(in, Math.min(a, b));
                out = Math.min(out, Math.max(a, b));
            }
            return in <= out && in > 0 ? in : Double.MAX_VALUE;
        }

        private SweepPoints build(Pose worldFromStart) {
            int n = points.size();
            float[] xyz = new float[3 * n];
            for (int i = 0; i < n; i++) {
                System.arraycopy(points.get(i), 0, xyz, 3 * i, 3);
            }
            return SweepPoints.of(
                    xyz,
                    new byte[n],
                    attribute(0),
                    attribute(1),
                    attribute(2),
                    attribute(3),
                    new byte[n],
                    worldFromStart,
                    start);
        }

        private int[] attribute(int which) {
            return attributes.stream().mapToInt(values -> values[which]).toArray();
        }
    }
}
