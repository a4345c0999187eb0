package io.tailforge.lidargen;

import io.tailforge.scene.artifact.FileOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a sweep as a numpy archive: xyz float32 (N,3), intensity uint8, ring uint16, column uint16, time_us int32,
 * instance uint16, semantic uint8, return_index uint8 (N each), lidar_to_world float64 (4,4), start_us int64 (), and where it is said
 * where the sweep belongs, origin uint8 (M), text in UTF-8. Stored, with a fixed time:
 * the same points give the same bytes.
 */
public final class SweepNpz {
    private SweepNpz() {}

    public static void write(SweepPoints points, Path file) throws IOException {
        write(points, Optional.empty(), file);
    }

    public static void write(SweepPoints points, Optional<FileOrigin> origin, Path file) throws IOException {
        Files.write(file, bytes(points, origin));
    }

    public static byte[] bytes(SweepPoints points) {
        return bytes(points, Optional.empty());
    }

    private static byte[] bytes(SweepPoints points, Optional<FileOrigin> origin) {
        int n = points.size();
        String each = "(" + n + ",)";
        Npz npz = new Npz(33 * n + 4096)
                .put("xyz", "(" + n + ", 3)", points.xyz())
                .put("intensity", each, points.intensity())
                .put("ring", each, points.ring())
                .put("column", each, points.column())
                .put("time_us", each, points.timeMicros())
                .put("instance", each, points.instance())
                .put("semantic", each, points.semantic())
                .put("return_index", each, points.returnIndex())
                .put("lidar_to_world", "(4, 4)", points.worldFromLidarAtStart().toMatrix())
                .put("start_us", points.startMicros());
        origin.ifPresent(from -> put(from, npz));
        return npz.finish();
    }

    private static void put(FileOrigin origin, Npz npz) {
        byte[] text = origin.text().getBytes(StandardCharsets.UTF_8);
        npz.put("origin", "(" + text.length + ",)", text);
    }
}
