package io.tailforge.publishing.store;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach S3. {@link #toString} masks the secret.
 *
 * @param endpoint {@code http(s)://host:port}; empty: the region's AWS endpoint
 * @param region the same on both sides; some servers refuse us-east-1
 */
public record S3Settings(
        Optional<String> endpoint, Optional<String> accessKey, Optional<String> secretKey, String region) {
    public static final String DEFAULT_REGION = "eu-central-1";

    public S3Settings {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(accessKey);
        Objects.requireNonNull(secretKey);
        Objects.requireNonNull(region);
    }

    /** From {@code TAILFORGE_S3_ENDPOINT}, {@code _ACCESS_KEY}, {@code _SECRET_KEY}, {@code _REGION}; an empty value counts as absent. */
    public static S3Settings of(Map<String, String> environment) {
        return new S3Settings(
                find(environment, "TAILFORGE_S3_ENDPOINT"),
                find(environment, "TAILFORGE_S3_ACCESS_KEY"),
                find(environment, "TAILFORGE_S3_SECRET_KEY"),
                find(environment, "TAILFORGE_S3_REGION").orElse(DEFAULT_REGION));
    }

    /** Enough for stores that are no S3. */
    public static S3Settings none() {
        return of(Map.of());
    }

    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint.orElse("aws") + ", accessKey=" + accessKey.orElse("none")
                + ", secretKey=" + (secretKey.isPresent() ? "***" : "none") + ", region=" + region + "]";
    }
}
