package io.tailforge.service.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.generation.dispatch.PoolSettings;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The pool that clips go to: over the configured endpoints, or over the embedded server, which speaks the same protocol on
 * loopback. Opened on first use.
 */
@Component
public class Dispatcher implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;

    private final List<EndpointSettings> configured;
    private final Duration patience;
    private final TailforgeProperties.Pipeline pipeline;
    private final EmbeddedServer embedded;
    private @Nullable BackendPool pool;

    public Dispatcher(TailforgeProperties properties, EmbeddedServer embedded) {
        this.configured = properties.backends().settings();
        this.patience = properties.backends().patience();
        this.pipeline = properties.pipeline();
        this.embedded = embedded;
    }

    public synchronized BackendPool pool() {
        if (pool == null) {
            pool = BackendPool.open(
                    PoolSettings.defaults().withPatience(patience),
                    configured.isEmpty() ? List.of(embedded()) : configured);
        }
        return pool;
    }

    /** The pool where it has been opened already. */
    public synchronized Optional<BackendPool> findPool() {
        return Optional.ofNullable(pool);
    }

    private EndpointSettings embedded() {
        return EndpointSettings.of(embedded.endpoint(), pipeline.engineClips());
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

    /**
     * The engine that would make a clip, as soon as an endpoint with it has been reached.
     *
     * @param name of the engine wanted; empty: the first endpoint's
     * @throws CancellationException once {@code cancelled} says so
     * @throws io.tailforge.generation.GenerationException where none was reached in the configured patience
     */
    public EngineIdentity awaitEngine(Optional<String> name, BooleanSupplier cancelled) {
        long since = System.nanoTime();
        long said = since;
        while (System.nanoTime() - since < patience.toNanos()) {
            Optional<EngineIdentity> engine = findEngine(name);
            if (engine.isPresent()) {
                return engine.get();
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("stopped while it waited for an endpoint");
            }
            if (System.nanoTime() - said > SAID_EVERY.toNanos()) {
                said = System.nanoTime();
                LOG.info(
                        "waiting for an endpoint, {} s at most: {}", patience.toSeconds(), String.join("; ", errors()));
            }
            pause();
        }
        throw ErrorFamily.NETWORK.error(
                "ENDPOINT",
                "no endpoint" + name.map(n -> " with " + n).orElse("") + " was reached in " + patience.toSeconds()
                        + " s: " + String.join("; ", errors()));
    }

    private Optional<EngineIdentity> findEngine(Optional<String> name) {
        return pool().status().stream()
                .flatMap(status -> status.offer().stream())
                .map(Capabilities::engine)
                .filter(engine -> name.isEmpty() || name.get().equals(engine.name()))
                .findFirst();
    }

    /** What the endpoints offer that have been reached; waits a moment for those that are just being connected. */
    public List<Capabilities> offers() {
        long since = System.nanoTime();
        while (isAny(State.CONNECTING) && System.nanoTime() - since < MOMENT.toNanos()) {
            pause();
        }
        return pool().status().stream()
                .filter(status -> status.state() != State.GONE && status.state() != State.DRAINING)
                .flatMap(status -> status.offer().stream())
                .toList();
    }

    /** Whether there are endpoints and what each of them offers is known. */
    public boolean isWholeReached() {
        List<EndpointStatus> all = pool().status();
        return !all.isEmpty() && all.stream().allMatch(status -> status.offer().isPresent());
    }

    private boolean isAny(State state) {
        return pool().status().stream().anyMatch(status -> status.state() == state);
    }

    private List<String> errors() {
        return pool().status().stream()
                .map(status -> status.endpoint() + " "
                        + status.lastError().orElse(status.state().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for an endpoint");
        }
    }

    @Override
    public synchronized void destroy() {
        if (pool != null) {
            pool.close();
        }
    }
}
