package io.tailforge.generation.conformance;

import io.tailforge.scene.artifact.GenerationRequest;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A clip that a server is asked for: small, valid, with control videos of the styles that the server may want.
 *
 * @param folder where the request's references are resolved
 * @param footage looks into the videos that come back
 */
public record ConformanceClip(Path folder, GenerationRequest request, Footage footage) {
    public ConformanceClip {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(request);
        Objects.requireNonNull(footage);
    }
}
