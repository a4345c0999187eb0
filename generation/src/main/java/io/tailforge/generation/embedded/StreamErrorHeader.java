package io.tailforge.generation.embedded;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Triton's header {@code triton_grpc_error: true}: the client wants an error to end the stream with its status, not an
 * {@code error_message} on a stream that lives on.
 */
final class StreamErrorHeader implements ServerInterceptor {
    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("triton_grpc_error", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Boolean> ENDS_STREAM = Context.keyWithDefault("triton_grpc_error", false);

    static boolean endsStream() {
        return ENDS_STREAM.get();
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        boolean wanted = "true".equals(headers.get(HEADER));
        return Contexts.interceptCall(Context.current().withValue(ENDS_STREAM, wanted), call, headers, next);
    }
}
