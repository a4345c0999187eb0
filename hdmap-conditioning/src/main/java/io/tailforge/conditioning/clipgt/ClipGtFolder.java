package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.parquet.ParquetFile;
import io.tailforge.conditioning.source.SourceFile;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one clip: {@code {clip id}.{layer}.parquet}, or {@code {layer}.parquet} as AlpaSim names them. Opens nothing
 * outside of the folder.
 */
final class ClipGtFolder {
    static final String LANE = "lane";
    static final String EGO = "egomotion_estimate";

    private static final Set<String> LAYERS = Set.of(
            LANE,
            EGO,
            "lane_line",
            "road_boundary",
            "wait_line",
            "crosswalk",
            "road_marking",
            "pole",
            "traffic_light",
            "traffic_sign",
            "obstacle",
            "calibration_estimate",
            "association");
    private static final String ENDING = ".parquet";
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_FILES = 10_000;

    private final Path folder;
    private final String clip;
    private final Set<String> names;

    private ClipGtFolder(Path folder, String clip, Set<String> names) {
        this.folder = folder;
        this.clip = clip;
        this.names = names;
    }

    static boolean isClip(Path folder) {
        return Files.isDirectory(folder)
                && listNames(folder).stream().map(ClipGtFolder::layerOf).anyMatch(LAYERS::contains);
    }

    /** @throws BadInputException {@code CLIPGT-SEVERAL-CLIPS} */
    static ClipGtFolder open(Path folder) {
        Set<String> names = listNames(folder);
        Set<String> clips = new TreeSet<>();
        names.stream().filter(name -> LAYERS.contains(layerOf(name))).forEach(name -> clips.add(clipOf(name)));
        if (clips.size() != 1) {
            throw new BadInputException(Problem.of(
                    "CLIPGT-SEVERAL-CLIPS",
                    SourceFile.nameOf(folder),
                    "holds the layers of " + clips.size() + " clips; give each a folder of its own"));
        }
        return new ClipGtFolder(folder, clips.iterator().next(), names);
    }

    private static Set<String> listNames(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.limit(MAX_FILES)
                    .map(SourceFile::nameOf)
                    .filter(name -> name.endsWith(ENDING))
                    .toList());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static String layerOf(String name) {
        String stem = name.substring(0, name.length() - ENDING.length());
        return stem.substring(stem.lastIndexOf('.') + 1);
    }

    private static String clipOf(String name) {
        String stem = name.substring(0, name.length() - ENDING.length());
        return stem.contains(".") ? stem.substring(0, stem.lastIndexOf('.')) : "";
    }

    /** The clip's id; the folder's name where the files carry none. */
    String clipId() {
        return clip.isEmpty() ? SourceFile.nameOf(folder.toAbsolutePath().normalize()) : clip;
    }

    String sourceOf(String layer) {
        return (clip.isEmpty() ? "" : clip + ".") + layer + ENDING;
    }

    boolean has(String layer) {
        return names.contains(sourceOf(layer));
    }

    /** The rows of a layer, columns {@code key} and that of the layer's name; none where the layer is absent. */
    List<JsonView> rows(String layer) {
        List<JsonView> rows = new ArrayList<>();
        if (has(layer)) {
            String source = sourceOf(layer);
            Path file = SourceFile.requireInside(folder, folder.resolve(source));
            ParquetFile.open(source, SourceFile.read(file, MAX_BYTES)).forEachRow(Set.of("key", layer), rows::add);
        }
        return rows;
    }
}
