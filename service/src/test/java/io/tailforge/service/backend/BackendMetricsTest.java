package io.tailforge.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BackendMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BackendMetrics.Endpoints endpoints = new BackendMetrics.Endpoints(registry);

    private static EndpointStatus endpoint(String name, State state, long done, Map<String, Long> failed) {
        return new EndpointStatus(
                name,
                state,
                Optional.empty(),
                4,
                3,
                OptionalInt.of(2),
                done,
                failed,
                1.5,
                0.75,
                Optional.empty(),
                Instant.EPOCH);
    }

    private double figure(String name, String endpoint) {
        return registry.get("tailforge.backend." + name)
                .tag("endpoint", endpoint)
                .gauge()
                .value();
    }

    @Test
    void eachEndpointHasItsFigures() {
        endpoints.show(List.of(
                endpoint("a", State.READY, 7, Map.of("TF-ENGINE-FAILED", 2L)),
                endpoint("b", State.BROKEN, 0, Map.of())));
        assertThat(figure("clips.done", "a")).isEqualTo(7);
        assertThat(figure("in.flight", "a")).isEqualTo(3);
        assertThat(figure("utilisation", "a")).isEqualTo(0.75);
        assertThat(figure("ready", "a")).isEqualTo(1);
        assertThat(figure("ready", "b")).isZero();
        assertThat(registry.get("tailforge.backend.failures")
                        .tags("endpoint", "a", "token", "TF-ENGINE-FAILED")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void theyFollowWhatHappensAndAnEndpointThatIsGoneIsForgotten() {
        endpoints.show(List.of(endpoint("a", State.READY, 7, Map.of()), endpoint("b", State.READY, 1, Map.of())));
        endpoints.show(List.of(endpoint("a", State.READY, 8, Map.of())));
        assertThat(figure("clips.done", "a")).isEqualTo(8);
        assertThat(registry.find("tailforge.backend.clips.done")
                        .tag("endpoint", "b")
                        .gauges())
                .isEmpty();
    }
}
