package io.tailforge.conditioning.rdshq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes small clips of our own making: two lanes one behind the other, a line, and three seconds of driving. */
final class SampleClip {
    static final String ID = "11111111-2222-3333-4444-555555555555_0_1000000";

    private final Path folder;

    private SampleClip(Path folder) {
        this.folder = folder;
    }

    static SampleClip at(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new SampleClip(folder);
    }

    /** A whole clip. */
    static SampleClip whole(Path folder) throws IOException {
        SampleClip clip = at(folder);
        clip.json("3d_lanelines", "lanelines", labels(line("7", "[[0,0,0],[40,0,0]]")));
        clip.json("3d_traffic_lights", "traffic_lights", EMPTY);
        clip.json("3d_lanes", "lanes", labels(lane("1", 0, 20, 3.5), lane("2", 20, 40, 3.5), lane("3", 40, 20, -3.5)));
        clip.member(
                "vehicle_pose",
                "000000.vehicle_pose.npy",
                npy(identity(0)),
                "000030.vehicle_pose.npy",
                npy(identity(10)));
        return clip;
    }

    static final String EMPTY = "{\"labels\":[{\"labelFamily\":\"EMPTY\",\"labelData\":{\"emptyLabel\":true}}]}";

    static String labels(String... labels) {
        return "{\"labels\":[" + String.join(",", labels) + "]}";
    }

    static String line(String id, String vertices) {
        return label(id, "", "\"polyline3d\":{\"vertices\":" + vertices + "}");
    }

    static String lane(String id, double fromX, double toX, double width) {
        String left = "[[" + fromX + ",0,0],[" + toX + ",0,0]]";
        String right = "[[" + fromX + "," + -width + ",0],[" + toX + "," + -width + ",0]]";
        return label(
                id, "", "\"polylines3d\":{\"polylines\":[{\"vertices\":" + left + "},{\"vertices\":" + right + "}]}");
    }

    static String label(String id, String attributes, String geometry) {
        return "{\"labelFamily\":\"SHAPE3D\",\"labelData\":{\"shape3d\":{\"attributes\":[{\"name\":\"feature_id\",\"text\":\""
                + id + "\"}" + attributes + "]," + geometry + "}}}";
    }

    Path folder() {
        return folder;
    }

    SampleClip json(String layer, String name, String text) throws IOException {
        return member(layer, name + ".json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Key, bytes, key, bytes ... of one layer. */
    SampleClip member(String layer, Object... keysAndBytes) throws IOException {
        try (TarArchiveOutputStream tar = tar(layer)) {
            for (int i = 0; i < keysAndBytes.length; i += 2) {
                put(tar, new TarArchiveEntry(ID + "." + keysAndBytes[i]), (byte[]) keysAndBytes[i + 1]);
            }
        }
        return this;
    }

    Path file(String layer) throws IOException {
        Files.createDirectories(folder.resolve(layer));
        return folder.resolve(layer).resolve(ID + ".tar");
    }

    TarArchiveOutputStream tar(String layer) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file(layer)));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) throws IOException {
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    static double[] identity(double x) {
        return new double[] {1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    }

    static byte[] npy(double... values) {
        return npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 4), }", values);
    }

    static byte[] npy(String header, double... values) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        boolean single = header.contains("f4");
        ByteBuffer buffer = ByteBuffer.allocate(10 + text.length + values.length * (single ? 4 : 8))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text);
        for (double value : values) {
            if (single) {
                buffer.putFloat((float) value);
            } else {
                buffer.putDouble(value);
            }
        }
        return buffer.array();
    }
}
