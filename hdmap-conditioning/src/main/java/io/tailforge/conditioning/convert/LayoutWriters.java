package io.tailforge.conditioning.convert;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats layouts can be written in. */
public final class LayoutWriters {
    private LayoutWriters() {}

    public static List<LayoutWriter> list() {
        return ServiceLoader.load(LayoutWriter.class, LayoutWriters.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(LayoutWriter::id))
                .toList();
    }

    /** @throws BadInputException {@code LAYOUT-UNKNOWN-FORMAT}, listing the formats */
    public static LayoutWriter get(String id) {
        return list().stream()
                .filter(writer -> writer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        Problem.of("LAYOUT-UNKNOWN-FORMAT", "--to", "nothing writes '" + id + "'; known: " + known())));
    }

    private static String known() {
        return list().stream()
                .map(writer -> writer.id() + " (" + writer.describe() + ")")
                .collect(Collectors.joining("; "));
    }

    /** @throws BadInputException {@code LAYOUT-TARGET-EXISTS}: nothing is ever overwritten */
    public static void requireNew(Path target) {
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new BadInputException(Problem.of(
                    "LAYOUT-TARGET-EXISTS", target.toString(), "exists already; name a new file or an empty folder"));
        }
    }

    private static boolean isEmptyFolder(Path target) {
        if (!Files.isDirectory(target)) {
            return false;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
