package io.tailforge.conditioning.oracle;

import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Python script of the test resources, run by an interpreter that has the other reader installed. */
public final class PythonOracle {
    private PythonOracle() {}

    /**
     * What the script prints, one JSON document a line. The test aborts where the interpreter is not named.
     *
     * @param variable environment variable with the interpreter's path
     * @param script resource below {@code oracle/}
     */
    public static List<JsonView> ask(String variable, String script, String... arguments)
            throws IOException, InterruptedException {
        String python = Optional.ofNullable(System.getenv(variable)).orElse("");
        Assumptions.assumeFalse(python.isEmpty(), "needs " + variable + ": a Python with the other reader installed");
        Path folder = Files.createTempDirectory("oracle");
        Path copy = folder.resolve(script);
        Path answer = folder.resolve("answer");
        Path complaints = folder.resolve("complaints");
        try (InputStream in = Objects.requireNonNull(PythonOracle.class.getResourceAsStream("/oracle/" + script))) {
            Files.copy(in, copy);
        }
        try {
            List<String> command = new ArrayList<>(List.of(python, copy.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(answer.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(script + " failed: " + Files.readString(complaints));
            }
            return Files.readAllLines(answer, StandardCharsets.UTF_8).stream()
                    .map(line -> JsonView.parse(script, line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } finally {
            for (Path file : List.of(copy, answer, complaints, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
