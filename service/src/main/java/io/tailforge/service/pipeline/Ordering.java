package io.tailforge.service.pipeline;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.Failure;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.cost.Budgets;
import io.tailforge.service.cost.ClipShape;
import io.tailforge.service.cost.CostEstimator;
import io.tailforge.service.cost.Generated;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.service.join.ClipMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Sends a clip's orders to the endpoints: its cost is reserved before, and what it really took is paid for and told after. */
@Component
class Ordering {
    private final Dispatcher dispatcher;
    private final ClipMaker maker;
    private final CostEstimator estimator;
    private final Budgets budgets;

    Ordering(Dispatcher dispatcher, ClipMaker maker, CostEstimator estimator, Budgets budgets) {
        this.dispatcher = dispatcher;
        this.maker = maker;
        this.estimator = estimator;
        this.budgets = budgets;
    }

    /** How an engine makes a clip. Decided once for a clip, since endpoints come and go and its key depends on it. */
    Fit fit(ClipJob job, Scene scene, EngineIdentity engine) {
        Ask ask = Ask.of(
                scene.grid(),
                job.spec().generation().want(),
                scene.rig(),
                job.spec().styles());
        return maker.fit(ask, engine, job.request().terms().engine());
    }

    /** The key of what {@link #generate} makes. */
    GenerationKey keyOf(Order order, Fit fit) {
        return maker.keyOf(order, fit);
    }

    /** What an order took. @param engine that was asked */
    record Paid(EngineIdentity engine, ClipShape shape, Generated generated) {}

    /**
     * Generates, blocking.
     *
     * @throws io.tailforge.service.cost.OverBudgetException where the clip would cost more than its request has left
     */
    GenerationResult generate(ClipJob job, Scene scene, Fit fit, Order order, ClipPipeline.Watcher watcher) {
        EngineIdentity engine = dispatcher.pool().engineOf(order);
        ClipShape shape = estimator.shapeFor(
                engine,
                ClipShape.of(scene, job.spec().styles().size(), order.request().steps()));
        watcher.waits();
        Budgets.Reservation reservation =
                budgets.reserve(job.request().id(), estimator.generation(engine, shape), order.cancelled());
        watcher.at(ClipStage.GENERATE, order.request().attempt(), 0);
        Try attempt = new Try();
        Generated generated = Generated.NOTHING;
        try {
            Delivery delivery = maker.generate(attempt.watched(order), fit);
            generated = attempt.succeeded(delivery);
            return delivery.result();
        } catch (GenerationException e) {
            generated = attempt.failed(e);
            throw e;
        } finally {
            reservation.settle(generated);
            watcher.paid(new Paid(engine, shape, generated));
        }
    }

    /** Measures one order. */
    private static final class Try {
        private final long began = System.nanoTime();
        private final AtomicLong firstProgress = new AtomicLong();

        Order watched(Order order) {
            return new Order(
                    order.request(),
                    order.folder(),
                    order.requester(),
                    order.priority(),
                    order.deadline(),
                    order.engine(),
                    fraction -> {
                        firstProgress.compareAndSet(0, System.nanoTime());
                        order.progress().onProgress(fraction);
                    },
                    order.cancelled());
        }

        Generated succeeded(Delivery delivery) {
            double waited = seconds(delivery.waited());
            double worked = seconds(delivery.worked());
            double lost = delivery.failures().isEmpty() ? 0 : Math.max(0, since(began) - waited - worked);
            Map<String, Integer> failures = new TreeMap<>();
            delivery.failures().stream().map(Failure::token).forEach(token -> failures.merge(token, 1, Integer::sum));
            return new Generated(
                    waited,
                    worked,
                    lost,
                    delivery.tries(),
                    delivery.endpoints(),
                    failures,
                    delivery.result().timings());
        }

        /** How long it waited is not known then; an endpoint's time counts from the first sign of work. */
        Generated failed(GenerationException failure) {
            double worked = firstProgress.get() == 0 ? 0 : since(firstProgress.get());
            return new Generated(since(began) - worked, 0, worked, 1, List.of(), Map.of(failure.token(), 1), Map.of());
        }

        private static double since(long nanos) {
            return (System.nanoTime() - nanos) * 1e-9;
        }

        private static double seconds(Duration duration) {
            return duration.toNanos() * 1e-9;
        }
    }
}
