package io.tailforge.generation.triton;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.tailforge.generation.kserve.RepositoryModelLoadRequest;
import io.tailforge.generation.kserve.RepositoryModelUnloadRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * Models whose process a Triton called dead while it called the model ready. Such a process comes back when the model is
 * unloaded and loaded, which a Triton allows where it runs with {@code --model-control-mode=explicit}.
 */
final class DeadModels {
    /** Triton's word for such a process. */
    static final String TOKEN = "TF-ENGINE-STUB";

    private final Set<ContractModel> dead = new ConcurrentSkipListSet<>();

    void note(ContractModel model, GenerationException failure) {
        if (failure.token().equals(TOKEN)) {
            dead.add(model);
        }
    }

    /** Unloads and loads each once. @throws GenerationException of the first that the server does not load again */
    void revive(Channel channel, Duration patience) {
        for (ContractModel model : List.copyOf(dead)) {
            dead.remove(model);
            reload(channel, patience, model.wireName());
        }
    }

    private static void reload(Channel channel, Duration patience, String model) {
        GRPCInferenceServiceBlockingStub stub = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            stub.repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                    .setModelName(model)
                    .build());
            stub.repositoryModelLoad(
                    RepositoryModelLoadRequest.newBuilder().setModelName(model).build());
        } catch (StatusRuntimeException e) {
            throw ErrorFamily.ENGINE.error(
                    "STUB",
                    "the process of " + model + " is dead and the server does not load it again: "
                            + WireErrors.fromStatus(e.getStatus()).getMessage());
        }
    }
}
