package io.tailforge.generation.conformance;

import static io.tailforge.generation.conformance.Rule.require;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelConfig;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelMetadataRequest;
import io.tailforge.generation.kserve.ModelMetadataResponse;
import io.tailforge.generation.kserve.ModelMetadataResponse.TensorMetadata;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.kserve.ModelStatisticsRequest;
import io.tailforge.generation.kserve.ServerLiveRequest;
import io.tailforge.generation.kserve.ServerReadyRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server says of itself and of its models. */
final class ServerRules {
    private static final String NOBODY = "no_model_of_this_name";
    private static final Set<String> DETERMINISM = Set.of("bitwise", "seeded", "no");

    static final List<Rule> LIST = List.of(
            new Rule("server.ready", "the server is live and ready", ServerRules::ready),
            new Rule(
                    "server.unknown-model",
                    "a model that is not there is not ready and not found",
                    ServerRules::unknown),
            new Rule("model.config", "a model is decoupled and unbatched and says what it can do", ServerRules::config),
            new Rule("model.tensors", "a model's tensors are the contract's, all BYTES", ServerRules::tensors),
            new Rule("model.unary", "a request outside a stream is refused", ServerRules::unary),
            new Rule("model.statistics", "a model counts what it served", ServerRules::statistics));

    private ServerRules() {}

    private static void ready(Subject server) {
        require(server.stub().serverLive(ServerLiveRequest.getDefaultInstance()).getLive(), "not live");
        require(
                server.stub()
                        .serverReady(ServerReadyRequest.getDefaultInstance())
                        .getReady(),
                "not ready");
    }

    private static void unknown(Subject server) {
        ModelReadyRequest ask = ModelReadyRequest.newBuilder().setName(NOBODY).build();
        try {
            require(!server.stub().modelReady(ask).getReady(), "a model that nobody has is ready");
        } catch (StatusRuntimeException e) {
            require(e.getStatus().getCode() == Status.Code.NOT_FOUND, "ModelReady answers " + e.getStatus());
        }
        requireStatus(
                () -> server.stub()
                        .modelConfig(
                                ModelConfigRequest.newBuilder().setName(NOBODY).build()),
                Status.Code.NOT_FOUND,
                Status.Code.INVALID_ARGUMENT);
    }

    private static void requireStatus(Runnable call, Status.Code... allowed) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            require(
                    List.of(allowed).contains(e.getStatus().getCode()),
                    "answers " + e.getStatus() + ", expected one of " + List.of(allowed));
            return;
        }
        throw new Rule.Broken("was answered, expected one of " + List.of(allowed));
    }

    private static void config(Subject server) {
        for (ModelCaps model : server.models()) {
            String name = model.model().wireName();
            ModelConfig config = server.stub()
                    .modelConfig(ModelConfigRequest.newBuilder().setName(name).build())
                    .getConfig();
            require(config.getMaxBatchSize() == 0, name + " has max_batch_size " + config.getMaxBatchSize());
            require(
                    model.model().kinds().containsAll(model.kinds()),
                    name + " offers " + model.kinds() + ", the contract knows "
                            + model.model().kinds());
            require(
                    DETERMINISM.contains(model.limits().determinism()),
                    name + " is deterministic: " + model.limits().determinism());
            require(model.engine().weightsSha256().matches("[0-9a-f]{64}"), name + " has no hash of its weights");
        }
    }

    private static void tensors(Subject server) {
        for (ModelCaps model : server.models()) {
            ModelMetadataResponse metadata = server.stub()
                    .modelMetadata(ModelMetadataRequest.newBuilder()
                            .setName(model.model().wireName())
                            .build());
            requireBytes(metadata.getInputsList(), Tensors.INPUTS);
            requireBytes(metadata.getOutputsList(), Tensors.OUTPUTS);
        }
    }

    private static void requireBytes(List<TensorMetadata> tensors, List<String> names) {
        Set<String> found = tensors.stream().map(TensorMetadata::getName).collect(Collectors.toSet());
        require(found.equals(Set.copyOf(names)), "has the tensors " + found + ", the contract " + names);
        tensors.forEach(tensor -> require(
                tensor.getDatatype().equals(Tensors.DATATYPE), tensor.getName() + " is " + tensor.getDatatype()));
    }

    private static void unary(Subject server) {
        ModelInferRequest wire = server.ask(server.models().getFirst()).wire("unary");
        requireStatus(() -> server.stub().modelInfer(wire), Status.Code.UNIMPLEMENTED);
    }

    private static void statistics(Subject server) {
        String name = server.models().getFirst().model().wireName();
        ModelStatisticsRequest ask =
                ModelStatisticsRequest.newBuilder().setName(name).build();
        require(server.stub().modelStatistics(ask).getModelStatsCount() == 1, "there are no statistics of " + name);
    }
}
