package io.tailforge.generation.triton;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to talk to a Triton.
 *
 * @param connectTimeout for the first answer of a server
 * @param deadline for one request of one model, from the moment it is sent, waiting in the server's queue included
 * @param silence the longest time without a message once a request is accepted; servers beat every 15 s
 * @param headers sent with each call, for example {@code triton-grpc-protocol-infer-key}
 * @param trust PEM certificates that a TLS server's must lead to; the JDK's where empty
 * @param client certificate and key (PEM) for mutual TLS
 */
public record TritonSettings(
        Duration connectTimeout,
        Duration deadline,
        Duration silence,
        Map<String, String> headers,
        Optional<Path> trust,
        Optional<ClientCertificate> client) {
    public TritonSettings {
        Objects.requireNonNull(connectTimeout);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(silence);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(trust);
        Objects.requireNonNull(client);
    }

    /** 10 s to connect, an hour for a request, 60 s of silence. */
    public static TritonSettings defaults() {
        return new TritonSettings(
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofSeconds(60),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    public TritonSettings withDeadline(Duration newDeadline) {
        return new TritonSettings(connectTimeout, newDeadline, silence, headers, trust, client);
    }

    public TritonSettings withSilence(Duration newSilence) {
        return new TritonSettings(connectTimeout, deadline, newSilence, headers, trust, client);
    }

    public TritonSettings withHeaders(Map<String, String> newHeaders) {
        return new TritonSettings(connectTimeout, deadline, silence, newHeaders, trust, client);
    }

    public TritonSettings withTrust(Path certificates) {
        return new TritonSettings(connectTimeout, deadline, silence, headers, Optional.of(certificates), client);
    }

    public TritonSettings withClient(ClientCertificate certificate) {
        return new TritonSettings(connectTimeout, deadline, silence, headers, trust, Optional.of(certificate));
    }

    /** PEM files. */
    public record ClientCertificate(Path certificate, Path key) {
        public ClientCertificate {
            Objects.requireNonNull(certificate);
            Objects.requireNonNull(key);
        }
    }
}
