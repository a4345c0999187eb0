package io.tailforge.service.cost;

import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.scene.artifact.EngineIdentity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The endpoints that would make a request's clips.
 *
 * @param engine theirs
 * @param places clips they work on at a time, all together; 1 at least
 * @param clipsInFlight clips that this process works on at a time
 * @param embedded whether they are this process itself
 */
public record Fleet(EngineIdentity engine, int places, int clipsInFlight, boolean embedded) {
    public Fleet {
        Objects.requireNonNull(engine);
    }

    /**
     * The endpoints that have an engine, those that are ready where any is.
     *
     * @param engine by name; the first that is known where empty
     * @return empty where no endpoint has said yet what it offers
     */
    static Optional<Fleet> of(
            List<EndpointStatus> endpoints, Optional<String> engine, int clipsInFlight, boolean embedded) {
        Optional<EngineIdentity> chosen = endpoints.stream()
                .flatMap(endpoint -> endpoint.offer().stream())
                .map(offer -> offer.engine())
                .filter(known -> engine.isEmpty() || engine.get().equals(known.name()))
                .findFirst();
        return chosen.map(known -> new Fleet(known, places(endpoints, known), clipsInFlight, embedded));
    }

    private static int places(List<EndpointStatus> endpoints, EngineIdentity engine) {
        List<EndpointStatus> able = endpoints.stream()
                .filter(endpoint -> endpoint.offer().stream()
                        .anyMatch(offer -> offer.engine().name().equals(engine.name())))
                .toList();
        List<EndpointStatus> ready = able.stream()
                .filter(endpoint -> endpoint.state() == State.READY)
                .toList();
        return Math.max(
                1,
                (ready.isEmpty() ? able : ready)
                        .stream().mapToInt(EndpointStatus::concurrency).sum());
    }
}
