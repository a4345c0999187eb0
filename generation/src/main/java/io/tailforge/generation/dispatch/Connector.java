package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.triton.TritonBackend;

/** Opens the connection to an endpoint. */
@FunctionalInterface
public interface Connector {
    /** To a Triton, by contract v1. */
    Connector TRITON = settings -> TritonBackend.connect(settings.endpoint(), settings.triton());

    /** @throws io.tailforge.generation.GenerationException where it cannot be reached or speaks another contract */
    GenerationBackend connect(EndpointSettings settings);
}
