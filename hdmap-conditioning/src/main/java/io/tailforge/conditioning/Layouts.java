package io.tailforge.conditioning;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The door for layouts: finds the reader that knows a file or folder. */
public final class Layouts {
    private Layouts() {}

    /** Every installed reader, by id. */
    public static List<MapReader> readers() {
        return ServiceLoader.load(MapReader.class, Layouts.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(MapReader::id))
                .toList();
    }

    /**
     * Reads a layout with the first reader that accepts it.
     *
     * @throws BadInputException {@code LAYOUT-NOT-FOUND}, {@code LAYOUT-UNKNOWN-FORMAT}, or what the reader found
     */
    public static LayoutReading read(Path layout) {
        return reader(layout).read(layout);
    }

    /**
     * The same, some of its layers read from other folders.
     *
     * @param layers folder by name of layer, see {@link MapReader#read(Path, Map)}
     */
    public static LayoutReading read(Path layout, Map<String, Path> layers) {
        return reader(layout).read(layout, layers);
    }

    /**
     * Every lane of a layout, as its source has them.
     *
     * @throws BadInputException as {@link #read} does
     */
    public static List<SourceLane> listLanes(Path layout) {
        return reader(layout).listLanes(layout);
    }

    /**
     * All that the first reader that accepts a layout has to say about it.
     *
     * @throws BadInputException {@code LAYOUT-NOT-FOUND}, {@code LAYOUT-UNKNOWN-FORMAT}
     */
    public static LayoutCheck check(Path layout) {
        return reader(layout).check(layout);
    }

    private static MapReader reader(Path layout) {
        if (!Files.exists(layout)) {
            throw bad("LAYOUT-NOT-FOUND", layout, "does not exist");
        }
        return readers().stream()
                .filter(reader -> reader.accepts(layout))
                .findFirst()
                .orElseThrow(() -> bad("LAYOUT-UNKNOWN-FORMAT", layout, "is none of the formats known: " + known()));
    }

    private static String known() {
        return readers().stream()
                .map(reader -> reader.id() + " (" + reader.describe() + ")")
                .collect(Collectors.joining("; "));
    }

    private static BadInputException bad(String code, Path layout, String detail) {
        return new BadInputException(Problem.of(code, layout.toString(), detail));
    }
}
