package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line in a JVM of its own, with the libraries of this test. */
final class Cli {
    private static final int PATIENCE_MINUTES = 10;
    private static final String MAIN = "io.tailforge.service.cli.Tailforge";

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> jvm = new ArrayList<>(List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xshare:auto"));

    /** @param folder working folder; home and logs go there */
    Cli(Path folder) {
        this.folder = folder;
        environment.put("TAILFORGE_PIPELINE_PRESET", "draft");
        environment.put("TAILFORGE_HOME", folder.resolve("home").toString());
    }

    Cli jvm(String option) {
        jvm.add(option);
        return this;
    }

    /** For clips so small that compiling for them would take longer than they do: the plain compiler, the plain ray kernel. */
    Cli quick() {
        return jvm("-XX:TieredStopAtLevel=1").jvm("-Dtailforge.vector=scalar");
    }

    Cli environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** How a command ended. */
    record Ended(int exit, String out, String err, double seconds) {
        Ended expect(int code) {
            assertThat(exit).as("exit code; stdout:\n%s\nstderr:\n%s", out, err).isEqualTo(code);
            return this;
        }
    }

    /** A command under way. Its output goes to files, so that it never waits for a reader. */
    record Running(Process process, Path out, Path err, long begunNanos) {
        Ended await() {
            try {
                assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                        .as("ended in time; stderr: %s", err)
                        .isTrue();
                return new Ended(
                        process.exitValue(),
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8),
                        (System.nanoTime() - begunNanos) * 1e-9);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    Ended run(String... arguments) {
        return start(arguments).await();
    }

    Running start(String... arguments) {
        try {
            Files.createDirectories(folder);
            Path out = Files.createTempFile(folder, "cli", ".out");
            Path err = Files.createTempFile(folder, "cli", ".err");
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err, System.nanoTime());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An executable that runs a command with further words, for those who start it themselves. */
    String script(String command, String... lastWords) throws IOException {
        Path script = Files.createDirectories(folder).resolve("tailforge.sh");
        String words = command(command).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(script, "#!/bin/sh\nexec " + words + " \"$@\" " + String.join(" ", lastWords) + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(List.of(arguments));
        return command;
    }
}
