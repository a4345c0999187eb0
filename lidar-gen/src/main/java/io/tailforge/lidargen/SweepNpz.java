package io.tailforge.lidargen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a sweep as a numpy archive: xyz float32 (N,3), intensity uint8, ring uint16, column uint16, time_us int32,
 * instance uint16, return_index uint8 (N each), lidar_to_world float64 (4,4), start_us int64 (). Stored, with a fixed time:
 * the same points give the same bytes.
 */
public final class SweepNpz {
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SweepNpz() {}

    public static void write(SweepPoints points, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes(points));
        }
    }

    public static byte[] bytes(SweepPoints points) {
        int n = points.size();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * n + 4096);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String each = "(" + n + ",)";
            put(zip, "xyz", "<f4", "(" + n + ", 3)", floats(points.xyz()));
            put(zip, "intensity", "|u1", each, points.intensity());
            put(zip, "ring", "<u2", each, shorts(points.ring()));
            put(zip, "column", "<u2", each, shorts(points.column()));
            put(zip, "time_us", "<i4", each, ints(points.timeMicros()));
            put(zip, "instance", "<u2", each, shorts(points.instance()));
            put(zip, "return_index", "|u1", each, points.returnIndex());
            put(
                    zip,
                    "lidar_to_world",
                    "<f8",
                    "(4, 4)",
                    doubles(points.worldFromLidarAtStart().toMatrix()));
            put(
                    zip,
                    "start_us",
                    "<i8",
                    "()",
                    little(8).putLong(points.startMicros()).array());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String type, String shape, byte[] data)
            throws IOException {
        byte[] header = header(type, shape);
        CRC32 crc = new CRC32();
        crc.update(header);
        crc.update(data);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) header.length + data.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(header);
        zip.write(data);
        zip.closeEntry();
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

    private static byte[] floats(float[] values) {
        ByteBuffer buffer = little(4 * values.length);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] doubles(double[] values) {
        ByteBuffer buffer = little(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }

    private static byte[] shorts(short[] values) {
        ByteBuffer buffer = little(2 * values.length);
        buffer.asShortBuffer().put(values);
        return buffer.array();
    }

    private static byte[] ints(int[] values) {
        ByteBuffer buffer = little(4 * values.length);
        buffer.asIntBuffer().put(values);
        return buffer.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
