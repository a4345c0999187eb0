package io.tailforge.service.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Arrays of two or more dimensions as numpy's {@code .npy}, format 1.0, float32, little-endian, C order. */
final class NpyFile {
    /** Magic, version and the header's own length. */
    private static final int PREAMBLE = 10;

    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    static void write(Path file, float[] values, int... shape) throws IOException {
        byte[] header = header(shape);
        ByteBuffer bytes =
                ByteBuffer.allocate(header.length + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header).asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }

    private static byte[] header(int... shape) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': ("
                + Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ")) + "), }";
        int length = (PREAMBLE + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (length - PREAMBLE))
                .put((text + " ".repeat(length - PREAMBLE - text.length() - 1) + "\n")
                        .getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
