package io.tailforge.generation.dispatch;

import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A server of the pool.
 *
 * @param endpoint {@code grpc://HOST:PORT} or {@code grpcs://HOST:PORT}; its name in every report
 * @param concurrency clips it works on at a time: its model instances
 * @param reload whether a model whose process is dead is unloaded and loaded again, where the server lets us
 * @param metrics Triton's metrics page, for example {@code http://HOST:8002/metrics}, where the length of its queue stands
 */
public record EndpointSettings(
        String endpoint, int concurrency, boolean reload, TritonSettings triton, Optional<URI> metrics) {
    public EndpointSettings {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(triton);
        Objects.requireNonNull(metrics);
        if (concurrency < 1) {
            throw new IllegalArgumentException("an endpoint needs room for a clip");
        }
    }

    /**
     * With default settings.
     *
     * @throws io.tailforge.scene.problem.BadInputException {@code TRITON-ENDPOINT} where it is no address
     */
    public static EndpointSettings of(String endpoint, int concurrency) {
        String name = TritonEndpoint.parse(endpoint).toString();
        return new EndpointSettings(name, concurrency, true, TritonSettings.defaults(), Optional.empty());
    }

    public EndpointSettings withTriton(TritonSettings newTriton) {
        return new EndpointSettings(endpoint, concurrency, reload, newTriton, metrics);
    }

    public EndpointSettings withMetrics(URI page) {
        return new EndpointSettings(endpoint, concurrency, reload, triton, Optional.of(page));
    }
}
