package io.tailforge.generation.triton;

import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.PatternModel;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.generation.embedded.RepositoryEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The pattern models as the engine of a real Triton, by the commands of {@code tailforge triton}: serve, repository DIR. */
public final class PatternEngine {
    /** A clip with this seed is not begun before it is cancelled. */
    public static final long HOLDING_SEED = 99;

    /** What the engine then writes to the server's log. */
    public static final String HOLDS = "pattern engine: holds";

    public static final String LETS_GO = "pattern engine: lets go";

    private static final int TWO_PIECES = (5 << 20) + 5;

    private PatternEngine() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("repository")) {
            writeRepository(Path.of(arguments[1]));
        } else {
            serve(System.in);
        }
    }

    private static List<InferenceModel> models() {
        return List.of(
                PatternModel.video(TWO_PIECES, (job, cancelled) -> hold(job.seed(), cancelled)),
                PatternModel.lidar(3000));
    }

    private static void hold(long seed, BooleanSupplier cancelled) throws InterruptedException {
        if (seed == HOLDING_SEED) {
            System.err.println(HOLDS);
            while (!cancelled.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            System.err.println(LETS_GO);
        }
    }

    private static void writeRepository(Path folder) throws IOException {
        for (InferenceModel model : models()) {
            Path version = Files.createDirectories(folder.resolve(model.name()).resolve("1"));
            Files.writeString(version.resolveSibling("config.pbtxt"), RepositoryEntry.configOf(model, 1));
        }
    }

    private static void serve(InputStream until) throws IOException {
        Path work = Files.createTempDirectory("pattern-engine-");
        try (EmbeddedTriton server = EmbeddedTriton.start(models(), EmbeddedTriton.Settings.of(1, work))) {
            System.out.println(server.endpoint());
            until.transferTo(java.io.OutputStream.nullOutputStream());
        } finally {
            Files.deleteIfExists(work);
        }
    }

    /** Writes a script that runs this class with the libraries of the test. */
    static Path command(Path folder) throws IOException {
        Path script = folder.toAbsolutePath().resolve("engine.sh");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(script, """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -Djava.io.tmpdir='%s' -cp '%s' %s "$@"
                """.formatted(
                java, script.getParent(), System.getProperty("java.class.path"), PatternEngine.class.getName()));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }
}
