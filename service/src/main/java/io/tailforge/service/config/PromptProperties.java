package io.tailforge.service.config;

import io.tailforge.service.chat.ChatSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who writes the prompts: {@code tailforge.prompts.*}.
 *
 * @param kind template, or the template rewritten by a model behind an OpenAI-compatible server or a Triton
 * @param endpoint {@code http://host:port/v1}; of a Triton {@code http://host:port}
 * @param model the model's name there; of a Triton by default {@code prompt_rewriter}
 * @param keyFile file with the endpoint's key; empty: none
 * @param timeout of one answer
 */
public record PromptProperties(
        @DefaultValue("template") Kind kind,
        @DefaultValue("") String endpoint,
        @DefaultValue("") String model,
        @DefaultValue("") String keyFile,
        @DefaultValue("60s") Duration timeout) {
    private static final String PREFIX = "tailforge.prompts";
    private static final String TRITON_MODEL = "prompt_rewriter";

    public enum Kind {
        TEMPLATE,
        OPENAI,
        TRITON
    }

    public PromptProperties {
        chat(kind, endpoint, model, keyFile, timeout);
    }

    /** The model to ask; empty where the template writes. */
    public Optional<ChatSettings> chat() {
        return chat(kind, endpoint, model, keyFile, timeout);
    }

    private static Optional<ChatSettings> chat(
            Kind kind, String endpoint, String model, String keyFile, Duration timeout) {
        return switch (kind) {
            case TEMPLATE -> Optional.empty();
            case OPENAI ->
                Optional.of(settings(PREFIX, ChatSettings.Protocol.OPENAI, endpoint, model, keyFile, timeout));
            case TRITON ->
                Optional.of(settings(
                        PREFIX,
                        ChatSettings.Protocol.TRITON,
                        endpoint,
                        model.isEmpty() ? TRITON_MODEL : model,
                        keyFile,
                        timeout));
        };
    }

    static ChatSettings settings(
            String prefix,
            ChatSettings.Protocol protocol,
            String endpoint,
            String model,
            String keyFile,
            Duration timeout) {
        try {
            return new ChatSettings(
                    protocol,
                    ChatSettings.endpoint(endpoint),
                    model,
                    keyFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(keyFile)),
                    timeout);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + ": " + e.getMessage());
        }
    }
}
