package io.tailforge.generation.triton;

import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on one stream, read by one thread. The next message is asked for when the last one was taken, so that a slow
 * disk slows the server down and nothing piles up.
 */
public final class InferCall
        implements ClientResponseObserver<ModelInferRequest, ModelStreamInferResponse>, AutoCloseable {
    /** Messages asked for ahead of the reader. */
    private static final int AHEAD = 2;

    private static final long POLL_MILLIS = 100;

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BooleanSupplier cancelled;
    private final long silenceNanos;
    private @Nullable ClientCallStreamObserver<ModelInferRequest> call;
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
                .withDeadline(Deadline.after(settings.deadline().toMillis(), TimeUnit.MILLISECONDS))
                .modelStreamInfer(inferCall);
        inferCall.requireCall().onNext(request);
        inferCall.requireCall().onCompleted();
        return inferCall;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ModelInferRequest> requestStream) {
        call = requestStream;
        requestStream.disableAutoRequestWithInitial(AHEAD);
    }

    @Override
    public void onNext(ModelStreamInferResponse response) {
        messages.add(new Message.Response(response));
    }

    @Override
    public void onError(Throwable failure) {
        messages.add(new Message.End(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
        messages.add(new Message.End(Status.OK));
    }

    /**
     * The next response; empty at the stream's end.
     *
     * @throws io.tailforge.generation.GenerationException where the server, the deadline, a silence or the caller ends it
     */
    public Optional<ModelInferResponse> next() {
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw ErrorFamily.CANCELLED.error("cancelled by the caller");
            }
            Optional<Message> message = poll();
            if (message.isPresent()) {
                lastMessageNanos = System.nanoTime();
                accepted = true;
                return take(message.get());
            }
            if (accepted && System.nanoTime() - lastMessageNanos > silenceNanos) {
                throw ErrorFamily.ENGINE.error(
                        "SILENT", "nothing heard for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(silenceNanos)));
            }
        }
    }

    private Optional<ModelInferResponse> take(Message message) {
        return switch (message) {
            case Message.End end when end.status().isOk() -> Optional.empty();
            case Message.End end -> throw WireErrors.fromStatus(end.status());
            case Message.Response response -> {
                requireCall().request(1);
                yield Optional.of(unwrap(response.response()));
            }
        };
    }

    /** A server that ignores {@code triton_grpc_error} reports in the message. */
    private static ModelInferResponse unwrap(ModelStreamInferResponse response) {
        if (!response.getErrorMessage().isEmpty()) {
            throw WireErrors.fromStatus(Status.UNKNOWN.withDescription(response.getErrorMessage()));
        }
        return response.getInferResponse();
    }

    private Optional<Message> poll() {
        try {
            return Optional.ofNullable(messages.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted");
        }
    }

    private ClientCallStreamObserver<ModelInferRequest> requireCall() {
        if (call == null) {
            throw new IllegalStateException("the call was not started");
        }
        return call;
    }

    /** Cancels at the server what is not finished. */
    @Override
    public void close() {
        requireCall().cancel("the client is done", null);
    }

    private sealed interface Message {
        record Response(ModelStreamInferResponse response) implements Message {}

        record End(Status status) implements Message {}
    }
}
