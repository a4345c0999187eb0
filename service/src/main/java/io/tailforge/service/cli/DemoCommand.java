package io.tailforge.service.cli;

import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.service.request.RequestService;
import io.tailforge.service.request.RequestService.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Makes three variations of one of our own streets, then serves the UI to look at them.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Path LAYOUT = Path.of("examples/layouts/urban-junction.xodr");
    private static final Path SPEC = Path.of("examples/specs/urban-three-weathers.yaml");

    @Mixin
    App app = new App();

    @Option(names = "--once", description = "Exit when the dataset is there instead of serving the UI.")
    boolean once;

    @Option(
            names = "--out",
            defaultValue = "datasets/demo",
            description = "Where the dataset goes (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("");

    @Option(names = "--port", defaultValue = "8080", description = "Port of the UI (default: ${DEFAULT-VALUE}).")
    int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path repository = Path.of(System.getProperty("tailforge.repository", "."));
        try (ConfigurableApplicationContext context =
                once ? app.start(WebApplicationType.NONE) : ServeCommand.start(app, "127.0.0.1", port)) {
            LoadedLayout layout = context.getBean(LayoutRegistry.class).register(repository.resolve(LAYOUT));
            String spec = Files.readString(repository.resolve(SPEC));
            String location = out.toAbsolutePath().normalize().toString();
            String id = UUID.nameUUIDFromBytes(
                            (layout.row().id() + location + spec).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toString();
            RequestRow request = context.getBean(RequestService.class)
                    .take(new Submission(
                            Optional.of(id), layout.row().id(), SPEC.toString(), spec, location, Optional.empty()))
                    .request();
            int exit = GenerateCommand.run(context, request, false, System.out);
            if (!once) {
                System.out.println("Ctrl-C ends the UI");
                ServeCommand.waitUntilStopped(context);
            }
            return exit;
        }
    }
}
