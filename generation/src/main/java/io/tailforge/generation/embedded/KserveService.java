package io.tailforge.generation.embedded;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelConfigResponse;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelMetadataRequest;
import io.tailforge.generation.kserve.ModelMetadataResponse;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.kserve.ModelReadyResponse;
import io.tailforge.generation.kserve.ModelStatisticsRequest;
import io.tailforge.generation.kserve.ModelStatisticsResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import io.tailforge.generation.kserve.RepositoryIndexRequest;
import io.tailforge.generation.kserve.RepositoryIndexResponse;
import io.tailforge.generation.kserve.ServerLiveRequest;
import io.tailforge.generation.kserve.ServerLiveResponse;
import io.tailforge.generation.kserve.ServerMetadataRequest;
import io.tailforge.generation.kserve.ServerMetadataResponse;
import io.tailforge.generation.kserve.ServerReadyRequest;
import io.tailforge.generation.kserve.ServerReadyResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The methods of the protocol. */
final class KserveService extends GRPCInferenceServiceImplBase {
    static final String MODEL_VERSION = "1";

    private final Map<String, ModelQueue> queues;

    KserveService(Map<String, ModelQueue> queues) {
        this.queues = Map.copyOf(queues);
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> out) {
        answer(out, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> out) {
        answer(out, () -> ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> out) {
        answer(out, () -> ServerMetadataResponse.newBuilder()
                .setName("tailforge-embedded")
                .setVersion(ContractModel.MULTIVIEW_VIDEO.contractId())
                .addAllExtensions(List.of("model_repository", "model_configuration", "statistics"))
                .build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> out) {
        boolean ready = queues.containsKey(request.getName()) && isVersion(request.getVersion());
        answer(out, () -> ModelReadyResponse.newBuilder().setReady(ready).build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> out) {
        answer(out, () -> {
            ModelQueue queue = getQueue(request.getName(), request.getVersion());
            return ModelMetadataResponse.newBuilder()
                    .setName(queue.caps().model().wireName())
                    .addVersions(MODEL_VERSION)
                    .setPlatform(ModelDescriptions.PLATFORM)
                    .addAllInputs(ModelDescriptions.metadata(Tensors.INPUTS))
                    .addAllOutputs(ModelDescriptions.metadata(Tensors.OUTPUTS))
                    .build();
        });
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> out) {
        answer(out, () -> ModelConfigResponse.newBuilder()
                .setConfig(ModelDescriptions.config(getQueue(request.getName(), request.getVersion())))
                .build());
    }

    @Override
    public void modelStatistics(ModelStatisticsRequest request, StreamObserver<ModelStatisticsResponse> out) {
        answer(out, () -> {
            ModelStatisticsResponse.Builder all = ModelStatisticsResponse.newBuilder();
            if (request.getName().isEmpty()) {
                queues.keySet().stream().sorted().forEach(name -> all.addModelStats(statisticsOf(name)));
            } else {
                getQueue(request.getName(), request.getVersion());
                all.addModelStats(statisticsOf(request.getName()));
            }
            return all.build();
        });
    }

    private io.tailforge.generation.kserve.ModelStatistics statisticsOf(String name) {
        return getQueue(name, "").statistics().write(name);
    }

    @Override
    public void repositoryIndex(RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> out) {
        answer(out, () -> {
            RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
            queues.keySet().stream().sorted().forEach(name -> index.addModelsBuilder()
                    .setName(name)
                    .setVersion(MODEL_VERSION)
                    .setState("READY"));
            return index.build();
        });
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> out) {
        answer(out, () -> {
            getQueue(request.getModelName(), request.getModelVersion());
            throw Status.UNIMPLEMENTED
                    .withDescription("ModelInfer RPC doesn't support models with decoupled transaction policy")
                    .asRuntimeException();
        });
    }

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> out) {
        ServerCallStreamObserver<ModelStreamInferResponse> call =
                (ServerCallStreamObserver<ModelStreamInferResponse>) out;
        return new InferStream(call, StreamErrorHeader.endsStream(), this::getQueue);
    }

    private ModelQueue getQueue(String name, String version) {
        ModelQueue queue = queues.get(name);
        if (queue == null || !isVersion(version)) {
            throw Status.NOT_FOUND
                    .withDescription("Request for unknown model: '" + name + "' is not found")
                    .asRuntimeException();
        }
        return queue;
    }

    private static boolean isVersion(String version) {
        return version.isEmpty() || version.equals(MODEL_VERSION);
    }

    private static <T> void answer(StreamObserver<T> out, Supplier<T> response) {
        try {
            out.onNext(response.get());
            out.onCompleted();
        } catch (io.grpc.StatusRuntimeException e) {
            out.onError(e);
        }
    }
}
