package io.tailforge.service.cli;

import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.pipeline.RequestRunner;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Serves the REST API and the web UI until it is stopped.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /** A service waits for endpoints that are down; a command for two minutes. */
    private static final Map<String, Object> PATIENT = Map.of("tailforge.backends.patience", "365d");

    @Mixin
    App app = new App();

    @Option(names = "--port", defaultValue = "8080", description = "Port; 0: any free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; another than loopback needs TAILFORGE_SECURITY_TOKEN.")
    String host = "";

    @Override
    public Integer call() throws InterruptedException {
        try (ConfigurableApplicationContext context = start(app, host, port)) {
            waitUntilStopped(context);
        }
        return 0;
    }

    /** Starts the web application and says where it is. */
    static ConfigurableApplicationContext start(App app, String host, int port) {
        ConfigurableApplicationContext context =
                app.start(WebApplicationType.SERVLET, PATIENT, "--server.address=" + host, "--server.port=" + port);
        System.out.printf(
                "serving http://%s:%s/%n", host, context.getEnvironment().getProperty("local.server.port"));
        System.out.println("settings " + context.getBean(TailforgeProperties.class));
        context.getBean(RequestRunner.class).recover();
        return context;
    }

    static void waitUntilStopped(ConfigurableApplicationContext context) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        context.addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                stopped.countDown();
            }
        });
        stopped.await();
    }
}
