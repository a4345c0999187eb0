package io.tailforge.scene.artifact;

import java.util.Objects;

/**
 * Who made it: goes into the generation key and the provenance.
 *
 * @param name for example {@code procedural}
 * @param weightsSha256 hash of the weights; for an engine without weights the hash of the empty string
 * @param device what bits may depend on, for example {@code cpu/vector-512}
 */
public record EngineIdentity(String name, String version, String weightsSha256, String device) {
    /** SHA-256 of nothing. */
    public static final String NO_WEIGHTS = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public EngineIdentity {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
        Objects.requireNonNull(weightsSha256);
        Objects.requireNonNull(device);
    }
}
