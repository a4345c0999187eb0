package io.tailforge.generation.contract;

import io.grpc.Status;
import io.tailforge.generation.GenerationException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Connections that TLS did not let come about: all are UNAVAILABLE to gRPC, none heals by trying again. */
final class TlsFailures {
    private static final ErrorFamily AUTH = ErrorFamily.AUTH;

    private TlsFailures() {}

    static Optional<GenerationException> find(Status status) {
        if (String.valueOf(status.getDescription()).startsWith("Connection closed while performing TLS negotiation")) {
            return Optional.of(AUTH.error("PLAIN", "the server does not speak TLS; give it as grpc://HOST:PORT"));
        }
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes.stream().anyMatch(SSLException.class::isInstance)
                ? Optional.of(handshake(causes))
                : Optional.empty();
    }

    private static GenerationException handshake(List<Throwable> causes) {
        String deepest = String.valueOf(causes.getLast().getMessage());
        if (causes.getLast() instanceof CertPathBuilderException) {
            return AUTH.error(
                    "TRUST",
                    "the server's certificate leads to none that is trusted; give its authority's with --trust ("
                            + deepest + ")");
        }
        if (causes.getLast() instanceof CertificateException) {
            return AUTH.error("NAME", "the server's certificate is not good for the address asked: " + deepest);
        }
        return AUTH.error("TLS", "no TLS connection came about: " + deepest);
    }
}
