package io.tailforge.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.acceptance.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real toxiproxy: TCP connections that go bad while they are in use, told over its HTTP interface. */
final class Toxiproxy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"([0-9.]+:\\d+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI root;

    private Toxiproxy(Process process, URI root) {
        this.process = process;
        this.root = root;
    }

    static Toxiproxy start(Path folder) throws IOException, InterruptedException {
        String program = Repository.assumeVariable("TOXIPROXY", "toxiproxy's server, as .ci/run builds it");
        Path log = Files.createDirectories(folder).resolve("toxiproxy.log");
        int port = freePort();
        Process process = new ProcessBuilder(program, "-host", "127.0.0.1", "-port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Toxiproxy proxy = new Toxiproxy(process, URI.create("http://127.0.0.1:" + port));
        Instant end = Instant.now().plus(PATIENCE);
        while (!proxy.isThere()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                proxy.close();
                throw new IllegalStateException("toxiproxy did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return proxy;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isThere() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(root.resolve("/version"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A clean way to an endpoint. @return the endpoint to ask instead */
    String before(String name, String endpoint) {
        String upstream = endpoint.replace("grpc://", "");
        Matcher listen = LISTEN.matcher(post("/proxies", """
                {"name": "%s", "listen": "127.0.0.1:0", "upstream": "%s"}""".formatted(name, upstream)));
        assertThat(listen.find()).as("it says where it listens").isTrue();
        return "grpc://" + listen.group(1);
    }

    /** Poisons what flows from the server to the client from now on, on the connections that are open too. */
    void poison(String name, Toxic... toxics) {
        for (Toxic toxic : toxics) {
            post("/proxies/" + name + "/toxics", """
                    {"type": "%s", "stream": "downstream", "attributes": %s}""".formatted(toxic.type(), toxic.attributes()));
        }
    }

    /** @param attributes JSON */
    record Toxic(String type, String attributes) {}

    private String post(String path, String json) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(root.resolve(path))
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
