package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import java.util.List;
import java.util.Optional;

/** Which endpoint can make what. */
final class Fits {
    private final List<Endpoint> endpoints;
    private final Engines engines;

    /** @param endpoints of the desk, in their order */
    Fits(List<Endpoint> endpoints, Engines engines) {
        this.endpoints = endpoints;
        this.engines = engines;
    }

    Optional<EngineIdentity> engineOf(Optional<String> name) {
        return engines.find(name);
    }

    /** Whether the endpoint, up or not, is of the engine that is meant and can make the clip. */
    boolean isFit(Lane.Key lane, Endpoint endpoint) {
        return endpoint.isStaying()
                && engineOf(lane.demand().engine()).filter(endpoint::runs).isPresent()
                && whyMisfit(lane, endpoint).isEmpty();
    }

    /** Why an endpoint of the right engine cannot make it. Empty where it can or never said what it can. */
    Optional<GenerationException> whyMisfit(Lane.Key lane, Endpoint endpoint) {
        if (lane.refusedBy().contains(endpoint.name())) {
            return Optional.of(ErrorFamily.CAP.error("REFUSED", "it refused this clip"));
        }
        return endpoint.offer().flatMap(offer -> lane.demand().shape().misfit(offer));
    }

    /** An endpoint that failed at it last gets it again only where no other can be had. */
    boolean maySend(Lane.Key lane, Endpoint endpoint) {
        return isFit(lane, endpoint)
                && (!lane.avoided().equals(Optional.of(endpoint.name())) || !isFitElsewhere(lane, endpoint));
    }

    boolean isFitAnywhere(Lane.Key lane) {
        return endpoints.stream().anyMatch(endpoint -> isFit(lane, endpoint));
    }

    boolean isFitElsewhere(Lane.Key lane, Endpoint endpoint) {
        return endpoints.stream().anyMatch(other -> other != endpoint && other.isReady() && isFit(lane, other));
    }
}
