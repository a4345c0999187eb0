package io.tailforge.generation.dispatch;

import io.tailforge.scene.artifact.GenerationResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A clip that was made, and what it took.
 *
 * @param endpoints that made it
 * @param tries the last one included; waiting for a busy endpoint is none
 * @param waited in the line, over all tries
 * @param worked from the moment it was sent to the last byte of the answer, in the try that succeeded
 * @param failures of the tries before
 * @param warnings of the dispatcher; the engine's stand in the result
 */
public record Delivery(
        GenerationResult result,
        List<String> endpoints,
        int tries,
        Duration waited,
        Duration worked,
        List<Failure> failures,
        List<String> warnings) {
    public Delivery {
        Objects.requireNonNull(result);
        endpoints = List.copyOf(endpoints);
        Objects.requireNonNull(waited);
        Objects.requireNonNull(worked);
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
    }
}
