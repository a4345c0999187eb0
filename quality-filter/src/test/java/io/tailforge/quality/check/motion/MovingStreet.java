package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
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
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** A street with a rough surface and a chequered car, drawn pixel by pixel as the camera must see them. */
final class MovingStreet {
    static final int FRAMES = 16;
    static final int WIDTH = 448;
    static final int HEIGHT = 256;
    private static final double CAR_SPEED = 7;

    private final Scene scene;
    private final SceneGeometry geometry;

    /** @param speed of the ego, m/s */
    MovingStreet(double speed) {
        this(speed, 8);
    }

    /** @param ahead of the ego's start the car starts, metres */
    MovingStreet(double speed, double ahead) {
        this.scene = sceneOf(speed, ahead);
        this.geometry = SceneGeometry.of(scene, "front", new WorkingSize(WIDTH, HEIGHT));
    }

    private static Scene sceneOf(double speed, double ahead) {
        PinholeCamera model = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, 1.4);
        Camera front = new Camera("front", model, Camera.mounted(new Vec3(1, 0, 1.5), Quaternion.IDENTITY));
        return new Scene(
                "street",
                new LayoutRef("flat", "test", "0".repeat(64)),
                new Rig("one", List.of(front), List.of()),
                new EgoTrajectory(List.of(
                        new TimedPose(0, Pose.ofYaw(0, 0, 0, 0)),
                        new TimedPose(1_000_000, Pose.ofYaw(speed, 0, 0, 0)))),
                List.of(car(ahead)),
                List.of(),
                new Variation(
                        "test",
                        Weather.CLEAR,
                        new SunPosition(0.6, 1),
                        new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a city")),
                new FrameGrid(FRAMES, 30, WIDTH, HEIGHT),
                1);
    }

    private static ActorTrack car(double ahead) {
        Vec3 size = new Vec3(4.4, 1.8, 1.5);
        return new ActorTrack(
                "car",
                ActorClass.CAR,
                "",
                true,
                List.of(
                        new ActorState(0, new Cuboid(Pose.ofYaw(ahead, 2.6, 0.75, 0), size)),
                        new ActorState(100_000, new Cuboid(Pose.ofYaw(ahead + CAR_SPEED * 0.1, 2.6, 0.75, 0), size)),
                        new ActorState(200_000, new Cuboid(Pose.ofYaw(ahead + CAR_SPEED * 0.2, 2.6, 0.75, 0), size)),
                        new ActorState(300_000, new Cuboid(Pose.ofYaw(ahead + CAR_SPEED * 0.3, 2.6, 0.75, 0), size)),
                        new ActorState(400_000, new Cuboid(Pose.ofYaw(ahead + CAR_SPEED * 0.4, 2.6, 0.75, 0), size)),
                        new ActorState(500_000, new Cuboid(Pose.ofYaw(ahead + CAR_SPEED * 0.5, 2.6, 0.75, 0), size))));
    }

    /** A clip of the given pictures that is held against this street. */
    ClipEvidence showing(IntFunction<byte[]> pictures, Path folder, boolean lanes) throws IOException {
        Path file = folder.resolve("front.mp4");
        Files.createDirectories(folder);
        try (VideoEncoder encoder = VideoEncoder.h264(file, WIDTH, HEIGHT, 30, H264Settings.GENERATED)) {
            for (int t = 0; t < FRAMES; t++) {
                Frame frame = Frame.rgb24(WIDTH, HEIGHT);
                System.arraycopy(pictures.apply(t), 0, frame.bytes(), 0, frame.bytes().length);
                encoder.write(frame);
            }
        }
        ArtifactRef video = new ArtifactRef("front.mp4", Sha256.hex(file), Files.size(file), "video/mp4");
        GenerationResult result = new GenerationResult(
                List.of(new GeneratedView("front", FRAMES, Map.of(ObjectKind.RGB, video))),
                List.of(),
                new EngineIdentity("drawn", "1", EngineIdentity.NO_WEIGHTS, "cpu"),
                1,
                Map.of(),
                List.of());
        List<MapElement> elements = lanes ? List.of(lane("right", -7, 0), lane("left", 0, 7)) : List.of();
        HdMap map = new HdMap("flat", "test", DrivingSide.RIGHT, Optional.empty(), elements);
        return new ClipEvidence(scene, map, result, folder);
    }

