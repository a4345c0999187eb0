package io.tailforge.generation.triton;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a model something that it refuses at once, to hear whether its process lives. A Triton goes on calling a model ready
 * whose process was killed, and says nothing more on the streams that it worked on; only who asks again is told. Any other
 * answer, and none, tells nothing: a model may be at work and not listen.
 */
final class StubProbe implements StreamObserver<ModelStreamInferResponse> {
    /** Triton takes a second to notice. */
    private static final int PATIENCE_SECONDS = 5;

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private volatile Optional<String> death = Optional.empty();

    static StubProbe start(Channel channel, String model) {
        StubProbe probe = new StubProbe();
        StreamObserver<ModelInferRequest> call = GRPCInferenceServiceGrpc.newStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .modelStreamInfer(probe);
        call.onNext(request(model));
        call.onCompleted();
        return probe;
    }

    private static ModelInferRequest request(String model) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName(model).setId("probe");
        request.addInputsBuilder()
                .setName(Tensors.REQUEST_JSON)
                .setDatatype(Tensors.DATATYPE)
                .addShape(1);
        return request.addRawInputContents(BytesTensor.ofOne(NOTHING)).build();
    }

    /** The server's words where it calls the process dead. */
    Optional<String> death() {
        return death;
    }

    @Override
    public void onNext(ModelStreamInferResponse response) {
        if (WireErrors.fromText(response.getErrorMessage()).token().equals(DeadModels.TOKEN)) {
            death = Optional.of(response.getErrorMessage());
        }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
}
