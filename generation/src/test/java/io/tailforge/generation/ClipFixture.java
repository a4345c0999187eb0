package io.tailforge.generation;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement.LineColour;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A clip's folder before generation: two cameras, one LiDAR, half a second. */
public record ClipFixture(Path folder, GenerationRequest request) {
    private static final byte[] FTYP =
            "\0\0\0\u0010ftypisom\0\0\0\0 a control video".getBytes(StandardCharsets.US_ASCII);

    public static ClipFixture in(Path folder) throws IOException {
        byte[] layout = MapDocument.write(new HdMap("nowhere", "test", DrivingSide.RIGHT, Optional.empty(), List.of()));
        Scene scene = sceneOn(Sha256.hex(layout));
        ArtifactRef sceneRef = write(folder, "scene.json", SceneDocument.write(scene), "application/json");
        ArtifactRef layoutRef = write(folder, "layout.json", layout, "application/json");
        List<ConditioningVideo> controls = List.of(control(folder, "front"), control(folder, "rear"));
        Prompt prompt = new Prompt("a street", Map.of("front", "a street ahead"), "blur", "test");
        return new ClipFixture(
                folder,
                new GenerationRequest(
                        scene.clipId(),
                        1,
                        sceneRef,
                        layoutRef,
                        prompt,
                        controls,
                        Set.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.POINTS),
                        -7L,
                        3.5,
                        12));
    }

    private static Scene sceneOn(String layoutSha256) {
        PinholeCamera model = PinholeCamera.ofHorizontalFov(64, 32, 1.5);
        Rig rig = new Rig(
                "two",
                List.of(
                        new Camera("front", model, Pose.ofYaw(1, 0, 1.5, 0)),
                        new Camera("rear", model, Pose.ofYaw(-1, 0, 1.5, 3))),
                List.of(new Lidar("top", "hdl-32e", Pose.ofYaw(0, 0, 1.8, 0), 10)));
        Region region = new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a city");
        return new Scene(
                "a-scene",
                new LayoutRef("nowhere", "test", layoutSha256),
                rig,
                new EgoTrajectory(List.of(new TimedPose(0, Pose.IDENTITY))),
                List.of(),
                List.of(),
                new Variation("clear", Weather.CLEAR, new SunPosition(0.5, 1), region),
                new FrameGrid(15, 30, 64, 32),
                -7L);
    }

    private static ConditioningVideo control(Path folder, String camera) throws IOException {
        ArtifactRef video = write(folder, "conditioning/" + camera + ".mp4", FTYP, "video/mp4");
        return new ConditioningVideo(camera, "hdmap-v1", 15, video);
    }

    /** With one more control video. */
    public GenerationRequest withControl(String sensor, String style) throws IOException {
        ArtifactRef video = write(folder, "conditioning/" + style + "/" + sensor + ".mp4", FTYP, "video/mp4");
        List<ConditioningVideo> controls = new ArrayList<>(request.controls());
        controls.add(new ConditioningVideo(sensor, style, 15, video));
        return withControls(controls);
    }

    private GenerationRequest withControls(List<ConditioningVideo> controls) {
        GenerationRequest r = request;
        return new GenerationRequest(
                r.clip(),
                r.attempt(),
                r.sceneDocument(),
                r.layoutDocument(),
                r.prompt(),
                controls,
                r.want(),
                r.seed(),
                r.guidance(),
                r.steps());
    }

    public static ArtifactRef write(Path folder, String key, byte[] bytes, String mediaType) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, bytes);
        return new ArtifactRef(key, Sha256.hex(bytes), bytes.length, mediaType);
    }

    public GenerationRequest withSeed(long seed) {
        GenerationRequest r = request;
        return new GenerationRequest(
                r.clip(),
                r.attempt(),
                r.sceneDocument(),
                r.layoutDocument(),
                r.prompt(),
                r.controls(),
                r.want(),
                seed,
                r.guidance(),
                r.steps());
    }

    public GenerationRequest wanting(ObjectKind... kinds) {
        GenerationRequest r = request;
        return new GenerationRequest(
                r.clip(),
                r.attempt(),
                r.sceneDocument(),
                r.layoutDocument(),
                r.prompt(),
                r.controls(),
                Set.of(kinds),
                r.seed(),
                r.guidance(),
                r.steps());
    }

    public GenerationRequest withScene(ArtifactRef scene) {
        GenerationRequest r = request;
        return new GenerationRequest(
                r.clip(),
                r.attempt(),
                scene,
                r.layoutDocument(),
                r.prompt(),
                r.controls(),
                r.want(),
                r.seed(),
                r.guidance(),
                r.steps());
    }
}
