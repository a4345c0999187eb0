package io.tailforge.service.config;

import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.videogen.RenderPreset;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be configured, under {@code tailforge.*} or by environment ({@code TAILFORGE_HOME},
 * {@code TAILFORGE_PIPELINE_THREADS} ...). A key that is not here stops the start.
 *
 * @param home folder for the embedded catalogue, uploaded layouts and work files
 * @param datasets where requests that come by REST publish: a folder or {@code s3://bucket/prefix}; by default a folder in
 *     {@code home}
 */
@ConfigurationProperties(prefix = "tailforge", ignoreUnknownFields = false)
public record TailforgeProperties(
        @DefaultValue(".tailforge") Path home,
        @DefaultValue("") String datasets,
        @DefaultValue Pipeline pipeline,
        @DefaultValue Backends backends,
        @DefaultValue S3 s3,
        @DefaultValue Security security,
        @DefaultValue PromptProperties prompts,
        @DefaultValue JudgeProperties judge,
        @DefaultValue FilterProperties filter,
        @DefaultValue EvaluationProperties evaluation,
        @DefaultValue GateProperties gates) {
    public TailforgeProperties {
        if (datasets.isEmpty()) {
            datasets = home.resolve("datasets").toAbsolutePath().normalize().toString();
        }
    }

    /**
     * How clips are made.
     *
     * @param clipsInFlight clips worked on at once, over all requests; memory and work files grow with it, and with nothing
     *     else. 0: one on the embedded engines, which use every processor for a clip; with endpoints configured as many as
     *     keep them busy
     * @param requestsAtOnce requests of one requester and priority that run side by side; further ones wait
     * @param shardClips clips a partition and a shard, 1..128
     * @param threads threads of the embedded engines; 0: one per processor
     * @param preset how much work the embedded camera engine puts into a pixel: draft, default, high
     * @param keep what becomes of a clip's work files once it is published
     * @param minFreeMegabytes below this much free disk the request pauses instead of failing clips
     */
    public record Pipeline(
            @DefaultValue("0") int clipsInFlight,
            @DefaultValue("4") int requestsAtOnce,
            @DefaultValue("64") int shardClips,
            @DefaultValue("0") int threads,
            @DefaultValue("default") RenderPreset preset,
            @DefaultValue("all") Keep keep,
            @DefaultValue("512") long minFreeMegabytes) {
        /** Far more than endpoints a machine can feed. */
        public static final int MOST_IN_FLIGHT = 1024;

        public Pipeline {
            require(
                    clipsInFlight >= 0 && clipsInFlight <= MOST_IN_FLIGHT,
                    "tailforge.pipeline.clips-in-flight must be 1.." + MOST_IN_FLIGHT
                            + ", or 0 for as many as it takes");
            require(requestsAtOnce >= 1 && requestsAtOnce <= 64, "tailforge.pipeline.requests-at-once must be 1..64");
            require(shardClips >= 1 && shardClips <= 128, "tailforge.pipeline.shard-clips must be 1..128");
            require(threads >= 0 && threads <= 256, "tailforge.pipeline.threads must be 0..256");
        }

        /** Clips the embedded engines work on at a time. */
        public int engineClips() {
            return Math.max(1, clipsInFlight);
        }

        /** The thread count with 0 resolved. */
        public int engineThreads() {
            return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        }
    }

    /** Keep policy of a clip's result files after publication. */
    public enum Keep {
        /** Everything stays. */
        ALL,
        /** What the clip page shows stays: videos, sweeps, findings; lossless truth goes. */
        BROWSE,
        /** Only the published dataset stays. */
        NONE
    }

    /**
     * Where clips are generated.
     *
     * @param endpoints an address or more of each; empty: the embedded server on loopback
     * @param patience how long a clip waits while no endpoint that could make it has been reached; then it fails
     * @param allowChanges endpoints may be added, drained and removed by REST. Off by default: who may add an endpoint makes
     *     this service connect to an address of their choice and send it maps and scenes
     */
    public record Backends(
            @DefaultValue List<EndpointProperties> endpoints,
            @DefaultValue("2m") Duration patience,
            @DefaultValue("false") boolean allowChanges) {
        public Backends {
            endpoints = List.copyOf(endpoints);
            settings(endpoints);
        }

        /** As the pool wants them. @throws IllegalArgumentException that names the key of what is wrong */
        public List<EndpointSettings> settings() {
            return settings(endpoints);
        }

        private static List<EndpointSettings> settings(List<EndpointProperties> endpoints) {
            List<EndpointSettings> settings = new ArrayList<>();
            for (int i = 0; i < endpoints.size(); i++) {
                String key = "tailforge.backends.endpoints[" + i + "]";
                EndpointSettings one = endpoints.get(i).settings(key);
                require(
                        settings.stream().noneMatch(other -> other.endpoint().equals(one.endpoint())),
                        key + ".url is there twice: " + one.endpoint() + "; raise its concurrency instead");
                settings.add(one);
            }
            return settings;
        }
    }

    /** How to reach {@code s3://} locations. Empty values are absent. */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue(S3Settings.DEFAULT_REGION) String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {
        public S3Settings settings() {
            return new S3Settings(present(endpoint), present(accessKey), present(secretKey), region);
        }

        private static Optional<String> present(String value) {
            return value.isBlank() ? Optional.empty() : Optional.of(value);
        }

        @Override
        public String toString() {
            return settings().toString();
        }
    }

    /**
     * Who may call.
     *
     * @param token bearer token; needed as soon as the service listens elsewhere than on loopback
     * @param allowedHosts further names under which the service is reached, beside localhost
     */
    public record Security(
            @DefaultValue("") String token, @DefaultValue List<String> allowedHosts) {
        public Security {
            allowedHosts = List.copyOf(allowedHosts);
        }

        @Override
        public String toString() {
            return "Security[token=" + (token.isEmpty() ? "" : "***") + ", allowedHosts=" + allowedHosts + "]";
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Every key there is, for hints where one is misspelt. */
    public static List<String> keys() {
        List<String> keys = new ArrayList<>();
        collect("tailforge", TailforgeProperties.class, keys);
        return keys;
    }

    private static void collect(String prefix, Class<?> type, List<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                collect(key, component.getType(), keys);
            } else if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item
                    && item.isRecord()) {
                keys.add(key);
                collect(key + "[]", item, keys);
            } else {
                keys.add(key);
            }
        }
    }
}
