package io.tailforge.acceptance;

import io.tailforge.scene.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of one finished clip with their hashes, measured here and not taken from what the product wrote down. */
public final class ResultFiles {
    private ResultFiles() {}

    /** Every file but the bookkeeping in {@code result.json}, which holds times. */
    public static Map<String, String> hashes(Path folder) throws IOException {
        return hashes(folder, key -> !key.equals("result.json"));
    }

    static Map<String, String> hashes(Path folder, Predicate<String> wanted) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String key = folder.relativize(file).toString();
                if (wanted.test(key)) {
                    hashes.put(key, Sha256.hex(file));
                }
            }
        }
        return hashes;
    }

    /** The only result in a home folder. */
    static Path onlyResult(Path home) throws IOException {
        try (Stream<Path> results = Files.list(home.resolve("results"))) {
            return results.reduce((a, b) -> {
                        throw new AssertionError("more than one result in " + home);
                    })
                    .orElseThrow();
        }
    }
}
