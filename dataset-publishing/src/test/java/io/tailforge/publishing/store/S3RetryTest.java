package io.tailforge.publishing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the S3 store does when a server falters, told by a server that falters on purpose. */
class S3RetryTest {
    @TempDir
    Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int failures;
    private String storedSha256 = "";
    private volatile boolean stored;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aServerErrorIsTriedAgainUntilItPasses() throws IOException {
        failures = 2;
        Path file = Files.writeString(folder.resolve("f"), "content");
        storedSha256 = Sha256.hex(file);
        try (ObjectStore store = open()) {
            assertThat(store.put("a.txt", file, "text/plain").bytes()).isEqualTo(7);
        }
        assertThat(requests.stream().filter(r -> r.equals("PUT *"))).hasSize(3);
    }

    @Test
    void aServerThatNeverRecoversIsGivenUpWithAnError() throws IOException {
        failures = Integer.MAX_VALUE;
        Path file = Files.writeString(folder.resolve("f"), "content");
        try (ObjectStore store = open()) {
            assertThatThrownBy(() -> store.put("a.txt", file, "text/plain"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a.txt");
        }
        assertThat(requests.size()).isBetween(4, 30);
    }

    @Test
    void whatArrivesDamagedIsNotTakenForWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "content");
        storedSha256 = "0".repeat(64);
        try (ObjectStore store = open()) {
            assertThatThrownBy(() -> store.put("a.txt", file, "text/plain")).hasMessageContaining("damaged");
        }
    }

    private ObjectStore open() throws IOException {
        return ObjectStores.open(
                "s3://bucket/p",
                new S3Settings(
                        Optional.of("http://127.0.0.1:" + server.getAddress().getPort()),
                        Optional.of("key"),
                        Optional.of("secret"),
                        "eu-central-1"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String condition = String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match"));
        requests.add(exchange.getRequestMethod() + " " + condition);
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT") && failures-- > 0) {
            exchange.sendResponseHeaders(503, -1);
        } else if (exchange.getRequestMethod().equals("HEAD") && !stored) {
            exchange.sendResponseHeaders(404, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("x-amz-meta-sha256", storedSha256);
            exchange.getResponseHeaders().add("Last-Modified", "Sun, 22 Nov 2026 07:00:00 GMT");
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.getResponseHeaders().add("Content-Length", "7");
            exchange.getResponseHeaders().add("ETag", "\"e\"");
            exchange.sendResponseHeaders(200, -1);
        } else {
            stored = true;
            exchange.getResponseHeaders().add("ETag", "\"e\"");
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }
}
