package io.tailforge.service.dispatch;

import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.PoolSettings;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.embedded.EmbeddedServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The pool that clips go to: over the configured endpoints, or over the embedded server, which speaks the same protocol on
 * loopback. Opened on first use.
 */
@Component
public class Dispatcher implements DisposableBean {
    private final List<String> configured;
    private final int clipsInFlight;
    private final EmbeddedServer embedded;
    private @Nullable BackendPool pool;

    public Dispatcher(TailforgeProperties properties, EmbeddedServer embedded) {
        this.configured = properties.backends().endpoints();
        this.clipsInFlight = properties.pipeline().clipsInFlight();
        this.embedded = embedded;
    }

    public synchronized BackendPool pool() {
        if (pool == null) {
            List<String> endpoints = configured.isEmpty() ? List.of(embedded.endpoint()) : configured;
            pool = BackendPool.open(
                    PoolSettings.defaults(),
                    endpoints.stream()
                            .map(endpoint -> EndpointSettings.of(endpoint, clipsInFlight))
                            .toList());
        }
        return pool;
    }

    @Override
    public synchronized void destroy() {
        if (pool != null) {
            pool.close();
        }
    }
}
