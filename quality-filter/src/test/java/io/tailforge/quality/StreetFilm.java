package io.tailforge.quality;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Projection;
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
import java.util.function.UnaryOperator;

/**
 * A straight road filmed by three overlapping cameras, as a generator that knows nothing of our buildings would: patched
 * asphalt, painted lines, boxes on wheels, a fence of wide posts under the sky. No depth.
 */
final class StreetFilm {
    static final int FRAMES = 8;
    static final int WIDTH = 320;
    static final int HEIGHT = 176;
    private static final double SPEED = 8;
    private static final double FENCE = 12;

    /** A bluish day: blue is so much brighter than green, red so much darker. */
    private static final double TINT = 12;

    private final Scene scene;
    private final long street;

    private StreetFilm(Scene scene, long street) {
        this.scene = scene;
        this.street = street;
    }

    /** What was filmed is what was asked for. */
    static ClipEvidence right(Path folder) throws IOException {
        return filmed(folder, scene(), 1, UnaryOperator.identity());
    }

    /**
     * Films one scene and holds it against {@link #scene()}.
     *
     * @param street what is scattered about
     * @param edit of each camera's finished frames
     */
    static ClipEvidence filmed(Path folder, Scene filmed, long street, UnaryOperator<Film> edit) throws IOException {
        StreetFilm film = new StreetFilm(filmed, street);
        List<GeneratedView> views = new ArrayList<>();
        for (Camera camera : filmed.rig().cameras()) {
            Film made = edit.apply(film.film(camera));
            Path file = folder.resolve("rgb").resolve(camera.name() + ".mp4");
            Files.createDirectories(folder.resolve("rgb"));
            write(made.frames(), file);
            ArtifactRef ref =
                    new ArtifactRef("rgb/" + camera.name() + ".mp4", Sha256.hex(file), Files.size(file), "video/mp4");
            views.add(new GeneratedView(camera.name(), FRAMES, Map.of(ObjectKind.RGB, ref)));
        }
        EngineIdentity engine = new EngineIdentity("street-film", "1", EngineIdentity.NO_WEIGHTS, "cpu");
        GenerationResult result = new GenerationResult(views, List.of(), engine, 1, Map.of(), List.of());
        return new ClipEvidence(scene(), map(), result, folder);
    }

    /** @param frames RGB */
    record Film(String camera, List<Frame> frames) {}

    private static void write(List<Frame> frames, Path file) {
        try (VideoEncoder encoder = VideoEncoder.h264(file, WIDTH, HEIGHT, 30, H264Settings.GENERATED)) {
            frames.forEach(encoder::write);
        }
    }

