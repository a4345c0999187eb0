package io.tailforge.generation.embedded;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * One stream of a client: requests come in, responses go out when the client has room for them. The stream's own monitor
 * guards the call, which is not safe for use by several threads.
 */
final class InferStream implements StreamObserver<ModelInferRequest> {
    private final ServerCallStreamObserver<ModelStreamInferResponse> call;
    private final boolean errorEndsStream;
    private final BiFunction<String, String, ModelQueue> queues;
    private int openRequests;
    private boolean clientIsDone;
    private boolean closed;

    InferStream(
            ServerCallStreamObserver<ModelStreamInferResponse> call,
            boolean errorEndsStream,
            BiFunction<String, String, ModelQueue> queues) {
        this.call = call;
        this.errorEndsStream = errorEndsStream;
        this.queues = queues;
        call.setOnReadyHandler(this::wake);
        call.setOnCancelHandler(this::wake);
    }

    @Override
    public void onNext(ModelInferRequest request) {
        synchronized (this) {
            openRequests++;
        }
        try {
            queues.apply(request.getModelName(), request.getModelVersion()).submit(request, this);
        } catch (RuntimeException e) {
            fail(request, e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        wake();
    }

    @Override
    public synchronized void onCompleted() {
        clientIsDone = true;
        closeIfIdle();
    }

    synchronized boolean isCancelled() {
        return closed || call.isCancelled();
    }

    /** Blocks until the client has room, giving up the monitor meanwhile. @throws CancellationException where it is gone */
    synchronized void awaitRoom() {
        while (!isCancelled() && !call.isReady()) {
            pause();
        }
        requireOpen();
    }

    /** Sends when the client has room. */
    synchronized void send(ModelInferResponse response) {
        awaitRoom();
        call.onNext(
                ModelStreamInferResponse.newBuilder().setInferResponse(response).build());
    }

    /** Sends only if the client has room now. @return whether it was sent */
    synchronized boolean offer(ModelInferResponse response) {
        if (isCancelled() || !call.isReady()) {
            return false;
        }
        call.onNext(
                ModelStreamInferResponse.newBuilder().setInferResponse(response).build());
        return true;
    }

    /** Ends a request that succeeded. */
    synchronized void finish(ModelInferRequest request) {
        if (wantsFinalResponse(request)) {
            send(ModelInferResponse.newBuilder()
                    .setModelName(request.getModelName())
                    .setModelVersion(KserveService.MODEL_VERSION)
                    .setId(request.getId())
                    .putParameters("triton_final_response", flag(true))
                    .build());
        }
        openRequests--;
        closeIfIdle();
    }

    /** Ends a request that failed; with Triton's header the whole stream. */
    synchronized void fail(ModelInferRequest request, Throwable failure) {
        openRequests--;
        if (isCancelled()) {
            return;
        }
        StatusRuntimeException status = WireErrors.toStatus(failure);
        if (errorEndsStream) {
            closed = true;
            call.onError(status);
        } else {
            call.onNext(errorMessage(request, status));
            closeIfIdle();
        }
        notifyAll();
    }

    private static ModelStreamInferResponse errorMessage(ModelInferRequest request, StatusRuntimeException status) {
        return ModelStreamInferResponse.newBuilder()
                .setErrorMessage(String.valueOf(status.getStatus().getDescription()))
                .setInferResponse(ModelInferResponse.newBuilder()
                        .setId(request.getId())
                        .putParameters("triton_final_response", flag(true)))
                .build();
    }

    static InferParameter flag(boolean value) {
        return InferParameter.newBuilder().setBoolParam(value).build();
    }

    private static boolean wantsFinalResponse(ModelInferRequest request) {
        InferParameter wanted = request.getParametersMap().get("triton_enable_empty_final_response");
        return wanted != null && wanted.getBoolParam();
    }

    private void closeIfIdle() {
        if (clientIsDone && openRequests == 0 && !isCancelled()) {
            closed = true;
            call.onCompleted();
        }
    }

    private void requireOpen() {
        if (isCancelled()) {
            throw new CancellationException("the client is gone");
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the server stops");
        }
    }
}
