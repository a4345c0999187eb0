package io.tailforge.generation;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.Objects;
import java.util.Set;

/**
 * What an endpoint offers.
 *
 * @param determinism {@code bitwise}, {@code seeded} or {@code no}
 */
public record Capabilities(
        String endpoint,
        EngineIdentity engine,
        Set<ObjectKind> kinds,
        int maxViews,
        int maxFrames,
        int maxWidth,
        int maxHeight,
        String determinism) {
    public Capabilities {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(engine);
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(determinism);
    }
}
