package io.tailforge.lidargen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A numpy archive in memory: stored, little-endian, with a fixed time, so that the same arrays give the same bytes. A shape is
 * written as Python does: {@code (3,)}, {@code (2, 3)}.
 */
public final class Npz {
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ByteArrayOutputStream bytes;
    private final ZipOutputStream zip;

    public Npz(int expectedBytes) {
        bytes = new ByteArrayOutputStream(expectedBytes);
        zip = new ZipOutputStream(bytes);
    }

    public Npz put(String name, String shape, byte[] values) {
        return put(name, "|u1", shape, values);
    }

    public Npz put(String name, String shape, short[] values) {
        ByteBuffer buffer = little(2 * values.length);
        buffer.asShortBuffer().put(values);
        return put(name, "<u2", shape, buffer.array());
    }

    public Npz put(String name, String shape, int[] values) {
        ByteBuffer buffer = little(4 * values.length);
        buffer.asIntBuffer().put(values);
        return put(name, "<i4", shape, buffer.array());
    }

    public Npz put(String name, String shape, float[] values) {
        ByteBuffer buffer = little(4 * values.length);
        buffer.asFloatBuffer().put(values);
        return put(name, "<f4", shape, buffer.array());
    }

    public Npz put(String name, String shape, double[] values) {
        ByteBuffer buffer = little(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        return put(name, "<f8", shape, buffer.array());
    }

    public Npz put(String name, long value) {
        return put(name, "<i8", "()", little(8).putLong(value).array());
    }

    private Npz put(String name, String type, String shape, byte[] data) {
        byte[] header = header(type, shape);
        CRC32 crc = new CRC32();
        crc.update(header);
        crc.update(data);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) header.length + data.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED_TIME);
        try {
            zip.putNextEntry(entry);
            zip.write(header);
            zip.write(data);
            zip.closeEntry();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return this;
    }

    public byte[] finish() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Magic, version 1.0, and the dictionary padded so that the data start at a multiple of 64. */
    private static byte[] header(String type, String shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int padded = (10 + text.length() + 1 + 63) / 64 * 64;
        String line = text + " ".repeat(padded - 11 - text.length()) + "\n";
        return little(padded)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (padded - 10))
                .put(line.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
