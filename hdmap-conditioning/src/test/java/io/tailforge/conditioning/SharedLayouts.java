package io.tailforge.conditioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every real map with lanes that some reader accepts. */
public final class SharedLayouts {
    private SharedLayouts() {}

    /** Sorted by path; tests that need them abort where they are absent. */
    public static List<Path> require() {
        Path maps = SharedMaps.require("README.md").getParent();
        try (Stream<Path> found = Files.walk(maps, 2)) {
            return found.filter(path -> !path.equals(maps))
                    .filter(SharedLayouts::isLayout)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLayout(Path path) {
        boolean withoutLanes = path.toString().contains("osm-plain");
        boolean partOfAnother = path.resolveSibling("3d_lanes").toFile().isDirectory();
        return !withoutLanes && !partOfAnother && Layouts.readers().stream().anyMatch(reader -> reader.accepts(path));
    }
}
