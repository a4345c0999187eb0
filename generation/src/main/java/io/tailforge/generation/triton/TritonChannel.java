package io.tailforge.generation.triton;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Limits;
import io.tailforge.generation.contract.WireErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Opens channels with the contract's sizes. */
public final class TritonChannel {
    /** A Triton by default takes pings more often than every 5 minutes for an attack. */
    private static final int KEEP_ALIVE_MINUTES = 6;

    private static final String CLOSED = "TF-NETWORK-CLOSED";

    private TritonChannel() {}

    /** A channel the caller shuts down. */
    public static ManagedChannel open(TritonEndpoint endpoint, TritonSettings settings) {
        return builder(endpoint, settings)
                .maxInboundMessageSize(Limits.RESPONSE_BYTES)
                .flowControlWindow(Limits.FLOW_WINDOW_BYTES)
                .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES)
                .disableRetry() // trying again is the pool's; a channel that may would keep what it sends
                .disableServiceConfigLookUp()
                .maxTraceEvents(0)
                .intercept(headers(settings))
                .build();
    }

    private static NettyChannelBuilder builder(TritonEndpoint endpoint, TritonSettings settings) {
        try {
            return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials(endpoint, settings));
        } catch (IllegalArgumentException e) {
            throw ErrorFamily.AUTH.error("FILES", "a TLS file is no PEM certificate or key: " + e.getMessage());
        }
    }

    /** What went wrong while a server was asked for the first time. */
    public static GenerationException refusalOf(Status status, TritonEndpoint endpoint, TritonSettings settings) {
        GenerationException failure = WireErrors.fromStatus(status);
        return failure.token().equals(CLOSED)
                ? ErrorFamily.NETWORK.error("CLOSED", "the server closed the connection; " + advice(endpoint, settings))
                : failure;
    }

    /** A Triton gives no reason; these are the usual ones. */
    private static String advice(TritonEndpoint endpoint, TritonSettings settings) {
        if (!endpoint.tls()) {
            return "where it speaks TLS, give it as grpcs://HOST:PORT";
        }
        return settings.client().isPresent()
                ? "it may not accept this client certificate"
                : "where it wants a client certificate, give --client-cert and --client-key";
    }

    private static ChannelCredentials credentials(TritonEndpoint endpoint, TritonSettings settings) {
        if (!endpoint.tls()) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
            if (settings.trust().isPresent()) {
                tls.trustManager(settings.trust().get().toFile());
            }
            if (settings.client().isPresent()) {
                Path certificate = settings.client().get().certificate();
                tls.keyManager(
                        certificate.toFile(), settings.client().get().key().toFile());
            }
            return tls.build();
        } catch (IOException e) {
            throw ErrorFamily.AUTH.error("FILES", "a TLS file cannot be read: " + e.getMessage());
        }
    }

    private static ClientInterceptor headers(TritonSettings settings) {
        Metadata metadata = new Metadata();
        settings.headers()
                .forEach((name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return MetadataUtils.newAttachHeadersInterceptor(metadata);
    }
}
