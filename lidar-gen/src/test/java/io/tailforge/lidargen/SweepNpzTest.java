package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepNpzTest {
    @Test
    void theFileHoldsEveryArrayAsNumpyWritesIt(@TempDir Path folder) throws IOException {
        SweepPoints points = Street.usual().engine().sweep(1);
        Path file = folder.resolve("000001.npz");
        SweepNpz.write(points, file);
        Map<String, byte[]> arrays = unzip(Files.readAllBytes(file));
        assertThat(arrays.keySet())
                .containsExactly(
                        "xyz.npy",
                        "intensity.npy",
                        "ring.npy",
                        "column.npy",
                        "time_us.npy",
                        "instance.npy",
                        "semantic.npy",
                        "return_index.npy",
                        "lidar_to_world.npy",
                        "start_us.npy");
        int n = points.size();
        assertThat(header(arrays, "xyz.npy"))
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (" + n + ", 3), }");
        assertThat(header(arrays, "ring.npy")).contains("'<u2'", "(" + n + ",)");
        assertThat(header(arrays, "start_us.npy")).contains("'shape': ()");
        ByteBuffer xyz = data(arrays, "xyz.npy");
        assertThat(xyz.remaining()).isEqualTo(12 * n);
        assertThat(xyz.getFloat(xyz.position() + 4 * 100)).isEqualTo(points.xyz()[100]);
        ByteBuffer start = data(arrays, "start_us.npy");
        assertThat(start.getLong(start.position())).isEqualTo(50_000);
        ByteBuffer pose = data(arrays, "lidar_to_world.npy");
        assertThat(pose.getDouble(pose.position() + 8 * 3)).isEqualTo(Street.ORIGIN.x() + 0.9);
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName(), zip.readAllBytes());
            }
        }
        return arrays;
    }

    private static String header(Map<String, byte[]> arrays, String name) {
        ByteBuffer npy = whole(arrays, name);
        int length = npy.getShort(8);
        assertThat((10 + length) % 64).isZero();
        return new String(npy.array(), 10, length, StandardCharsets.US_ASCII).strip();
    }

    private static ByteBuffer data(Map<String, byte[]> arrays, String name) {
        ByteBuffer npy = whole(arrays, name);
        return npy.position(10 + npy.getShort(8));
    }

    private static ByteBuffer whole(Map<String, byte[]> arrays, String name) {
        byte[] bytes = arrays.get(name);
        assertThat(bytes).isNotNull().startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
