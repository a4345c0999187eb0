package io.tailforge.service.backend;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.dispatch.EndpointStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * An endpoint as the API shows it; the fields are those of {@link EndpointStatus}.
 *
 * @param id HOST:PORT, by which it is drained and removed
 * @param offer what it said at the last connect; absent before the first
 */
record ShownBackend(
        String id,
        String endpoint,
        EndpointStatus.State state,
        Optional<Offer> offer,
        int concurrency,
        int inFlight,
        OptionalInt serverQueue,
        long done,
        Map<String, Long> failedByToken,
        double secondsPerClip,
        double utilisation,
        Optional<String> lastError,
        Instant since) {
    static ShownBackend of(EndpointStatus status) {
        String endpoint = status.endpoint();
        return new ShownBackend(
                endpoint.substring(endpoint.indexOf("://") + "://".length()),
                endpoint,
                status.state(),
                status.offer().map(Offer::of),
                status.concurrency(),
                status.inFlight(),
                status.serverQueue(),
                status.done(),
                new TreeMap<>(status.failedByToken()),
                status.secondsPerClip(),
                status.utilisation(),
                status.lastError(),
                status.since());
    }

    /** Who makes clips there, and what. */
    record Offer(
            String engine,
            String engineVersion,
            String weightsSha256,
            String device,
            String determinism,
            List<Model> models) {
        static Offer of(Capabilities caps) {
            return new Offer(
                    caps.engine().name(),
                    caps.engine().version(),
                    caps.engine().weightsSha256(),
                    caps.engine().device(),
                    caps.determinism(),
                    caps.models().stream().map(Model::of).toList());
        }
    }

    /** A model and what it takes. @param sizes in words, as {@code frames} and {@code rates} */
    record Model(
            String name,
            List<String> kinds,
            List<String> controls,
            int mostViews,
            String sizes,
            String frames,
            String rates) {
        static Model of(ModelCaps caps) {
            return new Model(
                    caps.model().wireName(),
                    caps.kinds().stream().map(Enum::name).sorted().toList(),
                    caps.controlKinds().stream().sorted().toList(),
                    caps.limits().views().mostAtOnce(),
                    caps.limits().sizes().describe(),
                    caps.limits().frames().describe(),
                    caps.limits().rates().describe());
        }
    }
}
