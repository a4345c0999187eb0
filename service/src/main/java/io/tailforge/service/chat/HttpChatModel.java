package io.tailforge.service.chat;

import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatException.Reason;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.service.chat.ChatSettings.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model behind HTTP. Redirects are not followed, the answer is bounded in size and as a whole in time, and no word of the
 * server gets into a message, for it may repeat the key.
 */
public final class HttpChatModel implements ChatModel {
    private static final long MOST_ANSWER_BYTES = 1 << 20;
    private static final int MOST_QUESTION_BYTES = 24 << 20;
    private static final int MOST_KEY_CHARACTERS = 4096;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final ChatSettings settings;
    private final Optional<String> key;
    private final HttpClient client;

    /** @throws IllegalArgumentException where the key file cannot be read */
    public HttpChatModel(ChatSettings settings) {
        this.settings = settings;
        this.key = settings.keyFile().map(HttpChatModel::readKey);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(shorter(settings.timeout(), LONGEST_CONNECT))
                .build();
    }

    @Override
    public String name() {
        return settings.protocol().name().toLowerCase(Locale.ROOT) + "/" + settings.model();
    }

    @Override
    public String answer(ChatQuestion question) {
        byte[] body = settings.protocol() == Protocol.OPENAI
                ? ChatBody.openAi(question, settings.model())
                : ChatBody.triton(question);
        if (body.length > MOST_QUESTION_BYTES) {
            throw new ChatException(Reason.REFUSED, "the question is " + (body.length >> 20) + " MiB; not sent");
        }
        HttpResponse<byte[]> response = exchange(request(body));
        requireGood(response.statusCode());
        return ChatBody.answer(settings.protocol(), response.body());
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        key.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    private URI target() {
        String base = settings.endpoint().toString().replaceAll("/+$", "");
        return URI.create(
                settings.protocol() == Protocol.OPENAI
                        ? base + "/chat/completions"
                        : base + "/v2/models/" + settings.model() + "/infer");
    }

    /** The client's own limit ends with the headers; ours with the last byte. */
    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
        try {
            return sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw late();
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChatException(Reason.UNREACHABLE, "stopped while waiting for the answer");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof HttpTimeoutException ? late() : failed(cause);
        }
    }

    private ChatException late() {
        return new ChatException(
                Reason.TIMEOUT, "no answer within " + settings.timeout().toMillis() / 1000.0 + " s");
    }

    private static ChatException failed(Throwable cause) {
        boolean long_ = String.valueOf(cause.getMessage()).contains("exceeds capacity");
        return new ChatException(
                long_ ? Reason.INVALID : Reason.UNREACHABLE,
                long_
                        ? "the answer is longer than " + MOST_ANSWER_BYTES + " bytes"
                        : "the server could not be reached or broke off ("
                                + cause.getClass().getSimpleName() + ")");
    }

    private static void requireGood(int status) {
        if (status == 200) {
            return;
        }
        boolean later = status == 408 || status == 429 || status >= 500;
        throw new ChatException(
                later ? Reason.UNREACHABLE : Reason.REFUSED,
                "the server answers HTTP " + status + (status / 100 == 3 ? "; redirects are not followed" : ""));
    }

    private static String readKey(Path file) {
        try {
            if (Files.size(file) > MOST_KEY_CHARACTERS) {
                throw new IllegalArgumentException("the key file " + file + " is no key: it is too long");
            }
            String key = Files.readString(file).lines().findFirst().orElse("").strip();
            if (!key.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException("the key file " + file + " must hold the key on its first line");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public String toString() {
        return name() + " at " + settings.endpoint();
    }
}
