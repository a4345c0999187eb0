package io.tailforge.service.pipeline;

import io.tailforge.scene.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells one build of the product from another, so that what was remembered under one is not believed under the next. */
final class BuildFingerprint {
    private static final String VALUE =
            Sha256.hex(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> describe(Path.of(entry)))
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8));

    private BuildFingerprint() {}

    /** Over name, size and age of everything on the class path. */
    static String current() {
        return VALUE;
    }

    private static String describe(Path entry) {
        if (!Files.exists(entry)) {
            return entry.toString();
        }
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .map(BuildFingerprint::describeFile)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describeFile(Path file) {
        try {
            return file + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
