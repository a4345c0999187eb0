package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.scene.artifact.EngineIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which engine an order means: the first endpoint's that has the name, once every endpoint before it has answered. What was
 * chosen stays chosen as long as somebody in the pool runs it, so that one request is not made by two engines.
 */
final class Engines {
    private final List<Endpoint> endpoints;
    private final Map<Optional<String>, EngineIdentity> chosen = new HashMap<>();

    /** @param endpoints of the desk, in their order */
    Engines(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    Optional<EngineIdentity> find(Optional<String> name) {
        EngineIdentity known = chosen.get(name);
        if (known != null && endpoints.stream().anyMatch(endpoint -> endpoint.isStaying() && endpoint.runs(known))) {
            return Optional.of(known);
        }
        Optional<EngineIdentity> found = firstOf(name);
        found.ifPresentOrElse(engine -> chosen.put(name, engine), () -> chosen.remove(name));
        return found;
    }

    private Optional<EngineIdentity> firstOf(Optional<String> name) {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.isStaying() && endpoint.offer().isEmpty() && endpoint.state() == State.CONNECTING) {
                return Optional.empty();
            }
            Optional<EngineIdentity> engine = endpoint.offer()
                    .filter(offer -> endpoint.isStaying())
                    .map(Capabilities::engine)
                    .filter(offered -> name.isEmpty() || name.get().equals(offered.name()));
            if (engine.isPresent()) {
                return engine;
            }
        }
        return Optional.empty();
    }
}
