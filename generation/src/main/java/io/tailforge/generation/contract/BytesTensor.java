package io.tailforge.generation.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The raw content of a BYTES tensor: elements one after another, each a little-endian 32-bit length and then its bytes. */
public final class BytesTensor {
    /** Length of an element's header. */
    public static final int HEADER = 4;

    private BytesTensor() {}

    public static ByteString encode(List<ByteString> elements) {
        ByteString raw = ByteString.EMPTY;
        for (ByteString element : elements) {
            raw = raw.concat(header(element.size())).concat(element);
        }
        return raw;
    }

    /** Encodes without copying the bytes, which must not change afterwards. */
    public static ByteString ofOne(byte[] element) {
        return header(element.length).concat(UnsafeByteOperations.unsafeWrap(element));
    }

    private static ByteString header(int length) {
        return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
    }

    /**
     * The elements, sharing memory with {@code raw}.
     *
     * @param name of the tensor, for the message
     * @throws io.tailforge.generation.GenerationException {@code <family>-BYTES} where the framing is broken or the
     *     count is another
     */
    public static List<ByteString> decode(String name, ByteString raw, long count, ErrorFamily family) {
        List<ByteString> elements = new ArrayList<>();
        int at = 0;
        while (at < raw.size()) {
            ByteString element = element(name, raw, at, family);
            elements.add(element);
            at += HEADER + element.size();
        }
        if (elements.size() != count) {
            throw family.error("BYTES", name + " has " + elements.size() + " elements, its shape says " + count);
        }
        return elements;
    }

    private static ByteString element(String name, ByteString raw, int at, ErrorFamily family) {
        int available = raw.size() - at - HEADER;
        if (available < 0) {
            throw family.error("BYTES", "incomplete string length in " + name);
        }
        int length = raw.substring(at, at + HEADER)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (length < 0 || length > available) {
            throw family.error(
                    "BYTES",
                    "incomplete string data for inference input '%s', expecting string of length %d but only %d bytes available"
                            .formatted(name, Integer.toUnsignedLong(length), available));
        }
        return raw.substring(at + HEADER, at + HEADER + length);
    }
}
