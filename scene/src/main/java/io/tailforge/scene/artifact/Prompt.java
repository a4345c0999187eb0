package io.tailforge.scene.artifact;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the clip should show, in words. @param byCamera one text per camera name; {@code writer} names who wrote it */
public record Prompt(String text, Map<String, String> byCamera, String negative, String writer) {
    public Prompt {
        Objects.requireNonNull(text);
        Objects.requireNonNull(negative);
        Objects.requireNonNull(writer);
        byCamera = java.util.Collections.unmodifiableMap(new TreeMap<>(byCamera));
    }
}
