package io.tailforge.conditioning.rdshq;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Arrays as {@code numpy.save} writes them, version 1.0. */
final class NpyBytes {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyBytes() {}

    /** A row-major 4x4 as float32. */
    static byte[] matrix(double[] rowMajor) {
        ByteBuffer buffer = header("<f4", "(4, 4)", 4 * rowMajor.length);
        for (double value : rowMajor) {
            buffer.putFloat((float) value);
        }
        return buffer.array();
    }

    /** A vector as float64. */
    static byte[] vector(double... values) {
        ByteBuffer buffer = header("<f8", "(" + values.length + ",)", 8 * values.length);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    private static ByteBuffer header(String type, String shape, int dataBytes) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int unpadded = MAGIC.length + 2 + text.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        String line = text + " ".repeat(padding) + "\n";
        return ByteBuffer.allocate(unpadded + padding + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) line.length())
                .put(line.getBytes(StandardCharsets.US_ASCII));
    }
}
