package io.tailforge.generation.contract;

import io.grpc.Channel;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelReadyRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a server for its models of the contract. */
public final class ServedModels {
    private ServedModels() {}

    /**
     * What the models say that are ready, at least one.
     *
     * @param timeout of each call
     * @throws io.grpc.StatusRuntimeException where the server does not answer
     * @throws io.tailforge.generation.GenerationException as {@link CapsDocument#of}; {@code TF-CAP-MODEL} where none is
     *     ready
     */
    public static List<ModelCaps> read(Channel channel, Duration timeout) {
        List<ModelCaps> models = Arrays.stream(ContractModel.values())
                .flatMap(model -> find(channel, timeout, model).stream())
                .toList();
        if (models.isEmpty()) {
            throw ErrorFamily.CAP.error("MODEL", "the server has neither multiview_video nor lidar_sweep ready");
        }
        return models;
    }

    private static Optional<ModelCaps> find(Channel channel, Duration timeout, ContractModel model) {
        GRPCInferenceServiceBlockingStub stub = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
        String name = model.wireName();
        if (!stub.modelReady(ModelReadyRequest.newBuilder().setName(name).build())
                .getReady()) {
            return Optional.empty();
        }
        ModelConfigRequest ask = ModelConfigRequest.newBuilder().setName(name).build();
        return Optional.of(CapsDocument.of(model, stub.modelConfig(ask).getConfig()));
    }
}
