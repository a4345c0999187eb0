package io.tailforge.service.backend;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.service.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The endpoints as metrics, each under its name: clips at work, places, utilisation, seconds per clip, clips done, failures
 * by token, whether it is ready; and the clips that wait. Endpoints come and go, so the list is made anew every five seconds.
 * Before the first clip or look nothing is connected for their sake.
 */
@Component
class BackendMetrics implements MeterBinder, DisposableBean {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Dispatcher dispatcher;
    private final SimpleAsyncTaskScheduler timer = new SimpleAsyncTaskScheduler();

    BackendMetrics(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tailforge.line.waiting", dispatcher, BackendMetrics::waiting)
                .description("clips that wait for an endpoint")
                .register(registry);
        Endpoints endpoints = new Endpoints(registry);
        timer.scheduleWithFixedDelay(
                () -> dispatcher.findPool().map(BackendPool::status).ifPresent(endpoints::show), PERIOD);
    }

    private static double waiting(Dispatcher dispatcher) {
        return dispatcher.findPool().map(pool -> (double) pool.line().waiting()).orElse(0.0);
    }

    @Override
    public void destroy() {
        timer.close();
    }

    /** One gauge with a row for each endpoint, for each figure. */
    static final class Endpoints {
        private final List<Figure> figures;
        private final MultiGauge failures;

        Endpoints(MeterRegistry registry) {
            this.figures = List.of(
                    new Figure(registry, "ready", status -> status.state() == State.READY ? 1 : 0),
                    new Figure(registry, "places", EndpointStatus::concurrency),
                    new Figure(registry, "in.flight", EndpointStatus::inFlight),
                    new Figure(registry, "server.queue", status -> status.serverQueue()
                            .orElse(0)),
                    new Figure(registry, "utilisation", EndpointStatus::utilisation),
                    new Figure(registry, "clip.seconds", EndpointStatus::secondsPerClip),
                    new Figure(registry, "clips.done", EndpointStatus::done));
            this.failures = MultiGauge.builder("tailforge.backend.failures").register(registry);
        }

        void show(List<EndpointStatus> endpoints) {
            figures.forEach(figure -> figure.show(endpoints));
            failures.register(endpoints.stream().flatMap(Endpoints::failures).toList(), true);
        }

        private static java.util.stream.Stream<Row<?>> failures(EndpointStatus endpoint) {
            return endpoint.failedByToken().entrySet().stream()
                    .map(entry -> Row.of(
                            Tags.of("endpoint", endpoint.endpoint(), "token", entry.getKey()), entry.getValue()));
        }
    }

    private record Figure(MultiGauge gauge, ToDoubleFunction<EndpointStatus> value) {
        Figure(MeterRegistry registry, String name, ToDoubleFunction<EndpointStatus> value) {
            this(MultiGauge.builder("tailforge.backend." + name).register(registry), value);
        }

        void show(List<EndpointStatus> endpoints) {
            gauge.register(endpoints.stream().<Row<?>>map(this::row).toList(), true);
        }

        private Row<?> row(EndpointStatus endpoint) {
            return Row.of(Tags.of("endpoint", endpoint.endpoint()), value.applyAsDouble(endpoint));
        }
    }
}
