package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of one clip on disk: {@code {layer}/{clip id}.tar} below a folder. Opens nothing outside that folder. */
final class RdsHqClip {
    static final String VEHICLE_POSE = "vehicle_pose";
    static final String LANES = "3d_lanes";

    private static final List<String> MAP_LAYERS = List.of(
            "3d_lanelines",
            "3d_road_boundaries",
            "3d_wait_lines",
            "3d_crosswalks",
            "3d_road_markings",
            "3d_poles",
            "3d_traffic_lights",
            "3d_traffic_signs",
            LANES);
    private static final List<String> OTHER_LAYERS = List.of(
            VEHICLE_POSE,
            "pose",
            "ftheta_intrinsic",
            "pinhole_intrinsic",
            "all_object_info",
            "3d_traffic_lights_status");
    private static final String MAP_PREFIX = "3d_";
    private static final int MAX_CLIPS_LISTED = 5;

    private final Path folder;
    private final String clipId;
    /** Folders that hold the tar of a layer in place of the clip's own. */
    private final Map<String, Path> elsewhere;

    private RdsHqClip(Path folder, String clipId, Map<String, Path> elsewhere) {
        this.folder = folder;
        this.clipId = clipId;
        this.elsewhere = elsewhere;
    }

    static boolean isClip(Path folder) {
        return Files.isDirectory(folder)
                && Stream.concat(MAP_LAYERS.stream(), Stream.of(VEHICLE_POSE))
                        .anyMatch(layer -> Files.isDirectory(folder.resolve(layer)));
    }

    /** @throws BadInputException where the folder holds no clip, or more than one */
    static RdsHqClip open(Path folder) {
        Set<String> ids = new TreeSet<>();
        Stream.concat(MAP_LAYERS.stream(), Stream.of(VEHICLE_POSE)).forEach(layer -> addClipIds(folder, layer, ids));
        if (ids.isEmpty()) {
            throw bad("RDSHQ-NO-CLIP", folder, "holds no layer tar such as 3d_lanelines/{clip id}.tar");
        }
        if (ids.size() > 1) {
            throw bad(
                    "RDSHQ-SEVERAL-CLIPS",
                    folder,
                    "holds " + ids.size() + " clips; give each a folder of its own ("
                            + String.join(
                                    ", ", ids.stream().limit(MAX_CLIPS_LISTED).toList()) + ")");
        }
        return new RdsHqClip(folder, ids.iterator().next(), Map.of());
    }

    /**
     * This clip with layers of other folders.
     *
     * @param layers folder by layer: the layer's own, or the one above it
     */
    RdsHqClip with(Map<String, Path> layers) {
        Map<String, Path> folders = new TreeMap<>();
        layers.forEach((name, other) -> {
            String layer = layerNamed(name);
            folders.put(layer, folderOf(layer, other));
        });
        return new RdsHqClip(folder, clipId, folders);
    }

    private static String layerNamed(String name) {
        List<String> known = Stream.concat(MAP_LAYERS.stream(), OTHER_LAYERS.stream())
                .sorted()
                .toList();
        return Stream.of(name, MAP_PREFIX + name)
                .filter(known::contains)
                .findFirst()
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "LAYER-NOT-REPLACEABLE",
                        name,
                        "is no layer of an RDS-HQ clip; there are " + String.join(", ", known))));
    }

    private Path folderOf(String layer, Path other) {
        return Stream.of(other.resolve(layer), other)
                .filter(candidate -> Files.isRegularFile(candidate.resolve(clipId + ".tar")))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "LAYER-NOT-FOUND",
                        other.toString(),
                        "holds neither " + layer + "/" + clipId + ".tar nor " + clipId + ".tar")));
    }

    private static void addClipIds(Path folder, String layer, Set<String> ids) {
        Path layerFolder = folder.resolve(layer);
        if (!Files.isDirectory(layerFolder)) {
            return;
        }
        try (Stream<Path> files = Files.list(layerFolder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .limit(1000)
                    .forEach(ids::add);
        } catch (IOException e) {
            throw bad("RDSHQ-UNREADABLE", layerFolder, "cannot be listed: " + e.getMessage());
        }
    }

    String clipId() {
        return clipId;
    }

    /** Name of a layer's archive in messages, relative to the clip's folder. */
    String sourceOf(String layer) {
        return layer + "/" + clipId + ".tar";
    }

    boolean has(String layer) {
        return Files.isRegularFile(fileOf(layer));
    }

    private Path fileOf(String layer) {
        return elsewhere.getOrDefault(layer, folder.resolve(layer)).resolve(clipId + ".tar");
    }

    /** The wanted members of a layer by key, in order; empty where the layer is absent. */
    Map<String, byte[]> read(String layer, Predicate<String> wanted) {
        String source = sourceOf(layer);
        if (!has(layer)) {
            return Map.of();
        }
        return LayerTar.read(source, requireInside(elsewhere.getOrDefault(layer, folder), fileOf(layer)), wanted);
    }

    /** The archive of a layer; empty where the layer is absent. */
    Optional<Path> findArchive(String layer) {
        return has(layer)
                ? Optional.of(requireInside(elsewhere.getOrDefault(layer, folder), fileOf(layer)))
                : Optional.empty();
    }

    /** The one JSON document of a map layer; empty where the layer is absent. */
    Optional<JsonView> findDocument(String layer) {
        Map<String, byte[]> members = read(layer, key -> key.endsWith(".json"));
        if (members.size() > 1) {
            throw new BadInputException(
                    Problem.of("RDSHQ-LAYER", sourceOf(layer), "must hold one JSON document, not " + members.size()));
        }
        if (members.isEmpty() && has(layer)) {
            throw new BadInputException(Problem.of("RDSHQ-LAYER", sourceOf(layer), "holds no JSON document"));
        }
        return members.entrySet().stream()
                .findFirst()
                .map(member -> JsonView.parse(sourceOf(layer) + "!" + member.getKey(), member.getValue()));
    }

    /** A small JSON file beside the layers. */
    Optional<JsonView> findFile(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > 1 << 20) {
                throw bad("RDSHQ-LAYER", file, "is larger than 1 MiB");
            }
            return Optional.of(JsonView.parse(name, Files.readAllBytes(requireInside(folder, file))));
        } catch (IOException e) {
            throw bad("RDSHQ-UNREADABLE", file, "cannot be read: " + e.getMessage());
        }
    }

    private static Path requireInside(Path folder, Path file) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw bad("RDSHQ-OUTSIDE", file, "is a link that leads out of the clip's folder");
            }
            return real;
        } catch (IOException e) {
            throw bad("RDSHQ-UNREADABLE", file, "cannot be read: " + e.getMessage());
        }
    }

    private static BadInputException bad(String code, Path path, String detail) {
        return new BadInputException(Problem.of(code, String.valueOf(path.getFileName()), detail));
    }
}
