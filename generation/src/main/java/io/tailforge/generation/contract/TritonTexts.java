package io.tailforge.generation.contract;

import java.util.List;
import java.util.Optional;

/**
 * What the error texts of Triton and of gRPC mean to us. Triton's are those of tritonserver 2.51.0, where a stream has nothing
 * else to tell errors apart by.
 */
final class TritonTexts {
    private static final String TENSOR = "TF-CONTRACT-TENSOR";

    /** The first that fits counts: what a model raises comes before anything its words might look like. */
    private static final List<Known> ALL = List.of(
            new Known("Failed to process the request(s)", "TF-ENGINE-FAILED"),
            new Known("is not healthy", "TF-ENGINE-STUB"),
            new Known("Exceeds maximum queue size", "TF-BUSY"),
            new Known("Request timeout expired", "TF-BUSY"),
            new Known("has no available versions", "TF-BUSY-UNLOADED"),
            new Known("Server exiting", "TF-BUSY-UNLOADED"),
            new Known("This protocol is restricted", "TF-AUTH-RESTRICTED"),
            new Known("Request for unknown model", "TF-CAP-MODEL"),
            new Known("doesn't support models with decoupled", "TF-CAP-MODEL"),
            new Known("incomplete string", "TF-CONTRACT-BYTES"),
            new Known("unexpected number of string elements", "TF-CONTRACT-BYTES"),
            new Known("inputs but got", TENSOR),
            new Known("already exists in request", TENSOR),
            new Known("unexpected inference input", TENSOR),
            new Known("data-type is", TENSOR),
            new Known("unexpected shape for input", TENSOR),
            new Known("input dimensions should be specified", TENSOR),
            new Known("input byte size mismatch", TENSOR),
            new Known("unable to find data for input", TENSOR),
            new Known("invalid value type for", "TF-CONTRACT-PARAMETER"),
            new Known("Network closed for unknown reason", "TF-NETWORK-CLOSED"),
            new Known("Failed to read message", "TF-PROTOCOL-MESSAGE"));

    private TritonTexts() {}

    static Optional<String> findToken(String text) {
        return ALL.stream()
                .filter(known -> text.contains(known.part()))
                .map(Known::token)
                .findFirst();
    }

    private record Known(String part, String token) {}
}
