package io.tailforge.scene.chat;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import java.util.List;
import java.util.Objects;

/**
 * One question, answered as one JSON document.
 *
 * @param system the model's task, {@code text} what it is asked about
 * @param pictures shown after the text, in order
 * @param answerSchema JSON schema of the answer; servers that can are bound to it, and the answer is checked all the same
 * @param maxTokens bound of the answer's length
 * @param temperature 0: the likeliest words
 * @param seed tells repeated questions apart
 */
public record ChatQuestion(
        String system,
        String text,
        List<Picture> pictures,
        Json answerSchema,
        int maxTokens,
        double temperature,
        long seed) {
    private static final int SCHEME = 1;

    public ChatQuestion {
        Objects.requireNonNull(system);
        Objects.requireNonNull(text);
        Objects.requireNonNull(answerSchema);
        pictures = List.copyOf(pictures);
        if (maxTokens < 1 || !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("not a question: " + maxTokens + " tokens at " + temperature);
        }
    }

    /** @param caption said right before the picture; {@code bytes} a whole JPEG or PNG file, not to be changed */
    public record Picture(String caption, String mediaType, byte[] bytes) {
        public Picture {
            Objects.requireNonNull(caption);
            Objects.requireNonNull(mediaType);
        }
    }

    /** SHA-256 over everything that decides the answer: equal questions have equal hashes, across machines and restarts. */
    public String sha256(String model) {
        Json canonical = Json.object()
                .put("scheme", SCHEME)
                .put("model", model)
                .put("system", system)
                .put("text", text)
                .put(
                        "pictures",
                        Json.array(pictures.stream().map(ChatQuestion::identity).toList()))
                .put("schema", answerSchema)
                .put("max_tokens", maxTokens)
                .put("temperature", temperature)
                .put("seed", seed)
                .build();
        return Sha256.hex(JsonWriter.canonical(canonical));
    }

    private static Json identity(Picture picture) {
        return Json.object()
                .put("caption", picture.caption)
                .put("media_type", picture.mediaType)
                .put("sha256", Sha256.hex(picture.bytes))
                .build();
    }
}
