package io.tailforge.scene;

import java.util.Objects;

/**
 * Which layout a scene plays in.
 *
 * @param sha256 hash of the layout's canonical map document ({@code MapDocument}), 64 hex digits:
 *     the same map from another file format is another layout, a renamed file is the same one
 */
public record LayoutRef(String name, String format, String sha256) {
    public LayoutRef {
        Objects.requireNonNull(name);
        Objects.requireNonNull(format);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a sha-256: " + sha256);
        }
    }
}
