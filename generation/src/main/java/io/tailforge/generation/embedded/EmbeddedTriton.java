package io.tailforge.generation.embedded;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.contract.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server on the loopback interface that answers as a Triton does. Requests wait in a bounded queue per model; each
 * one works in a folder of its own that is removed afterwards.
 */
public final class EmbeddedTriton implements AutoCloseable {
    private final Map<String, ModelQueue> queues;
    private final Heartbeats heartbeats;
    private final Server server;

    private EmbeddedTriton(Map<String, ModelQueue> queues, Heartbeats heartbeats, Server server) {
        this.queues = queues;
        this.heartbeats = heartbeats;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param models at most one per name
     * @throws UncheckedIOException where the port or the work root cannot be had
     */
    public static EmbeddedTriton start(List<InferenceModel> models, Settings settings) {
        try {
            Files.createDirectories(settings.workRoot());
            Heartbeats heartbeats = new Heartbeats(settings.heartbeat());
            Map<String, ModelQueue> queues = new LinkedHashMap<>();
            for (InferenceModel model : models) {
                ModelQueue queue = new ModelQueue(model, settings, heartbeats);
                if (queues.putIfAbsent(model.name(), queue) != null) {
                    throw new IllegalArgumentException("two models are called " + model.name());
                }
            }
            Server server = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
                    .maxInboundMessageSize(Limits.REQUEST_BYTES)
                    .flowControlWindow(Limits.FLOW_WINDOW_BYTES)
                    .permitKeepAliveTime(1, TimeUnit.MINUTES)
                    .intercept(new StreamErrorHeader())
                    .addService(new KserveService(queues))
                    .build()
                    .start();
            return new EmbeddedTriton(queues, heartbeats, server);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded Triton cannot start: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** {@code grpc://127.0.0.1:PORT}. */
    public String endpoint() {
        return "grpc://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port();
    }

    /** Requests that wait or run, over all models. */
    public int inFlight() {
        return queues.values().stream().mapToInt(ModelQueue::inFlight).sum();
    }

    /** Stops: running requests are cancelled and their folders removed. */
    @Override
    public void close() {
        server.shutdownNow();
        new ArrayList<>(queues.values()).forEach(ModelQueue::close);
        heartbeats.close();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * How a server runs.
     *
     * @param port 0 for one that is free
     * @param instances requests a model works on at a time
     * @param queueSize requests that may wait at a model; one more is refused as a Triton refuses it
     * @param heartbeat the longest silence while a request is worked on
     * @param workRoot where requests get their folders
     */
    public record Settings(int port, int instances, int queueSize, Duration heartbeat, Path workRoot) {
        public Settings {
            Objects.requireNonNull(heartbeat);
            Objects.requireNonNull(workRoot);
            if (port < 0 || instances < 1 || queueSize < 1 || heartbeat.isNegative() || heartbeat.isZero()) {
                throw new IllegalArgumentException("no such server: " + port + ", " + instances + ", " + queueSize);
            }
        }

        /** A free port, 32 waiting requests, a sign of life every ten seconds. */
        public static Settings of(int instances, Path workRoot) {
            return new Settings(0, instances, 32, Duration.ofSeconds(10), workRoot);
        }

        public Settings withPort(int newPort) {
            return new Settings(newPort, instances, queueSize, heartbeat, workRoot);
        }
    }
}
