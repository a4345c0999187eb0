package io.tailforge.service.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Optical flow as Middlebury's {@code .flo}: float32, right and down, little-endian, values above 1e9 are unknown. */
final class FloFile {
    private static final int HEADER = 12;
    private static final float UNKNOWN = 1e10f;

    private FloFile() {}

    /** @param flow two entries a pixel, NaN where it is unknown */
    static void write(Path file, float[] flow, int width, int height) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + Float.BYTES * flow.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("PIEH".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height);
        for (float value : flow) {
            bytes.putFloat(Float.isNaN(value) ? UNKNOWN : value);
        }
        Files.write(file, bytes.array());
    }
}
