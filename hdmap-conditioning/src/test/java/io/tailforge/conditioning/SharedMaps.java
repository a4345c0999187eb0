package io.tailforge.conditioning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real maps that are not part of the repository. Tests that need one abort where it is absent. */
public final class SharedMaps {
    private SharedMaps() {}

    public static Path require(String relative) {
        Path root = Optional.ofNullable(System.getenv("TAILFORGE_SHARED"))
                .map(Path::of)
                .orElse(Path.of("../../shared"));
        Path map = root.resolve("data/maps").resolve(relative);
        Assumptions.assumeTrue(Files.exists(map), "needs ../shared: data/maps/" + relative);
        return map;
    }
}
