package io.tailforge.service.cost;

import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who would make clips now. Endpoints that are being connected are given a moment; those that are down are not waited for. */
@Component
public class Fleets {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    /** Ours comes for certain, however busy the machine is. */
    private static final Duration EMBEDDED_MOMENT = Duration.ofMinutes(1);

    private static final int LOOK_MILLIS = 20;

    private final Dispatcher dispatcher;
    private final boolean embedded;

    public Fleets(Dispatcher dispatcher, TailforgeProperties properties) {
        this.dispatcher = dispatcher;
        this.embedded = properties.backends().endpoints().isEmpty();
    }

    /** Whether clips are generated in this process. */
    public boolean areEmbedded() {
        return embedded;
    }

    /** @param engine wanted, by name; the pool's first where empty */
    public Optional<Fleet> find(Optional<String> engine) {
        long until = System.nanoTime() + (embedded ? EMBEDDED_MOMENT : MOMENT).toNanos();
        while (true) {
            List<EndpointStatus> endpoints = dispatcher.pool().status();
            Optional<Fleet> fleet = Fleet.of(endpoints, engine, dispatcher.clipsInFlight(), embedded);
            boolean connecting = endpoints.stream().anyMatch(endpoint -> endpoint.state() == State.CONNECTING);
            if (fleet.isPresent() || !connecting || System.nanoTime() > until || !rest()) {
                return fleet;
            }
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
