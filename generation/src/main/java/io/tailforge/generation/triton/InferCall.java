package io.tailforge.generation.triton;

import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on one stream, read by one thread. The next message is asked for when the last one was taken, so that a slow
 * disk slows the server down and nothing piles up.
 */
public final class InferCall implements AutoCloseable {
    /** Messages asked for ahead of the reader. */
    private static final int AHEAD = 2;

    private static final long POLL_MILLIS = 100;

    private final CallThread thread = new CallThread();
    private final Answers answers = new Answers();
    private final BooleanSupplier cancelled;
    private final long silenceNanos;
    private long lastMessageNanos = System.nanoTime();
    private boolean accepted;

    private InferCall(TritonSettings settings, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.silenceNanos = settings.silence().toNanos();
    }

    public static InferCall start(
            Channel channel, TritonSettings settings, ModelInferRequest request, BooleanSupplier cancelled) {
        InferCall inferCall = new InferCall(settings, cancelled);
        GRPCInferenceServiceGrpc.newStub(channel)
                .withExecutor(inferCall.thread)
                .withDeadline(Deadline.after(settings.deadline().toMillis(), TimeUnit.MILLISECONDS))
                .modelStreamInfer(inferCall.answers);
        inferCall.answers.requireCall().onNext(request);
        inferCall.answers.requireCall().onCompleted();
        return inferCall;
    }

    /**
     * The next response; empty at the stream's end.
     *
     * @throws GenerationException where the server, the deadline, a silence or the caller ends it
     */
    public Optional<ModelInferResponse> next() {
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw ErrorFamily.CANCELLED.error("cancelled by the caller");
            }
            ModelStreamInferResponse response = answers.messages.poll();
            if (response != null) {
                answers.requireCall().request(1);
                return Optional.of(unwrap(response));
            }
            if (answers.end != null) {
                return end(answers.end);
            }
            await();
        }
    }

    /** Runs what came. */
    private void await() {
        try {
            thread.runNext(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted");
        }
        if (!answers.messages.isEmpty() || answers.end != null) {
            lastMessageNanos = System.nanoTime();
            accepted = true;
        } else if (accepted && System.nanoTime() - lastMessageNanos > silenceNanos) {
            throw ErrorFamily.ENGINE.error(
                    "SILENT", "nothing heard for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(silenceNanos)));
        }
    }

    private static ModelInferResponse unwrap(ModelStreamInferResponse response) {
        if (!response.getErrorMessage().isEmpty()) {
            throw notOurs(WireErrors.fromText(response.getErrorMessage()));
        }
        return response.getInferResponse();
    }

    private Optional<ModelInferResponse> end(Status status) {
        if (status.isOk()) {
            return Optional.empty();
        }
        if (answers.begun && status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
            throw ErrorFamily.PROTOCOL.error("PIECE", "an answer is too large: " + status.getDescription());
        }
        throw notOurs(WireErrors.fromStatus(status));
    }

    /** The caller did not cancel, or he would not be told: what the server calls cancelled, it gave up. */
    private static GenerationException notOurs(GenerationException failure) {
        return ErrorFamily.of(failure.token()) == ErrorFamily.CANCELLED
                ? ErrorFamily.NETWORK.error("ABORTED", "the server gave the request up: " + failure.getMessage())
                : failure;
    }

    /** Cancels at the server what is not finished. */
    @Override
    public void close() {
        answers.requireCall().cancel("the client is done", null);
        thread.leave();
    }

    /** What came and was not taken; touched by the call's thread alone. */
    private static final class Answers implements ClientResponseObserver<ModelInferRequest, ModelStreamInferResponse> {
        private final Queue<ModelStreamInferResponse> messages = new ArrayDeque<>();
        private @Nullable ClientCallStreamObserver<ModelInferRequest> call;
        private @Nullable Status end;
        private boolean begun;

        @Override
        public void beforeStart(ClientCallStreamObserver<ModelInferRequest> requestStream) {
            call = requestStream;
            requestStream.disableAutoRequestWithInitial(AHEAD);
        }

        @Override
        public void onNext(ModelStreamInferResponse response) {
            begun = true;
            messages.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            end = Status.fromThrowable(failure);
        }

        @Override
        public void onCompleted() {
            end = Status.OK;
        }

        private ClientCallStreamObserver<ModelInferRequest> requireCall() {
            if (call == null) {
                throw new IllegalStateException("the call was not started");
            }
            return call;
        }
    }
}
