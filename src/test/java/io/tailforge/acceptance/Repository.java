package io.tailforge.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where this checkout lies, and what of the shared material is there. */
public final class Repository {
    public static final Path ROOT = root();
    public static final Path URBAN_JUNCTION = ROOT.resolve("examples/layouts/urban-junction.xodr");

    private Repository() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples/layouts"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside a checkout of Tailforge"));
        }
        return folder;
    }

    /** A real map of the shared material; the test is aborted with the reason where it is not there. */
    static Path assumeMap(String relative) {
        Path shared = Optional.ofNullable(System.getenv("TAILFORGE_SHARED"))
                .map(Path::of)
                .orElse(ROOT.resolve("../shared").normalize());
        Path map = shared.resolve("data/maps").resolve(relative);
        assumeTrue(Files.exists(map), () -> "needs " + map + "; TAILFORGE_SHARED names the shared folder");
        return map;
    }

    /** A variable that CI sets for a real server or tool; the test is aborted with the reason where it is not there. */
    public static String assumeVariable(String name, String what) {
        String value = Optional.ofNullable(System.getenv(name)).orElse("");
        assumeTrue(!value.isBlank(), () -> "needs " + name + ": " + what);
        return value;
    }
}
