package io.tailforge.generation.triton;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.tailforge.generation.kserve.ModelConfig;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelConfigResponse;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.kserve.ModelReadyResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A server that answers whatever it is told to, right or wrong. */
public final class RogueTriton implements AutoCloseable {
    static final String CAPS = """
            {"kinds":["points"],"max_views":9,"max_frames":99,"max_width":999,"max_height":999,
             "deterministic":"no","controls":[]}""";

    private final Server server;

    private RogueTriton(Server server) {
        this.server = server;
    }

    public static RogueTriton serving(Map<String, String> parameters, Answer answer) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Service(parameters, answer))
                .build()
                .start();
        return new RogueTriton(server);
    }

    public static RogueTriton answering(Answer answer) throws IOException {
        return serving(parameters("tailforge.lidar_sweep/1", CAPS), answer);
    }

    public static Map<String, String> parameters(String contract, String caps) {
        return Map.of(
                "contract",
                contract,
                "engine",
                "rogue",
                "engine_version",
                "1",
                "weights_sha256",
                "0".repeat(64),
                "device",
                "cpu",
                "caps",
                caps);
    }

    public String endpoint() {
        return "grpc://127.0.0.1:" + server.getPort();
    }

    /** A response that carries an event and pieces. */
    public static ModelStreamInferResponse response(String id, String event, ByteString... pieces) {
        return ModelStreamInferResponse.newBuilder()
                .setInferResponse(ModelInferResponse.newBuilder()
                        .setId(id)
                        .addOutputs(output(Tensors.EVENT_JSON, 1))
                        .addOutputs(output(Tensors.DATA, pieces.length))
                        .addRawOutputContents(BytesTensor.ofOne(event.getBytes(StandardCharsets.UTF_8)))
                        .addRawOutputContents(BytesTensor.encode(List.of(pieces))))
                .build();
    }

    private static ModelInferResponse.InferOutputTensor output(String name, int elements) {
        return ModelInferResponse.InferOutputTensor.newBuilder()
                .setName(name)
                .setDatatype("BYTES")
                .addShape(elements)
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    /** What it says to a request. */
    @FunctionalInterface
    public interface Answer {
        void to(ModelInferRequest request, StreamObserver<ModelStreamInferResponse> out);
    }

    private static final class Service extends GRPCInferenceServiceImplBase {
        private final Map<String, String> parameters;
        private final Answer answer;

        Service(Map<String, String> parameters, Answer answer) {
            this.parameters = parameters;
            this.answer = answer;
        }

        @Override
        public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> out) {
            out.onNext(ModelReadyResponse.newBuilder()
                    .setReady(request.getName().equals(modelOf(parameters)))
                    .build());
            out.onCompleted();
        }

        private static String modelOf(Map<String, String> parameters) {
            return parameters.getOrDefault("contract", "").contains("multiview_video")
                    ? "multiview_video"
                    : "lidar_sweep";
        }

        @Override
        public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> out) {
            ModelConfig.Builder config = ModelConfig.newBuilder().setName(request.getName());
            config.getModelTransactionPolicyBuilder().setDecoupled(true);
            parameters.forEach((key, value) -> config.putParameters(
                    key,
                    ModelConfig.Parameter.newBuilder().setStringValue(value).build()));
            out.onNext(ModelConfigResponse.newBuilder().setConfig(config).build());
            out.onCompleted();
        }

        @Override
        public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ModelInferRequest request) {
                    answer.to(request, out);
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }
    }

    static Status busy() {
        return Status.UNAVAILABLE.withDescription("Exceeds maximum queue size");
    }
}
