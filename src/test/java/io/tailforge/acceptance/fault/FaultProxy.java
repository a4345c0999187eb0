package io.tailforge.acceptance.fault;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCredentials;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.tailforge.generation.contract.Limits;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import io.tailforge.generation.triton.TritonChannel;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a Triton. Whatever is called goes through untouched, but for the answers to
 * {@code ModelStreamInfer}: those that the plan picks are broken on the way.
 */
final class FaultProxy implements AutoCloseable {
    private static final String INFER = "inference.GRPCInferenceService/ModelStreamInfer";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<WireFault, AtomicInteger> struck = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Truth truth;
    private final FaultPlan plan;
    private final Supplier<Meddler> sound;
    private final ServerCredentials credentials;
    private final ManagedChannel channel;
    private final int port;
    private final String scheme;
    private Server server;

    private FaultProxy(
            String upstream, Truth truth, FaultPlan plan, Supplier<Meddler> sound, Optional<ServerCredentials> tls) {
        this.truth = truth;
        this.plan = plan;
        this.sound = sound;
        this.credentials = tls.orElseGet(InsecureServerCredentials::create);
        this.scheme = tls.isPresent() ? "grpcs" : "grpc";
        this.channel = TritonChannel.open(TritonEndpoint.parse(upstream), TritonSettings.defaults());
        this.server = listen(0);
        this.port = server.getPort();
    }

    /** @param truth what the Triton behind it really makes; filled in as it passes through, and played back from there */
    static FaultProxy before(String upstream, Truth truth, FaultPlan plan) {
        return new FaultProxy(upstream, truth, plan, Meddler::none, Optional.empty());
    }

    /** @param watcher of each answer, which lets everything pass in its own time */
    static FaultProxy watched(String upstream, Truth truth, Supplier<Meddler> watcher) {
        return new FaultProxy(upstream, truth, FaultPlan.none(), watcher, Optional.empty());
    }

    static FaultProxy behindTls(String upstream, Truth truth, FaultPlan plan, ServerCredentials tls) {
        return new FaultProxy(upstream, truth, plan, Meddler::none, Optional.of(tls));
    }

    private Server listen(int wanted) {
        try {
            return NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), credentials)
                    .maxInboundMessageSize(Limits.REQUEST_BYTES)
                    .flowControlWindow(Limits.FLOW_WINDOW_BYTES)
                    .executor(threads)
                    .fallbackHandlerRegistry(new EveryMethod())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return scheme + "://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /** Inferences asked of it. */
    int asked() {
        return asked.get();
    }

    /** How often a fault was done. */
    int struck(WireFault fault) {
        return struck.getOrDefault(fault, new AtomicInteger()).get();
    }

    /** Dies with everything in it and is there again, as a server that is killed and started anew. */
    private synchronized void crash() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server = listen(port);
    }

    @Override
    public synchronized void close() {
        server.shutdownNow();
        channel.shutdownNow();
        threads.shutdownNow();
    }

    private final class EveryMethod extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(Bytes.ALIKE, Bytes.ALIKE)
                    .setFullMethodName(name)
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .build();
            return ServerMethodDefinition.create(method, FaultProxy.this::relay);
        }
    }

    private ServerCall.Listener<byte[]> relay(ServerCall<byte[], byte[]> down, Metadata headers) {
        if (down.getMethodDescriptor().getFullMethodName().equals(INFER)) {
            return new Inference(down, headers);
        }
        ClientCall<byte[], byte[]> up = channel.newCall(down.getMethodDescriptor(), CallOptions.DEFAULT);
        up.start(new Back(down), headers);
        up.request(Integer.MAX_VALUE);
        down.request(Integer.MAX_VALUE);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(byte[] message) {
                up.sendMessage(message);
            }

            @Override
            public void onHalfClose() {
                up.halfClose();
            }

            @Override
            public void onCancel() {
                up.cancel("the client gave up", null);
            }
        };
    }

    /** Answers of a method that is none of ours to break. */
    private static final class Back extends ClientCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> down;
        private boolean begun;

        Back(ServerCall<byte[], byte[]> down) {
            this.down = down;
        }

        @Override
        public void onHeaders(Metadata headers) {
            down.sendHeaders(headers);
            begun = true;
        }

        @Override
        public void onMessage(byte[] message) {
            down.sendMessage(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!begun && status.isOk()) {
                down.sendHeaders(new Metadata());
            }
            down.close(status, trailers);
        }
    }

    /** One inference: the answer is fetched, or played back where it is known, and goes through what the plan puts there. */
    private final class Inference extends ServerCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> down;
        private final Metadata headers;
        private final Answer answer;
        private @Nullable ClientCall<byte[], byte[]> up;

        Inference(ServerCall<byte[], byte[]> down, Metadata headers) {
            this.down = down;
            this.headers = headers;
            this.answer = new Answer(down, FaultProxy.this::crash);
            down.request(1);
        }

        @Override
        public void onMessage(byte[] message) {
            ModelInferRequest request = parse(message);
            if (request.getId().equals("probe")) { // a client that heard nothing asks whether the model lives
                down.close(Status.INVALID_ARGUMENT.withDescription("TF-CONTRACT-JSON: a probe"), new Metadata());
                return;
            }
            asked.incrementAndGet();
            Truth.Key key = Truth.keyOf(request);
            Optional<WireFault> fault = plan.at(key);
            answer.begin(request.getId());
            fault.ifPresent(
                    f -> struck.computeIfAbsent(f, any -> new AtomicInteger()).incrementAndGet());
            Meddler meddler = fault.map(f -> f.meddle(key, truth)).orElseGet(sound);
            if (meddler.answersByItself(answer)) {
                return;
            }
            Optional<Truth.Recording> known = truth.find(key);
            if (known.isPresent()) {
                threads.execute(() -> known.get().play(meddler, answer));
            } else {
                forward(message, truth.record(key, meddler, answer));
            }
        }

        private void forward(byte[] message, Truth.Recorder recorder) {
            ClientCall<byte[], byte[]> call = channel.newCall(
                    MethodDescriptor.newBuilder(Bytes.ALIKE, Bytes.ALIKE)
                            .setFullMethodName(INFER)
                            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                            .build(),
                    CallOptions.DEFAULT);
            up = call;
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(byte[] response) {
                            recorder.said(parseResponse(response));
                            call.request(1);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            recorder.ended(status);
                        }
                    },
                    headers);
            call.request(1);
            call.sendMessage(message);
            call.halfClose();
        }

        @Override
        public void onCancel() {
            answer.abandoned();
            if (up != null) {
                up.cancel("the client gave up", null);
            }
        }
    }

    private static ModelInferRequest parse(byte[] message) {
        try {
            return ModelInferRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelStreamInferResponse parseResponse(byte[] message) {
        try {
            return ModelStreamInferResponse.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Messages as they lie on the wire. */
    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        ALIKE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
