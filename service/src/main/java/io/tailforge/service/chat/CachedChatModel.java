package io.tailforge.service.chat;

import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each answer under the hash of its question and its model: an equal question has an equal answer, across requests and
 * restarts, so that what follows from it (a prompt, and with it the generation key) stays. What was no answer is not kept.
 */
final class CachedChatModel implements ChatModel {
    private static final Logger LOG = LoggerFactory.getLogger(CachedChatModel.class);
    private static final long MOST_BYTES = 8L * MOST_CHARACTERS;

    private final ChatModel model;
    private final Path folder;
    /** One question is asked once, however many clips wait for it. */
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    CachedChatModel(ChatModel model, Path folder) {
        this.model = model;
        this.folder = folder;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String answer(ChatQuestion question) {
        String hash = question.sha256(model.name());
        Path file = folder.resolve(hash.substring(0, 2)).resolve(hash + ".json");
        synchronized (locks[Integer.parseInt(hash.substring(0, 2), 16) % locks.length]) {
            return find(file).orElseGet(() -> ask(question, file));
        }
    }

    private String ask(ChatQuestion question, Path file) {
        String answer = model.answer(question);
        keep(file, answer);
        return answer;
    }

    private Optional<String> find(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("too long");
            }
            return Optional.of(JsonView.parse(file.toString(), Files.readAllBytes(file))
                    .field("answer")
                    .asString());
        } catch (IOException | BadInputException e) {
            LOG.warn("kept answer {} is damaged and asked for again", file.getFileName());
            return Optional.empty();
        }
    }

    private void keep(Path file, String answer) {
        Json kept =
                Json.object().put("model", model.name()).put("answer", answer).build();
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "answer", ".tmp");
            Files.write(whole, JsonWriter.compact(kept).getBytes(StandardCharsets.UTF_8));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("an answer could not be kept in {}; it will be asked for again: {}", folder, e.toString());
        }
    }
}