    static Scene scene() {
        PinholeCamera model = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(100));
        Rig rig = new Rig(
                "three",
                List.of(
                        new Camera("front", model, mount(1.7, 0, 0)),
                        new Camera("left", model, mount(1.8, 0.4, 50)),
                        new Camera("right", model, mount(1.8, -0.4, -50))),
                List.of());
        Region region = new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a city");
        return new Scene(
                "street",
                new LayoutRef("straight", "test", "0".repeat(64)),
                rig,
                new EgoTrajectory(List.of(
                        new TimedPose(-1_000_000, Pose.ofYaw(-SPEED, -1.7, 0, 0)),
                        new TimedPose(2_000_000, Pose.ofYaw(2 * SPEED, -1.7, 0, 0)))),
                List.of(car("ahead", 16, -1.6, SPEED), car("oncoming", 24, 1.8, -SPEED), car("parked", 13, -5.2, 0)),
                List.of(),
                new Variation("noon", Weather.CLEAR, new SunPosition(0.8, 1), region),
                new FrameGrid(FRAMES, 30, WIDTH, HEIGHT),
                1);
    }

    private static Pose mount(double x, double y, double degrees) {
        return Camera.mounted(new Vec3(x, y, 1.5), Quaternion.ofYaw(Math.toRadians(degrees)));
    }

    /** The same scene with other cameras. */
    static Scene with(UnaryOperator<Camera> change) {
        Scene scene = scene();
        List<Camera> cameras = scene.rig().cameras().stream().map(change).toList();
        return new Scene(
                scene.name(),
                scene.layout(),
                new Rig(scene.rig().name(), cameras, List.of()),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                scene.grid(),
                scene.seed());
    }

    /** The same scene with other actors. */
    static Scene with(List<ActorTrack> actors) {
        Scene scene = scene();
        return new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                actors,
                scene.lights(),
                scene.variation(),
                scene.grid(),
                scene.seed());
    }

    static ActorTrack car(String id, double x, double y, double speed) {
        List<ActorState> states = new ArrayList<>();
        for (int i = -10; i <= 20; i++) {
            Pose centre = Pose.ofYaw(x + speed * i / 10.0, y, 0.8, 0);
            states.add(new ActorState(i * 100_000L, new Cuboid(centre, new Vec3(4.4, 1.8, 1.6))));
        }
        return new ActorTrack(id, ActorClass.CAR, "", speed != 0, states);
    }

    static HdMap map() {
        List<MapElement> elements = new ArrayList<>();
        elements.add(lane("right", -3.5, 0));
        elements.add(lane("left", 0, 3.5));
        elements.add(lane("parking", -6.5, -3.5));
        elements.add(line("centre", 0, LineStyle.LONG_DASHED_SINGLE));
        elements.add(line("edge-left", 3.5, LineStyle.SOLID_SINGLE));
        elements.add(line("edge-right", -3.5, LineStyle.SOLID_SINGLE));
        return new HdMap("straight", "test", DrivingSide.RIGHT, Optional.empty(), elements);
    }

    private static LaneLine line(String id, double y, LineStyle style) {
        return new LaneLine(id, Polyline3.of(-100, y, 0, 150, y, 0), LineColour.WHITE, style);
    }

    private static Lane lane(String id, double low, double high) {
        return new Lane(
                id,
                Polyline3.of(-100, high, 0, 150, high, 0),
                Polyline3.of(-100, low, 0, 150, low, 0),
                LaneKind.DRIVING,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private Film film(Camera camera) {
        List<Frame> frames = new ArrayList<>();
        Projection lens = camera.model().prepared();
        double[] ray = new double[3];
        for (int t = 0; t < FRAMES; t++) {
            Pose worldFromCamera = scene.worldFromCamera(camera, t);
            double[] m = worldFromCamera.toMatrix();
            List<Cuboid> boxes = boxes(scene.timestampMicros(camera, t));
            Frame frame = Frame.rgb24(WIDTH, HEIGHT);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int row = i / WIDTH;
                lens.ray(i % WIDTH, row, ray);
                double dx = m[0] * ray[0] + m[1] * ray[1] + m[2] * ray[2];
                double dy = m[4] * ray[0] + m[5] * ray[1] + m[6] * ray[2];
                double dz = m[8] * ray[0] + m[9] * ray[1] + m[10] * ray[2];
                double luma = look(m[3], m[7], m[11], dx, dy, dz, boxes);
                for (int c = 0; c < 3; c++) {
                    frame.bytes()[3 * i + c] = (byte) Math.clamp(luma + TINT * (c - 1), 0, 255);
                }
            }
            frames.add(frame);
        }
        return new Film(camera.name(), frames);
    }

    private List<Cuboid> boxes(long time) {
        return scene.actors().stream()
                .flatMap(actor -> actor.findAt(time).stream())
                .map(ActorState::box)
                .toList();
    }

    private double look(double x, double y, double z, double dx, double dy, double dz, List<Cuboid> boxes) {
        double nearest = Double.MAX_VALUE;
        double luma = 190 - 40 * dz;
        double wall = dy > 0 ? (FENCE - y) / dy : (-FENCE - y) / dy;
        if (wall > 0 && z + wall * dz < 3) {
            nearest = wall;
            luma = 120 + 70 * noise(Math.floor((x + wall * dx) * 1.4), dy > 0 ? 1 : 2, 5);
        }
        double ground = dz < 0 ? -z / dz : Double.MAX_VALUE;
        if (ground < nearest) {
            nearest = ground;
            luma = road(x + ground * dx, y + ground * dy);
        }
        for (int i = 0; i < boxes.size(); i++) {
            double hit = enter(boxes.get(i), x, y, z, dx, dy, dz);
            if (hit < nearest) {
                nearest = hit;
                luma = 30 + 160 * (i % 2) + 8 * noise(Math.floor((z + hit * dz) * 4), i, 9);
            }
        }
        return luma;
    }

    /** Asphalt with patches of all sizes, and the map's lines. */
    private double road(double x, double y) {
        for (double line : new double[] {3.5, -3.5, 0}) {
            boolean dash = line != 0 || Math.floorMod((long) Math.floor(x), 6L) < 3;
            if (dash && hasLines() && Math.abs(y - line - shift()) < 0.09) {
                return 205;
            }
        }
        return 85 + 22 * smooth(x * 1.1, y * 1.1, 1) + 14 * smooth(x * 2.7, y * 2.7, 2) + 8 * smooth(x * 6, y * 6, 3);
    }

    /** A street above three thousand has none. */
    private boolean hasLines() {
        return street < 3000;
    }

    /** A street above a thousand has its lines as many centimetres to the left. */
    private double shift() {
        return street > 1000 ? (street - 1000) / 100.0 : 0;
    }

    private double smooth(double x, double y, int layer) {
        double left = Math.floor(x);
        double low = Math.floor(y);
        double a = x - left;
        double b = y - low;
        return (1 - b) * ((1 - a) * noise(left, low, layer) + a * noise(left + 1, low, layer))
                + b * ((1 - a) * noise(left, low + 1, layer) + a * noise(left + 1, low + 1, layer));
    }

    /** -1..1, always the same at a place of a street. */
    private double noise(double a, double b, int layer) {
        long hash = ((long) a) * 0x9E3779B97F4A7C15L
                + ((long) b) * 0xC2B2AE3D27D4EB4FL
                + (layer + 31 * (street % 1000)) * 77777L;
        hash = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L;
        return ((hash ^ hash >>> 32) & 0xffff) / 32767.5 - 1;
    }

    private static double enter(Cuboid box, double x, double y, double z, double dx, double dy, double dz) {
        Vec3 c = box.worldFromCuboid().translation();
        Vec3 h = box.size().times(0.5);
        double in = 0;
        double out = Double.MAX_VALUE;
        double[][] axes = {{x - c.x(), dx, h.x()}, {y - c.y(), dy, h.y()}, {z - c.z(), dz, h.z()}};
        for (double[] axis : axes) {
            double a = (-axis[2] - axis[0]) / axis[1];
            double b = (axis[2] - axis[0]) / axis[1];
            in = Math.max(in, Math.min(a, b));
            out = Math.min(out, Math.max(a, b));
        }
        return in <= out ? in : Double.MAX_VALUE;
    }
}
