package io.tailforge.service.pipeline;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.video.VideoProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder with one clip as evidence for the filter: a work or result folder ({@code rgb/<camera>.mp4}), or what a shard
 * unpacks to ({@code <uuid>.rgb.<camera>.mp4}).
 */
public final class ClipFolderEvidence {
    private static final Map<String, ObjectKind> KINDS = Map.of(
            "rgb", ObjectKind.RGB,
            "depth", ObjectKind.DEPTH,
            "instance", ObjectKind.INSTANCE,
            "semantic", ObjectKind.SEMANTIC);
    private static final EngineIdentity UNKNOWN_ENGINE =
            new EngineIdentity("unknown", "unknown", EngineIdentity.NO_WEIGHTS, "unknown");

    private final Path folder;
    private final Map<String, Path> byName = new TreeMap<>();

    private ClipFolderEvidence(Path folder) throws IOException {
        this.folder = folder;
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> byName.put(memberName(file), file));
        }
    }

    /**
     * @param layout map document; a {@code layout.json} in the folder is used where it is the folder itself
     * @throws BadInputException where scene or layout are missing or damaged
     */
    public static ClipEvidence read(Path folder, Path layout) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(
                    Problem.of("NO-SUCH-FOLDER", folder.toString(), "there is no such clip folder"));
        }
        return new ClipFolderEvidence(folder).evidence(layout);
    }

    private String memberName(Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/').replace('/', '.');
        return name.replaceFirst("^[0-9a-f]{8}-[0-9a-f-]{27}\\.", "");
    }

    private ClipEvidence evidence(Path layout) throws IOException {
        Path sceneFile = get("scene.json");
        Scene scene = SceneDocument.read(sceneFile.toString(), Files.readAllBytes(sceneFile));
        Path mapFile = Files.isRegularFile(layout) ? layout : get("layout.json");
        HdMap map = MapDocument.read(mapFile.toString(), Files.readAllBytes(mapFile));
        List<GeneratedView> views = new ArrayList<>();
        for (Camera camera : scene.rig().cameras()) {
            views.add(new GeneratedView(camera.name(), scene.grid().frames(), objects(camera.name())));
        }
        List<LidarSweep> sweeps = new ArrayList<>();
        for (Lidar lidar : scene.rig().lidars()) {
            addSweeps(lidar, sweeps);
        }
        return new ClipEvidence(
                scene,
                map,
                new GenerationResult(views, sweeps, UNKNOWN_ENGINE, seedUsed(scene, views), Map.of(), List.of()),
                folder);
    }

    /** As the first video says that does: a later attempt has another seed than the scene. */
    private long seedUsed(Scene scene, List<GeneratedView> views) {
        return views.stream()
                .flatMap(view -> Optional.ofNullable(view.objects().get(ObjectKind.RGB)).stream())
                .flatMap(rgb -> findOrigin(folder.resolve(rgb.key())).stream())
                .mapToLong(FileOrigin::seed)
                .findFirst()
                .orElse(scene.seed());
    }

    private static Optional<FileOrigin> findOrigin(Path video) {
        try {
            return VideoProbe.findOrigin(video);
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private Path get(String name) {
        Path file = byName.get(name);
        if (file == null) {
            throw new BadInputException(Problem.of("CLIP-INCOMPLETE", folder.toString(), "holds no " + name));
        }
        return file;
    }

    private Map<ObjectKind, ArtifactRef> objects(String camera) throws IOException {
        Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
        for (Map.Entry<String, ObjectKind> kind : KINDS.entrySet()) {
            for (String end : List.of(".mp4", ".mkv")) {
                Path file = byName.get(kind.getKey() + "." + camera + end);
                if (file != null) {
                    objects.put(kind.getValue(), ref(file));
                }
            }
        }
        return objects;
    }

    private void addSweeps(Lidar lidar, List<LidarSweep> sweeps) throws IOException {
        for (Map.Entry<String, Path> file : byName.entrySet()) {
            if (file.getKey().matches("lidar\\." + lidar.name() + "\\.[0-9]{6}\\.npz")) {
                int index = Integer.parseInt(file.getKey()
                        .substring(file.getKey().length() - 10, file.getKey().length() - 4));
                sweeps.add(new LidarSweep(lidar.name(), index, lidar.sweepStartMicros(index), ref(file.getValue())));
            }
        }
    }

    private ArtifactRef ref(Path file) throws IOException {
        String key = folder.relativize(file).toString().replace('\\', '/');
        return new ArtifactRef(key, Sha256.hex(file), Files.size(file), ClipFolder.mediaType(key));
    }
}
