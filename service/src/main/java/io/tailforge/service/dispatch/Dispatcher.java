package io.tailforge.service.dispatch;

import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.triton.BackendPool;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.embedded.EmbeddedServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The backend that clips go to: a pool over the configured endpoints, or over the embedded server, which speaks the same
 * protocol on loopback. Connected on first use.
 */
@Component
public class Dispatcher implements DisposableBean {
    private final List<String> configured;
    private final int clipsInFlight;
    private final EmbeddedServer embedded;
    private @Nullable GenerationBackend pool;

    public Dispatcher(TailforgeProperties properties, EmbeddedServer embedded) {
        this.configured = properties.backends().endpoints();
        this.clipsInFlight = properties.pipeline().clipsInFlight();
        this.embedded = embedded;
    }

    public synchronized GenerationBackend backend() {
        if (pool == null) {
            List<String> endpoints = configured.isEmpty() ? List.of(embedded.endpoint()) : configured;
            pool = BackendPool.of(
                    endpoints.stream().map(Dispatcher::connect).toList(),
                    clipsInFlight,
                    BackendPool.Retries.defaults());
        }
        return pool;
    }

    private static GenerationBackend connect(String endpoint) {
        return TritonBackend.connect(endpoint, TritonSettings.defaults());
    }

    @Override
    public synchronized void destroy() {
        if (pool != null) {
            pool.close();
        }
    }
}
