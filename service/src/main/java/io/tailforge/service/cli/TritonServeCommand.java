package io.tailforge.service.cli;

import io.tailforge.generation.embedded.EmbeddedTriton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The embedded server alone. It says where it listens in its first line, and ends with its standard input: whoever started
 * it and dies takes it along.
 */
@Command(
        name = "serve",
        description = "Serves the CPU engines on loopback as a Triton does, until standard input ends.",
        mixinStandardHelpOptions = true)
final class TritonServeCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "Port; 0 for one that is free (default).")
    int port;

    @Mixin
    EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw BadOption.of("--port", "must be 0..65535, not " + port);
        }
        Path work = Files.createTempDirectory("tailforge-engine-");
        EmbeddedTriton.Settings settings =
                EmbeddedTriton.Settings.of(engine.clips(), work).withPort(port);
        EmbeddedTriton server = EmbeddedTriton.start(engine.models(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, work)));
        System.out.println(server.endpoint());
        waitForEnd();
        return 0;
    }

    /** Runs at the end of the process, whatever ends it. */
    private static void stop(EmbeddedTriton server, Path work) {
        server.close();
        if (!FileSystemUtils.deleteRecursively(work.toFile())) {
            System.err.println("left behind: " + work);
        }
    }

    private static void waitForEnd() throws IOException {
        int read;
        do {
            read = System.in.read();
        } while (read >= 0);
    }
}
