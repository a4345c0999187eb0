package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;
import java.util.Objects;

/** What an endpoint answered instead of a clip. @param token of contract v1, for example {@code TF-ENGINE-FAILED} */
public record Failure(String endpoint, String token, String message) {
    public Failure {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(token);
        Objects.requireNonNull(message);
    }

    static Failure of(String endpoint, GenerationException failure) {
        return new Failure(endpoint, failure.token(), String.valueOf(failure.getMessage()));
    }
}
