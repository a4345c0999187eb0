package io.tailforge.generation.triton;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
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
    private static final MethodDescriptor<ModelInferRequest, Received> METHOD =
            GRPCInferenceServiceGrpc.getModelStreamInferMethod().toBuilder(
                            GRPCInferenceServiceGrpc.getModelStreamInferMethod().getRequestMarshaller(),
                            Received.MARSHALLER)
                    .build();

    /** Messages asked for ahead of the reader. */
    private static final int AHEAD = 2;

    private static final long POLL_MILLIS = 100;

    private final CallThread thread = new CallThread();
    private final Answers answers = new Answers();
    private final ClientCall<ModelInferRequest, Received> call;
    private final BooleanSupplier cancelled;
    private final Silence silence;
    private @Nullable Received taken;

    private InferCall(Channel channel, TritonSettings settings, Silence silence, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.silence = silence;
        this.call = channel.newCall(
                METHOD,
                CallOptions.DEFAULT
                        .withExecutor(thread)
                        .withDeadlineAfter(settings.deadline().toMillis(), TimeUnit.MILLISECONDS));
    }

    public static InferCall start(
            Channel channel, TritonSettings settings, ModelInferRequest request, BooleanSupplier cancelled) {
        Silence silence = new Silence(settings.silence(), () -> StubProbe.start(channel, request.getModelName()));
        InferCall inferCall = new InferCall(channel, settings, silence, cancelled);
        inferCall.call.start(inferCall.answers, new Metadata());
        inferCall.call.sendMessage(request);
        inferCall.call.halfClose();
        inferCall.call.request(AHEAD);
        return inferCall;
    }

    /**
     * The next response, good until the one after it is asked for or the call is closed; empty at the stream's end.
     *
     * @throws GenerationException where the server, the deadline, a silence or the caller ends it
     */
    public Optional<ModelInferResponse> next() {
        release();
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw ErrorFamily.CANCELLED.error("cancelled by the caller");
            }
            Received received = answers.waiting.poll();
            if (received != null) {
                taken = received;
                call.request(1);
                return Optional.of(unwrap(received.message()));
            }
            if (answers.end != null) {
                return end(answers.end);
            }
            await();
        }
    }

    private void release() {
        if (taken != null) {
            taken.close();
            taken = null;
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
        if (!answers.waiting.isEmpty()) {
            silence.broken();
        } else if (answers.begun && answers.end == null) {
            silence.bear();
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
        call.cancel("the client is done", null);
        release();
        answers.close();
        thread.leave();
    }

    /** What came and was not taken; touched by the call's thread alone until nobody takes any more. */
    private static final class Answers extends ClientCall.Listener<Received> {
        private final Queue<Received> waiting = new ArrayDeque<>();
        private volatile boolean closed;
        private @Nullable Status end;
        private boolean begun;

        @Override
        public void onMessage(Received received) {
            if (closed) {
                received.close();
                return;
            }
            begun = true;
            waiting.add(received);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end = status;
        }

        void close() {
            closed = true;
            waiting.forEach(Received::close);
            waiting.clear();
        }
    }
}
