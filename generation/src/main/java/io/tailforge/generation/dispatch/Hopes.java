package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.ErrorFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether anybody will ever make what waits. */
final class Hopes {
    private final List<Endpoint> endpoints;
    private final Fits fits;

    /** @param endpoints of the desk, in their order */
    Hopes(List<Endpoint> endpoints, Fits fits) {
        this.endpoints = endpoints;
        this.fits = fits;
    }

    boolean isAnyUp(Lane.Key lane) {
        return endpoints.stream().anyMatch(endpoint -> endpoint.isReady() && fits.isFit(lane, endpoint));
    }

    /** Whether an endpoint that was broken is just being tried. */
    boolean isAnyTried(Lane.Key lane) {
        return endpoints.stream()
                .anyMatch(endpoint -> endpoint.isOnTrial() && endpoint.inFlight() > 0 && fits.isFit(lane, endpoint));
    }

    /** Why nobody in the pool will make it, as long as the pool is as it is; empty where somebody may. */
    Optional<GenerationException> whyNone(Lane.Key lane) {
        Optional<GenerationException> noEngine = whyNoEngine(lane.demand().engine());
        if (noEngine.isPresent() || isAnyUnknown() || staying().noneMatch(endpoint -> true)) {
            return noEngine;
        }
        return staying().anyMatch(endpoint -> fits.isFit(lane, endpoint))
                ? Optional.empty()
                : Optional.of(tooSmall(lane));
    }

    /** Why nobody in the pool will run the engine. */
    Optional<GenerationException> whyNoEngine(Optional<String> engine) {
        if (isAnyUnknown() || fits.engineOf(engine).isPresent()) {
            return Optional.empty();
        }
        List<String> engines = staying()
                .flatMap(endpoint -> endpoint.offer().stream())
                .map(offer -> offer.engine().name())
                .distinct()
                .toList();
        if (engines.isEmpty()) {
            return staying().flatMap(endpoint -> endpoint.refusal().stream()).findFirst();
        }
        return Optional.of(ErrorFamily.CAP.error(
                "ENGINE", "no endpoint runs '" + engine.orElse("") + "'; there are: " + String.join(", ", engines)));
    }

    private boolean isAnyUnknown() {
        return staying()
                .anyMatch(endpoint ->
                        endpoint.offer().isEmpty() && endpoint.refusal().isEmpty());
    }

    private Stream<Endpoint> staying() {
        return endpoints.stream().filter(Endpoint::isStaying);
    }

    /** With the token of the first endpoint's reason. */
    private GenerationException tooSmall(Lane.Key lane) {
        List<Failure> reasons = staying()
                .filter(endpoint -> fits.engineOf(lane.demand().engine())
                        .filter(endpoint::runs)
                        .isPresent())
                .flatMap(endpoint ->
                        fits.whyMisfit(lane, endpoint).map(why -> Failure.of(endpoint.name(), why)).stream())
                .toList();
        return new GenerationException(
                reasons.getFirst().token(), Retry.NEVER, "no endpoint can make this clip" + Aftermath.told(reasons));
    }

    /** Nobody who could make it was up for so long. */
    GenerationException nobodyUp(List<Failure> failures) {
        String errors = endpoints.stream()
                .flatMap(endpoint -> endpoint.lastError().map(error -> endpoint.name() + " " + error).stream())
                .collect(Collectors.joining("; "));
        return ErrorFamily.NETWORK.error(
                "ENDPOINT",
                "no endpoint that fits was up" + (errors.isEmpty() ? "" : ": " + errors) + Aftermath.told(failures));
    }
}