    /** The same from a generator that says it has rendered this street and no other. */
    static ClipEvidence ours(ClipEvidence clip) {
        GenerationResult result = clip.result();
        GeneratedView view = result.views().getFirst();
        ArtifactRef video = view.objects().get(ObjectKind.RGB);
        GeneratedView deep = new GeneratedView("front", FRAMES, Map.of(ObjectKind.RGB, video, ObjectKind.DEPTH, video));
        return clip.answeredBy(
                        new GenerationResult(
                                List.of(deep), List.of(), result.engine(), 1, result.timings(), result.warnings()),
                        clip.folder())
                .expecting(LanesAndBoxes.of(clip));
    }

    private static Lane lane(String id, double low, double high) {
        return new Lane(
                id,
                line(high),
                line(low),
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
        return Polyline3.of(-50, y, 0, 20, y, 0, 120, y, 0);
    }

    /** As the camera sees it. */
    byte[] draw(int frame) {
        return draw(frame, 0, new double[] {0.9, 0.6, 0.3});
    }

    /**
     * @param shift of the picture to the left, pixels
     * @param paint of the car, shares of red, green and blue; empty: there is no car
     */
    byte[] draw(int frame, double shift, double[] paint) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        Cuboid car = scene.actors()
                .getFirst()
                .findAt(geometry.timestampMicros(frame))
                .orElseThrow()
                .box();
        Vec3 eye = geometry.worldFromCamera(frame, 0).translation();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            Vec3 ray = geometry.ray(frame, i % WIDTH + shift, i / WIDTH);
            double hit = paint.length == 0 ? Double.MAX_VALUE : enter(car, eye, ray);
            for (int c = 0; c < 3; c++) {
                double value =
                        hit < Double.MAX_VALUE ? chequered(car, eye.plus(ray.times(hit))) * paint[c] : street(eye, ray);
                rgb[3 * i + c] = (byte) Math.clamp(Math.round(value), 0, 255);
            }
        }
        return rgb;
    }

    private static double street(Vec3 eye, Vec3 ray) {
        if (ray.z() > -0.02) {
            return 190 - 60 * ray.z();
        }
        double distance = -eye.z() / ray.z();
        double x = eye.x() + ray.x() * distance;
        double y = eye.y() + ray.y() * distance;
        double fade = Math.min(1, 20 / (distance + 6));
        return 110 + fade * (120 * noise(x / 0.35, y / 0.35) + 100 * noise(x / 1.1 + 9, y / 1.1));
    }

    private static double chequered(Cuboid car, Vec3 hit) {
        Vec3 local = car.worldFromCuboid().inverse().transform(hit);
        return 130 + 110 * noise(local.x() / 0.3 + local.y() / 0.3 + 30, local.z() / 0.3 - local.y() / 0.3);
    }

    private static double enter(Cuboid box, Vec3 eye, Vec3 ray) {
        Vec3 o = box.worldFromCuboid().inverse().transform(eye);
        Vec3 d = box.worldFromCuboid().inverse().rotate(ray);
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

    /** Smooth, -0.5..0.5, with a bump at every whole number. */
    private static double noise(double x, double y) {
        long left = (long) Math.floor(x);
        long low = (long) Math.floor(y);
        double a = smooth(x - left);
        double b = smooth(y - low);
        return (1 - b) * ((1 - a) * random(left, low) + a * random(left + 1, low))
                + b * ((1 - a) * random(left, low + 1) + a * random(left + 1, low + 1));
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double random(long x, long y) {
        long bits = (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
        bits = (bits ^ bits >>> 29) * 0xBF58476D1CE4E5B9L;
        return (double) (bits >>> 40) / (1L << 24) - 0.5;
    }
}
