package io.tailforge.service.cli;

import io.tailforge.service.TailforgeApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** Options of commands that need the catalogue, and the Spring application they start. */
final class App {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Catalogue, layouts and work files (default: TAILFORGE_HOME, else .tailforge).")
    Optional<Path> home = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the embedded engines (default: one per processor).")
    Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--triton",
            paramLabel = "grpc://HOST:PORT",
            description = "Generate there instead of on the embedded server; may be given several times.")
    List<String> triton = List.of();

    ConfigurableApplicationContext start(WebApplicationType type, String... more) {
        return start(type, Map.of(), more);
    }

    /** @param defaults settings that hold where nothing else is configured */
    ConfigurableApplicationContext start(WebApplicationType type, Map<String, Object> defaults, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--tailforge.home=" + absoluteHome());
        threads.ifPresent(n -> settings.add("--tailforge.pipeline.threads=" + n));
        for (int i = 0; i < triton.size(); i++) {
            settings.add("--tailforge.backends.endpoints[" + i + "]=" + triton.get(i));
        }
        try {
            return new SpringApplicationBuilder(TailforgeApplication.class)
                    .web(type)
                    .properties(defaults)
                    .registerShutdownHook(true)
                    .run(settings.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new StartFailedException(e);
        }
    }

    /** The database wants an absolute path, and a later change of the working folder must not move the catalogue. */
    private Path absoluteHome() {
        String configured = System.getenv().getOrDefault("TAILFORGE_HOME", ".tailforge");
        return home.orElse(Path.of(configured)).toAbsolutePath().normalize();
    }
}
