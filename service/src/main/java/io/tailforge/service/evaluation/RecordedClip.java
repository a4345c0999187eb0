package io.tailforge.service.evaluation;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.SweepSource;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.VideoInfo;
import io.tailforge.video.VideoProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A recorded drive with its LiDAR, and videos that were made of it, {@code <camera>.mp4}: the scene follows from the
 * recording's poses, boxes and cameras, the size, rate and length from the videos. What the videos should show of weather, light and place is not
 * known, and is not held against them.
 */
final class RecordedClip {
    private static final EngineIdentity UNKNOWN_ENGINE =
            new EngineIdentity("unknown", "unknown", EngineIdentity.NO_WEIGHTS, "unknown");
    private static final List<String> MODELS = List.of("ftheta", "pinhole");

    /** How far a video may go on after the last pose, frames. */
    private static final int FRAMES_BEYOND = 1;

    private final Path layout;
    private final Path videos;

    private RecordedClip(Path layout, Path videos) {
        this.layout = layout;
        this.videos = videos;
    }

    static ClipEvidence read(Path layout, Path videos) throws IOException {
        return new RecordedClip(layout, videos).evidence();
    }

    private ClipEvidence evidence() throws IOException {
        LayoutReading reading = Layouts.read(layout);
        Recording drive = reading.recording()
                .orElseThrow(() -> bad("NO-RECORDING", layout, "holds a map but no recorded drive (vehicle_pose)"));
        Optional<RecordedLidar> lidar = RecordedLidar.find(layout, drive.ego());
        Rig rig = with(lidar, rig(drive));
        Map<String, Path> byCamera = byCamera(rig);
        FrameGrid grid = grid(byCamera, drive);
        Scene scene = new SceneAssembler()
                .assemble(reading, LayoutRef.of(reading.map()), plan(reading.map(), rig, byCamera, grid))
                .scene();
        List<LidarSweep> sweeps =
                lidar.map(known -> known.list(grid.durationMicros())).orElse(List.of());
        return new ClipEvidence(
                scene,
                reading.map(),
                result(byCamera, grid, sweeps),
                videos,
                lidar.<SweepSource>map(known -> known).orElse(SweepSource.files(videos)));
    }

    private Rig rig(Recording drive) {
        return MODELS.stream()
                .flatMap(model -> Optional.ofNullable(drive.rigs().get(model)).stream())
                .findFirst()
                .orElseThrow(() -> bad(
                        "NO-CAMERAS",
                        layout,
                        "has no cameras with intrinsics (ftheta_intrinsic) and poses (pose, or rig.json)"));
    }

    private static Rig with(Optional<RecordedLidar> lidar, Rig rig) {
        return new Rig(
                rig.name(),
                rig.cameras(),
                lidar.stream().map(RecordedLidar::lidar).toList());
    }

    /** Videos in the order of the rig. */
    private Map<String, Path> byCamera(Rig rig) throws IOException {
        Map<String, Path> byCamera = new LinkedHashMap<>();
        for (Camera camera : rig.cameras()) {
            Path file = videos.resolve(camera.name() + ".mp4");
            if (Files.isRegularFile(file)) {
                byCamera.put(camera.name(), file);
            }
        }
        try (Stream<Path> files = Files.list(videos)) {
            files.filter(file -> file.toString().endsWith(".mp4") && !byCamera.containsValue(file))
                    .sorted()
                    .findFirst()
                    .ifPresent(file -> {
                        throw bad("CAMERA-UNKNOWN", file, "is named after none of the cameras: " + names(rig));
                    });
        }
        if (byCamera.isEmpty()) {
            throw bad("VIDEOS-MISSING", videos, "holds no <camera>.mp4 of the cameras " + names(rig));
        }
        return byCamera;
    }

    private static String names(Rig rig) {
        return String.join(", ", rig.cameras().stream().map(Camera::name).toList());
    }

    private FrameGrid grid(Map<String, Path> byCamera, Recording drive) {
        List<VideoInfo> infos = new ArrayList<>();
        List<BadInputException> broken = new ArrayList<>();
        for (Path file : byCamera.values()) {
            try {
                infos.add(VideoProbe.probe(file));
            } catch (BadInputException e) {
                broken.add(e);
            }
        }
        if (infos.isEmpty()) {
            throw broken.getFirst();
        }
        FrameGrid grid = grid(infos);
        long last = grid.timestampMicros(grid.frames() - 1 - FRAMES_BEYOND);
        if (last > drive.ego().endMicros()) {
            throw bad(
                    "VIDEO-LONGER-THAN-RECORDING",
                    videos,
                    "the videos have %d frames at %d fps, the recording ends after %.2f s"
                            .formatted(grid.frames(), grid.fps(), drive.ego().endMicros() * 1e-6));
        }
        return grid;
    }

    /** What most videos have, so that one that differs is found. */
    private FrameGrid grid(List<VideoInfo> infos) {
        try {
            return new FrameGrid(
                    usual(infos, info -> (int) Math.min(info.frames(), Integer.MAX_VALUE)),
                    usual(infos, info -> (int) Math.round(info.fps())),
                    usual(infos, VideoInfo::width),
                    usual(infos, VideoInfo::height));
        } catch (IllegalArgumentException e) {
            throw bad("VIDEO-SHAPE", videos, String.valueOf(e.getMessage()));
        }
    }

    private static int usual(List<VideoInfo> infos, ToIntFunction<VideoInfo> figure) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        infos.forEach(info -> counts.merge(figure.applyAsInt(info), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static ClipPlan plan(HdMap map, Rig rig, Map<String, Path> byCamera, FrameGrid grid) {
        SceneRequest scene = new SceneRequest(
                "recorded", Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(), List.of(), true);
        Optional<String> lidar = rig.lidars().isEmpty() ? Optional.of("none") : Optional.empty();
        RigRequest cameras = new RigRequest(rig.name(), Optional.of(rig), "", List.copyOf(byCamera.keySet()), lidar);
        Region region = new Region("any", map.drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
        Variation look = new Variation(Variation.UNTOLD, Weather.CLEAR, new SunPosition(1, 0), region);
        return new ClipPlan(0, scene, look, cameras, grid, 0);
    }

    private GenerationResult result(Map<String, Path> byCamera, FrameGrid grid, List<LidarSweep> sweeps)
            throws IOException {
        List<GeneratedView> views = new ArrayList<>();
        for (Map.Entry<String, Path> video : byCamera.entrySet()) {
            views.add(new GeneratedView(video.getKey(), grid.frames(), Map.of(ObjectKind.RGB, ref(video.getValue()))));
        }
        return new GenerationResult(views, sweeps, UNKNOWN_ENGINE, 0, Map.of(), List.of());
    }

    private ArtifactRef ref(Path file) throws IOException {
        return new ArtifactRef(videos.relativize(file).toString(), Sha256.hex(file), Files.size(file), "video/mp4");
    }

    private static BadInputException bad(String code, Path where, String detail) {
        return new BadInputException(Problem.of(code, where.toString(), detail));
    }
}
