package io.tailforge.generation.triton;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Detachable;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A message whose bytes still lie in the buffers that the network filled: a piece goes from there to its file without a copy on
 * the heap. Neither the message nor anything of it may be touched after {@link #close}.
 */
record Received(ModelStreamInferResponse message, InputStream buffers) implements AutoCloseable {
    static final MethodDescriptor.Marshaller<Received> MARSHALLER = new Marshaller();

    @Override
    public void close() {
        try {
            buffers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Marshaller implements MethodDescriptor.Marshaller<Received> {
        @Override
        public InputStream stream(Received value) {
            throw new UnsupportedOperationException("only received");
        }

        @Override
        public Received parse(InputStream stream) {
            try {
                if (stream instanceof Detachable whole
                        && stream instanceof HasByteBuffer here
                        && here.byteBufferSupported()
                        && stream.markSupported()) {
                    return inPlace(whole.detach());
                }
                return new Received(ModelStreamInferResponse.parseFrom(stream), InputStream.nullInputStream());
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("no message: " + e)
                        .withCause(e)
                        .asRuntimeException();
            }
        }

        private static Received inPlace(InputStream buffers) throws IOException {
            try {
                return new Received(parse(bytesOf(buffers)), buffers);
            } catch (IOException | RuntimeException e) {
                buffers.close();
                throw e;
            }
        }

        /** Marked before it is walked through, because what is passed is otherwise given back. */
        private static ByteString bytesOf(InputStream buffers) throws IOException {
            buffers.mark(buffers.available());
            ByteString bytes = ByteString.EMPTY;
            for (int left = buffers.available(); left > 0; left = buffers.available()) {
                ByteBuffer next = Objects.requireNonNull(((HasByteBuffer) buffers).getByteBuffer());
                bytes = bytes.concat(UnsafeByteOperations.unsafeWrap(next));
                buffers.skipNBytes(next.remaining());
            }
            buffers.reset();
            return bytes;
        }

        private static ModelStreamInferResponse parse(ByteString bytes)
                throws InvalidProtocolBufferException, IOException {
            CodedInputStream coded = bytes.newCodedInput();
            coded.enableAliasing(true);
            ModelStreamInferResponse message = ModelStreamInferResponse.parser().parseFrom(coded);
            coded.checkLastTagWas(0);
            return message;
        }
    }
}
