package io.tailforge.acceptance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.JsonView;
import io.tailforge.service.TailforgeApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Tailforge in this JVM as `tailforge serve` runs it, on a free port, with the quick preset of the camera engine. */
final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    RunningService(Path home) {
        context = new SpringApplicationBuilder(TailforgeApplication.class)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .run("--tailforge.home=" + home, "--tailforge.pipeline.preset=draft", "--server.port=0");
        address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    String address() {
        return address;
    }

    JsonView get(String path) {
        return call(HttpRequest.newBuilder(URI.create(address + path)));
    }

    JsonView post(String path) {
        return call(HttpRequest.newBuilder(URI.create(address + path)).POST(BodyPublishers.noBody()));
    }

    private JsonView call(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(200);
            return JsonView.parse(answer.uri().getPath(), answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
