package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a sweep as RDS-HQ keeps it: deflated, rows from the highest, intensities of 0..1. */
final class RecordedSweepFile {
    private final SweepPoints points;
    private final float[] xyz;
    private final Map<String, byte[]> arrays = new TreeMap<>();

    private RecordedSweepFile(SweepPoints points, float[] xyz, long clock) {
        this.points = points;
        this.xyz = xyz;
        int n = points.count();
        int top = 0;
        for (int i = 0; i < n; i++) {
            top = Math.max(top, points.ring(i));
        }
        int highest = top;
        double[] pose = points.worldFromLidar().toMatrix();
        arrays.put("xyz", npy("<f4", n + ", 3", 3 * n, i -> xyz[i]));
        arrays.put("intensity", npy("<f4", n + ",", n, i -> points.intensity(i) / 255.0));
        arrays.put("row", npy("<i8", n + ",", n, i -> highest - points.ring(i)));
        arrays.put("column", npy("<i8", n + ",", n, points::column));
        arrays.put("starting_timestamp", npy("<i8", "", 1, i -> clock + points.startMicros()));
        arrays.put("lidar_to_world", npy("<f4", "4, 4", 16, i -> pose[i]));
    }

    static RecordedSweepFile of(SweepPoints points, long clock) {
        return new RecordedSweepFile(points, points.toXyz(), clock);
    }

    RecordedSweepFile raised(float metres) {
        float[] moved = xyz.clone();
        for (int i = 2; i < moved.length; i += 3) {
            moved[i] += metres;
        }
        return new RecordedSweepFile(points, moved, 0);
    }

    RecordedSweepFile turned(double radians) {
        float[] moved = xyz.clone();
        for (int i = 0; i < moved.length; i += 3) {
            moved[i] = (float) (Math.cos(radians) * xyz[i] - Math.sin(radians) * xyz[i + 1]);
            moved[i + 1] = (float) (Math.sin(radians) * xyz[i] + Math.cos(radians) * xyz[i + 1]);
        }
        return new RecordedSweepFile(points, moved, 0);
    }

    RecordedSweepFile without(String array) {
        arrays.remove(array);
        return this;
    }

    Path write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static byte[] npy(String descr, String shape, int values, IntToDoubleFunction value) {
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n"
                .formatted(descr, shape)
                .getBytes(StandardCharsets.ISO_8859_1);
        boolean single = descr.equals("<f4");
        ByteBuffer out = ByteBuffer.allocate(10 + header.length + values * (single ? 4 : 8))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length);
        out.put(header);
        for (int i = 0; i < values; i++) {
            if (single) {
                out.putFloat((float) value.applyAsDouble(i));
            } else {
                out.putLong((long) value.applyAsDouble(i));
            }
        }
        return out.array();
    }
}
