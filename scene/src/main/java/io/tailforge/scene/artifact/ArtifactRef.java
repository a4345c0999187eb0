package io.tailforge.scene.artifact;

import java.util.Objects;

/**
 * A file or object, by reference.
 *
 * @param key path relative to the clip's work folder, later the object's key; {@code [a-z0-9._/-]}
 * @param sha256 64 hex digits
 */
public record ArtifactRef(String key, String sha256, long bytes, String mediaType) {
    public ArtifactRef {
        Objects.requireNonNull(mediaType);
        if (!key.matches("[a-z0-9][a-z0-9._/-]*") || key.contains("..") || key.contains("//")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        if (!sha256.matches("[0-9a-f]{64}") || bytes < 0) {
            throw new IllegalArgumentException("not a reference: " + key + " " + sha256 + " " + bytes);
        }
    }
}
