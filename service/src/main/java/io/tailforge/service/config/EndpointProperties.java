package io.tailforge.service.config;

import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.generation.triton.TritonSettings.ClientCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A Triton that clips are generated on. Where nothing but the address needs saying, the address alone is enough.
 *
 * @param url {@code grpc://HOST:PORT} in the clear, {@code grpcs://HOST:PORT} by TLS
 * @param concurrency clips it works on at a time: its model instances
 * @param reload whether a model whose process is dead is unloaded and loaded again, where the server lets us
 * @param metrics Triton's metrics page, as in {@code http://HOST:8002/metrics}; empty: none
 * @param deadline of one request of a model
 * @param silence the longest time without a sign of life once a request is accepted
 * @param trust file of PEM certificates that a TLS server's must lead to; empty: those of the JDK
 * @param clientCertificate PEM file for mutual TLS, {@code clientKey} its key; both or none
 * @param headers sent with each call; a value {@code env:NAME} is read from the environment, {@code file:PATH} from a file, so
 *     that no secret stands in the configuration
 */
public record EndpointProperties(
        @DefaultValue("") String url,
        @DefaultValue("1") int concurrency,
        @DefaultValue("true") boolean reload,
        @DefaultValue("") String metrics,
        @DefaultValue("1h") Duration deadline,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("") String trust,
        @DefaultValue("") String clientCertificate,
        @DefaultValue("") String clientKey,
        @DefaultValue Map<String, String> headers) {
    private static final int MOST_CLIPS = 256;

    @ConstructorBinding
    public EndpointProperties {
        headers = Map.copyOf(headers);
    }

    /** One with nothing said but its address. */
    public static EndpointProperties of(String url) {
        return new EndpointProperties(
                url, 1, true, "", Duration.ofHours(1), Duration.ofSeconds(60), "", "", "", Map.of());
    }

    public EndpointProperties withConcurrency(int clips) {
        return new EndpointProperties(
                url, clips, reload, metrics, deadline, silence, trust, clientCertificate, clientKey, headers);
    }

    /**
     * As the pool wants it; files and environment are looked at now.
     *
     * @param key of this endpoint, as in {@code tailforge.backends.endpoints[0]}, for messages
     * @throws IllegalArgumentException that names the key and what to do
     */
    public EndpointSettings settings(String key) {
        require(isAddress(url), key + ".url", "must be grpc://HOST:PORT or grpcs://HOST:PORT, not '" + url + "'");
        require(concurrency >= 1 && concurrency <= MOST_CLIPS, key + ".concurrency", "must be 1.." + MOST_CLIPS);
        require(isPositive(deadline), key + ".deadline", "must be longer than nothing, as in 1h");
        require(isPositive(silence), key + ".silence", "must be longer than nothing, as in 60s");
        require(
                clientCertificate.isEmpty() == clientKey.isEmpty(),
                key + ".client-certificate",
                "and client-key go together: give both or none");
        TritonSettings triton = new TritonSettings(
                TritonSettings.defaults().connectTimeout(),
                deadline,
                silence,
                headerValues(key),
                file(key + ".trust", trust),
                file(key + ".client-certificate", clientCertificate)
                        .flatMap(certificate -> file(key + ".client-key", clientKey)
                                .map(privateKey -> new ClientCertificate(certificate, privateKey))));
        String name = TritonEndpoint.parse(url).toString();
        return new EndpointSettings(name, concurrency, reload, triton, metricsPage(key + ".metrics"));
    }

    private static boolean isAddress(String url) {
        try {
            TritonEndpoint.parse(url);
            return true;
        } catch (io.tailforge.scene.problem.BadInputException e) {
            return false;
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private Optional<URI> metricsPage(String key) {
        if (metrics.isEmpty()) {
            return Optional.empty();
        }
        require(metrics.matches("https?://[^ ]+"), key, "must be an http address, as in http://HOST:8002/metrics");
        return Optional.of(URI.create(metrics));
    }

    private Map<String, String> headerValues(String key) {
        Map<String, String> values = new TreeMap<>();
        headers.forEach((name, value) -> values.put(name, SecretValue.of(key + ".headers." + name, value)));
        return values;
    }

    private static Optional<Path> file(String key, String path) {
        require(path.isEmpty() || Files.isReadable(Path.of(path)), key, "names no file that can be read: " + path);
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    private static void require(boolean holds, String key, String detail) {
        if (!holds) {
            throw new IllegalArgumentException(key + " " + detail);
        }
    }

    /** Header values are not shown. */
    @Override
    public String toString() {
        return url + "[concurrency=" + concurrency + ", reload=" + reload + ", metrics=" + metrics + ", deadline="
                + deadline + ", silence="
                + silence + ", trust=" + trust + ", clientCertificate=" + clientCertificate + ", headers="
                + new TreeMap<>(headers).keySet() + "]";
    }
}
