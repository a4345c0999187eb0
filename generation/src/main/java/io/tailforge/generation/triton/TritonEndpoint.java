package io.tailforge.generation.triton;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a Triton listens: {@code grpc://HOST:PORT} in the clear, {@code grpcs://HOST:PORT} by TLS. */
public record TritonEndpoint(String host, int port, boolean tls) {
    public TritonEndpoint {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no such address: " + host + ":" + port);
        }
    }

    /** @throws BadInputException {@code TRITON-ENDPOINT} */
    public static TritonEndpoint parse(String text) {
        try {
            URI uri = new URI(text);
            boolean tls = "grpcs".equals(uri.getScheme());
            boolean plain = "grpc".equals(uri.getScheme());
            boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
            if ((tls || plain) && bare && uri.getHost() != null && uri.getPort() > 0) {
                return new TritonEndpoint(uri.getHost(), uri.getPort(), tls);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static BadInputException refusal(String text) {
        return new BadInputException(Problem.of(
                "TRITON-ENDPOINT",
                text,
                "give a Triton as grpc://HOST:PORT, or grpcs://HOST:PORT where it speaks TLS"));
    }

    @Override
    public String toString() {
        return (tls ? "grpcs://" : "grpc://") + host + ":" + port;
    }
}
