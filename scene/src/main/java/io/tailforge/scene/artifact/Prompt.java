package io.tailforge.scene.artifact;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the clip should show, in words.
 *
 * @param byCamera one text per camera name
 * @param writer who wrote it
 * @param warning why it is not by the writer that was asked for, {@code CODE: text}; no part of the clip's identity
 */
public record Prompt(
        String text, Map<String, String> byCamera, String negative, String writer, Optional<String> warning) {
    public Prompt {
        Objects.requireNonNull(text);
        Objects.requireNonNull(negative);
        Objects.requireNonNull(writer);
        Objects.requireNonNull(warning);
        byCamera = java.util.Collections.unmodifiableMap(new TreeMap<>(byCamera));
    }

    public Prompt(String text, Map<String, String> byCamera, String negative, String writer) {
        this(text, byCamera, negative, writer, Optional.empty());
    }
}
