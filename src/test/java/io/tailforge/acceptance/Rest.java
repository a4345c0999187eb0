package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A client of the REST API that knows only what its documentation says. */
final class Rest {
    private static final int PATIENCE_SECONDS = 240;

    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    Rest(int port) {
        this.port = port;
    }

    /** What was answered. */
    record Answer(HttpResponse<byte[]> response) {
        Answer expect(int status) {
            assertThat(response.statusCode()).as(text()).isEqualTo(status);
            return this;
        }

        /** A problem as RFC 9457 has it, with this code of ours. */
        Answer expectProblem(int status, String code) {
            expect(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json().field("code").asString()).as(text()).isEqualTo(code);
            assertThat(json().field("status").asInt(0, 999)).isEqualTo(status);
            assertThat(json().field("type").asString())
                    .isEqualTo("urn:tailforge:problem:" + code.toLowerCase(Locale.ROOT));
            return this;
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonView json() {
            return JsonView.parse(response.uri().toString(), response.body());
        }

        String text() {
            return response.uri() + " answered "
                    + (header("Content-Type").contains("json")
                            ? new String(response.body(), StandardCharsets.UTF_8)
                            : header("Content-Type"));
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(to(path).GET());
    }

    Answer post(String path) {
        return send(to(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer upload(Path file) throws IOException {
        return upload(file.getFileName().toString(), Files.readAllBytes(file));
    }

    Answer upload(String name, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--tf\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--tf--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(to("/v1/layouts")
                .header("Content-Type", "multipart/form-data; boundary=tf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** The body of a request for clips. */
    static String wanted(String layout, String spec) {
        return JsonWriter.compact(
                Json.object().put("layout", layout).put("spec", spec).build());
    }

    String request(String layout, String spec, String key) {
        return post("/v1/requests", wanted(layout, spec), "Idempotency-Key", key)
                .expect(202)
                .json()
                .field("id")
                .asString();
    }

    JsonView await(String id, Predicate<JsonView> wish) {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            JsonView request = get("/v1/requests/" + id).expect(200).json().field("request");
            if (wish.test(request)) {
                return request;
            }
            assertThat(System.nanoTime())
                    .as("still %s", JsonWriter.compact(request.json()))
                    .isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String state(JsonView request) {
        return request.field("state").asString();
    }

    /** Lines of an event stream until the server ends it. */
    List<String> events(String id) {
        try {
            return client.send(to("/v1/requests/" + id + "/events").build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request word for word: the Java client would not send a foreign Host. */
    String raw(String path, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head =
                    "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
