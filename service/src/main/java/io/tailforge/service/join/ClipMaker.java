package io.tailforge.service.join;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationKeys;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.split.ClipSplitter;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.service.dispatch.Dispatcher;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has a clip made as its engine can: at once, or in parts that are joined here. */
@Component
public class ClipMaker {
    private final Dispatcher dispatcher;

    public ClipMaker(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** How the endpoints that run an engine now make what is asked: at once, in the fewest parts, or not at all. */
    public Fit fit(Ask ask, EngineIdentity engine, Optional<String> wanted) {
        List<Capabilities> offers = dispatcher.pool().status().stream()
                .filter(status -> status.state() != EndpointStatus.State.GONE)
                .flatMap(status -> status.offer().stream())
                .filter(offer -> isSame(offer.engine(), engine))
                .toList();
        return Fit.best(ask, offers.isEmpty() ? List.of(dispatcher.pool().offer(wanted)) : offers);
    }

    /** The key of what {@link #generate} makes: a clip in parts is another one than the same at once. */
    public GenerationKey keyOf(Order order, Fit fit) {
        EngineIdentity engine = dispatcher.pool().engineOf(order);
        return switch (fit) {
            case Fit.Split split ->
                GenerationKeys.ofParts(order.request(), engine, split.plan().requests(order.request()));
            case Fit.Whole _, Fit.None _ -> GenerationKeys.of(order.request(), engine);
        };
    }

    /**
     * Generates, blocking.
     *
     * @throws io.tailforge.generation.GenerationException {@code TF-CAP-*} where no endpoint of the engine can make it, not
     *     even in parts, before anything is sent; and as {@link io.tailforge.generation.dispatch.BackendPool#generate}
     */
    public Delivery generate(Order order, Fit fit) {
        return switch (fit) {
            case Fit.Whole _ -> dispatcher.pool().generate(order);
            case Fit.Split split ->
                new ClipSplitter(dispatcher.pool()::generate, new CodecJoiner()).generate(order, split.plan());
            case Fit.None none -> throw none.toException();
        };
    }

    /** Wherever it runs. */
    private static boolean isSame(EngineIdentity a, EngineIdentity b) {
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.weightsSha256().equals(b.weightsSha256());
    }
}
