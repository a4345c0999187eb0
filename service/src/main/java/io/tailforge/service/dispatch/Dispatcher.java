package io.tailforge.service.dispatch;

import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
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
    private final TailforgeProperties.Pipeline pipeline;
    private final EmbeddedServer embedded;
    private @Nullable BackendPool pool;

    public Dispatcher(TailforgeProperties properties, EmbeddedServer embedded) {
        this.configured = properties.backends().endpoints();
        this.pipeline = properties.pipeline();
        this.embedded = embedded;
    }

    public synchronized BackendPool pool() {
        if (pool == null) {
            List<String> endpoints = configured.isEmpty() ? List.of(embedded.endpoint()) : configured;
            pool = BackendPool.open(
                    PoolSettings.defaults(),
                    endpoints.stream()
                            .map(endpoint -> EndpointSettings.of(endpoint, pipeline.engineClips()))
                            .toList());
        }
        return pool;
    }

    /**
     * How many clips it takes to keep everything busy. An endpoint that makes one clip needs the next one at hand, two for
     * each instance; and as many again as there are processors are being prepared or judged here. More would only wait, and
     * cost memory and disk.
     */
    public int clipsInFlight() {
        if (pipeline.clipsInFlight() > 0) {
            return pipeline.clipsInFlight();
        }
        if (configured.isEmpty()) {
            return 1;
        }
        int instances = pool().status().stream()
                .filter(status -> status.state() != State.GONE && status.state() != State.DRAINING)
                .mapToInt(EndpointStatus::concurrency)
                .sum();
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.min(2 * instances + processors, TailforgeProperties.Pipeline.MOST_IN_FLIGHT);
    }

    @Override
    public synchronized void destroy() {
        if (pool != null) {
            pool.close();
        }
    }
}
