package io.tailforge.scene.artifact;

import java.util.Objects;

/**
 * Identity of a result: sha-256 over the canonical generation request and the engine. Attempts and the result cache use
 * it. Computed by {@code generation} (which owns the canonical form).
 */
public record GenerationKey(String value) {
    public GenerationKey {
        Objects.requireNonNull(value);
        if (!value.matches("gk1-[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a generation key: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
