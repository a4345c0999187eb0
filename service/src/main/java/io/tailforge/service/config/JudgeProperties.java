package io.tailforge.service.config;

import io.tailforge.quality.judge.JudgeSettings;
import io.tailforge.service.chat.ChatSettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The vision model that looks at finished clips: {@code tailforge.judge.*}. Off by default.
 *
 * @param kind off, or the protocol of the endpoint
 * @param endpoint {@code http://host:port/v1}; of a Triton {@code http://host:port}
 * @param model the model's name there; of a Triton by default {@code vlm_judge}
 * @param keyFile file with the endpoint's key; empty: none
 * @param timeout of one answer
 * @param frames pictures a camera
 * @param votes how often each question is asked
 * @param rejectFrom confidence from which its no refuses a clip; more than 1: it never does by itself
 */
public record JudgeProperties(
        @DefaultValue("off") Kind kind,
        @DefaultValue("") String endpoint,
        @DefaultValue("") String model,
        @DefaultValue("") String keyFile,
        @DefaultValue("90s") Duration timeout,
        @DefaultValue("3") int frames,
        @DefaultValue("3") int votes,
        @DefaultValue("2") double rejectFrom) {
    private static final String PREFIX = "tailforge.judge";
    private static final String TRITON_MODEL = "vlm_judge";

    public enum Kind {
        OFF,
        OPENAI,
        TRITON
    }

    public JudgeProperties {
        chat(kind, endpoint, model, keyFile, timeout);
        new JudgeSettings(frames, votes, rejectFrom);
    }

    public JudgeSettings settings() {
        return new JudgeSettings(frames, votes, rejectFrom);
    }

    /** The model to ask; empty where none judges. */
    public Optional<ChatSettings> chat() {
        return chat(kind, endpoint, model, keyFile, timeout);
    }

    private static Optional<ChatSettings> chat(
            Kind kind, String endpoint, String model, String keyFile, Duration timeout) {
        return switch (kind) {
            case OFF -> Optional.empty();
            case OPENAI ->
                Optional.of(PromptProperties.settings(
                        PREFIX, ChatSettings.Protocol.OPENAI, endpoint, model, keyFile, timeout));
            case TRITON ->
                Optional.of(PromptProperties.settings(
                        PREFIX,
                        ChatSettings.Protocol.TRITON,
                        endpoint,
                        model.isEmpty() ? TRITON_MODEL : model,
                        keyFile,
                        timeout));
        };
    }
}
