package io.tailforge.lidargen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A sweep as files that other tools read.
 *
 * @param pattern of the sensor that made the sweep
 * @param raw true: each point as its shot measured it, in the sensor's frame at the time of the shot; false: compensated for
 *     the ego's motion to the sweep's start
 */
public record SweepCloud(SweepPoints points, BeamPattern pattern, boolean raw) {
    private static final int PCD_BYTES = 4 * 4 + 2 + 4 + 4 + 2 + 1 + 1;
    private static final int NUSCENES_BYTES = 5 * 4;

    /** x, y, z of every point, metres. */
    public float[] xyz() {
        return raw ? points.rawXyz(pattern) : points.xyz();
    }

    /** Radians, counter-clockwise from straight ahead, in the sensor's frame at the time of the shot. */
    public float[] azimuths() {
        float[] azimuth = new float[points.size()];
        for (int i = 0; i < azimuth.length; i++) {
            azimuth[i] = (float) pattern.azimuth(points.column()[i] & 0xFFFF, points.ring()[i]);
        }
        return azimuth;
    }

    /** Metres by beam (row 0 the highest) and column, first returns; 0 where the shot came back with nothing. */
    public float[] rangeImage() {
        float[] image = new float[pattern.rings() * pattern.columns()];
        for (int i = 0; i < points.size(); i++) {
            if (points.returnIndex()[i] == 0) {
                int row = pattern.rings() - 1 - points.ring()[i];
                image[row * pattern.columns() + (points.column()[i] & 0xFFFF)] = points.range()[i];
            }
        }
        return image;
    }

    /**
     * numpy: xyz (N,3), range, azimuth float32; intensity, semantic, return_index uint8; ring, column, instance uint16; time_us
     * int32 (N each); range_image float32 (rings, columns); elevation float32 (rings), by row; lidar_to_world float64 (4,4);
     * start_us int64.
     */
    public byte[] npz() {
        int n = points.size();
        String each = "(" + n + ",)";
        int rows = pattern.rings();
        int columns = pattern.columns();
        return new Npz(41 * n + 4 * rows * columns + 8192)
                .put("xyz", "(" + n + ", 3)", xyz())
                .put("range", each, points.range())
                .put("azimuth", each, azimuths())
                .put("intensity", each, points.intensity())
                .put("ring", each, points.ring())
                .put("column", each, points.column())
                .put("time_us", each, points.timeMicros())
                .put("instance", each, points.instance())
                .put("semantic", each, points.semantic())
                .put("return_index", each, points.returnIndex())
                .put("range_image", "(" + rows + ", " + columns + ")", rangeImage())
                .put("elevation", "(" + rows + ",)", pattern.elevations())
                .put("lidar_to_world", "(4, 4)", points.worldFromLidarAtStart().toMatrix())
                .put("start_us", points.startMicros())
                .finish();
    }

    /** Point Cloud Data 0.7, binary, little-endian, packed. */
    public byte[] pcd() {
        int n = points.size();
        byte[] header = String.join(
                        "\n",
                        "# .PCD v0.7 - Point Cloud Data file format",
                        "VERSION 0.7",
                        "FIELDS x y z intensity ring time_us azimuth instance semantic return_index",
                        "SIZE 4 4 4 4 2 4 4 2 1 1",
                        "TYPE F F F F U I F U U U",
                        "COUNT 1 1 1 1 1 1 1 1 1 1",
                        "WIDTH " + n,
                        "HEIGHT 1",
                        "VIEWPOINT 0 0 0 1 0 0 0",
                        "POINTS " + n,
                        "DATA binary",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = little(header.length + PCD_BYTES * n).put(header);
        float[] xyz = xyz();
        float[] azimuth = azimuths();
        for (int i = 0; i < n; i++) {
            putPoint(out, xyz, i);
            out.putShort(points.ring()[i]).putInt(points.timeMicros()[i]).putFloat(azimuth[i]);
            out.putShort(points.instance()[i]).put(points.semantic()[i]).put(points.returnIndex()[i]);
        }
        return out.array();
    }

    /** nuScenes' {@code .pcd.bin}: x, y, z, intensity, ring as float32, point after point; the axes stay ours. */
    public byte[] nuScenes() {
        ByteBuffer out = little(NUSCENES_BYTES * points.size());
        float[] xyz = xyz();
        for (int i = 0; i < points.size(); i++) {
            putPoint(out, xyz, i);
            out.putFloat(points.ring()[i]);
        }
        return out.array();
    }

    private void putPoint(ByteBuffer out, float[] xyz, int i) {
        out.putFloat(xyz[3 * i]).putFloat(xyz[3 * i + 1]).putFloat(xyz[3 * i + 2]);
        out.putFloat(points.intensity()[i] & 0xFF);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
