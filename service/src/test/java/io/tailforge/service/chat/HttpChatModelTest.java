package io.tailforge.service.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tailforge.scene.chat.AnswerSchema;
import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatException.Reason;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.chat.ChatQuestion.Picture;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.service.chat.ChatSettings.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a server can misbehave ends as a stated reason, and never holds anybody longer than the limit. */
class HttpChatModelTest {
    private static final String GOOD =
            "{\"choices\":[{\"message\":{\"content\":\"{\\\"a\\\":1}\"},\"finish_reason\":\"stop\"}]}";
    private static final String TRITON_GOOD =
            "{\"outputs\":[{\"name\":\"RESPONSE_JSON\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"{\\\"content\\\":\\\"fine\\\"}\"]}]}";
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<Optional<String>> keys = new ArrayList<>();

    @TempDir
    private Path temp;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable thing : opened) {
            thing.close();
        }
        threads.shutdownNow();
    }

    @Test
    void anOpenAiServerIsAskedForStrictJson() throws Exception {
        assertThat(model(Protocol.OPENAI, answering(200, GOOD), PATIENT).answer(question()))
                .isEqualTo("{\"a\":1}");
        JsonView body = JsonView.parse("body", bodies.getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(paths).containsExactly("/v1/chat/completions");
        assertThat(body.field("model").asString()).isEqualTo("m");
        assertThat(body.field("messages").items().get(0).field("content").asString())
                .isEqualTo("task");
        assertThat(body.field("messages").items().get(1).field("content").asString())
                .isEqualTo("text");
        assertThat(body.field("response_format")
                        .field("json_schema")
                        .field("strict")
                        .asBoolean())
                .isTrue();
        assertThat(keys).containsExactly(Optional.empty());
    }

    @Test
    void picturesGoAlongAsDataWithTheirCaptions() throws Exception {
        byte[] jpeg = {1, 2, 3};
        ChatQuestion question = new ChatQuestion(
                "task", "text", List.of(new Picture("At 0 s:", "image/jpeg", jpeg)), schema(), 9, 0, 1);
        model(Protocol.OPENAI, answering(200, GOOD), PATIENT).answer(question);
        List<JsonView> content = JsonView.parse("body", bodies.getFirst().getBytes(StandardCharsets.UTF_8))
                .field("messages")
                .items()
                .get(1)
                .field("content")
                .items();
        assertThat(content.get(1).field("text").asString()).isEqualTo("At 0 s:");
        assertThat(content.get(2).field("image_url").field("url").asString())
                .isEqualTo("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
    }

    @Test
    void aTritonIsAskedWithoutTheModelsName() throws Exception {
        assertThat(model(Protocol.TRITON, answering(200, TRITON_GOOD), PATIENT).answer(question()))
                .isEqualTo("fine");
        assertThat(paths).containsExactly("/v1/v2/models/m/infer");
        JsonView input = JsonView.parse("body", bodies.getFirst().getBytes(StandardCharsets.UTF_8))
                .field("inputs")
                .items()
                .getFirst();
        JsonView request = JsonView.parse(
                "request", input.field("data").asStrings().getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(input.field("name").asString()).isEqualTo("REQUEST_JSON");
        assertThat(request.find("model")).isEmpty();
        assertThat(request.field("max_tokens").asInt(0, 100)).isEqualTo(9);
    }

    @Test
    void theKeyIsSentAndNeverSaid() throws Exception {
        Path key = Files.writeString(temp.resolve("key"), "sk-secret-words\n");
        URI echo = answering(401, "Incorrect API key provided: sk-secret-words");
        ChatSettings settings = new ChatSettings(Protocol.OPENAI, echo, "m", Optional.of(key), PATIENT);
        HttpChatModel model = new HttpChatModel(settings);
        assertThatThrownBy(() -> model.answer(question()))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessage("the server answers HTTP 401");
        assertThat(keys).containsExactly(Optional.of("Bearer sk-secret-words"));
        assertThat(model + settings.toString() + model.name()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "403,REFUSED",
        "404,REFUSED",
        "204,REFUSED",
        "408,UNREACHABLE",
        "429,UNREACHABLE",
        "500,UNREACHABLE",
        "503,UNREACHABLE"
    })
    void aStatusBecomesAReason(int status, Reason reason) throws Exception {
        assertReason(model(Protocol.OPENAI, answering(status, GOOD), PATIENT), reason);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        URI inside = answering(200, GOOD);
        URI outside = serving(exchange -> {
            exchange.getResponseHeaders().set("Location", inside + "/chat/completions");
            exchange.sendResponseHeaders(307, -1);
        });
        assertReason(model(Protocol.OPENAI, outside, PATIENT), Reason.REFUSED);
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":{}}]}",
                "{\"choices\":[{\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"message\":{\"content\":[\"a\"]}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"{\\\"a\\\":\"},\"finish_reason\":\"length\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\"}}]} trailing"
            })
    void aBodyThatIsNoAnswerIsInvalid(String body) throws Exception {
        assertReason(model(Protocol.OPENAI, answering(200, body), PATIENT), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"outputs\":[]}",
                "{\"outputs\":[{\"name\":\"OTHER\",\"data\":[\"x\"]}]}",
                "{\"outputs\":[{\"name\":\"RESPONSE_JSON\",\"data\":[]}]}",
                "{\"outputs\":[{\"name\":\"RESPONSE_JSON\",\"data\":[\"x\"]}]}",
                "{\"outputs\":[{\"name\":\"RESPONSE_JSON\",\"data\":[\"{}\",\"{}\"]}]}"
            })
    void aTritonAnswerThatIsNoneIsInvalid(String body) throws Exception {
        assertReason(model(Protocol.TRITON, answering(200, body), PATIENT), Reason.INVALID);
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        URI endless = serving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(block);
                }
            }
        });
        assertThatThrownBy(() -> model(Protocol.OPENAI, endless, PATIENT).answer(question()))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("longer than 1048576 bytes");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        assertReason(model(Protocol.OPENAI, raw(""), SHORT), Reason.TIMEOUT);
    }

    @Test
    void aServerThatBeginsAndNeverEndsIsGivenUp() throws Exception {
        URI begun =
                raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"choices\":");
        assertReason(model(Protocol.OPENAI, begun, SHORT), Reason.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"choices\":",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n"
            })
    void aServerThatBreaksOffIsUnreachable(String said) throws Exception {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        opened.add(server);
        var unused = threads.submit(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[64]);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
            }
            return null;
        });
        assertReason(model(Protocol.OPENAI, at(server.getLocalPort()), PATIENT), Reason.UNREACHABLE);
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertReason(model(Protocol.OPENAI, at(port), PATIENT), Reason.UNREACHABLE);
    }

    @Test
    void aQuestionTooBigToSendIsNotSent() throws Exception {
        Picture big = new Picture("", "image/jpeg", new byte[20 << 20]);
        ChatQuestion question = new ChatQuestion("task", "text", List.of(big), schema(), 9, 0, 1);
        assertThatThrownBy(() ->
                        model(Protocol.OPENAI, answering(200, GOOD), PATIENT).answer(question))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("not sent");
        assertThat(bodies).isEmpty();
    }

    private static void assertReason(HttpChatModel model, Reason reason) {
        assertThatThrownBy(() -> model.answer(question()))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    private static HttpChatModel model(Protocol protocol, URI endpoint, Duration timeout) {
        return new HttpChatModel(new ChatSettings(protocol, endpoint, "m", Optional.empty(), timeout));
    }

    static ChatQuestion question() {
        return new ChatQuestion("task", "text", List.of(), schema(), 9, 0, 1);
    }

    private static Json schema() {
        return AnswerSchema.object(
                Json.object().put("a", AnswerSchema.string(0, 9)).build());
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    private URI answering(int status, String body) throws IOException {
        return serving(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 || status == 204 ? -1 : bytes.length);
            if (status != 204) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private URI serving(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (HttpExchange open = exchange) {
                record(open);
                handler.handle(open);
            }
        });
        server.start();
        opened.add(() -> server.stop(0));
        return at(server.getAddress().getPort());
    }

    private synchronized void record(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        paths.add(exchange.getRequestURI().getPath());
        keys.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
    }

    /** Says its piece to whoever comes and then holds the line. */
    private URI raw(String said) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CountDownLatch over = new CountDownLatch(1);
        opened.add(server);
        opened.add(over::countDown);
        var unused = threads.submit(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                over.await();
            }
            return null;
        });
        return at(server.getLocalPort());
    }
}
