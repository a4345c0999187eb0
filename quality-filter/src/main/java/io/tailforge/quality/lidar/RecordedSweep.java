package io.tailforge.quality.lidar;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A sweep as RDS-HQ keeps it ({@code lidar_raw}): {@code xyz} in the sensor's frame, compensated for the ego's motion,
 * {@code intensity}, {@code row}, {@code column}, {@code lidar_to_world}, {@code starting_timestamp}. NVIDIA's description names
 * the arrays and not their types: any plain numbers are taken.
 */
public final class RecordedSweep {
    private static final String POSE = "lidar_to_world";
    private static final String START = "starting_timestamp";
    private static final int MOST_RINGS = 65_536;

    private RecordedSweep() {}

    /**
     * What a file says of when and where it was taken.
     *
     * @param startingTimestamp by the recording's own clock
     */
    public record Header(Pose worldFromLidar, OptionalLong startingTimestamp) {}

    /** @throws BadInputException {@code LIDAR-UNREADABLE} */
    public static Header readHeader(Path file) {
        Map<String, NpyArray> found = NpzArchive.read(file, Set.of(POSE, START)::contains);
        return new Header(pose(file, found), start(file, found));
    }

    /**
     * The points.
     *
     * @param startMicros the sweep's start since the start of the clip
     * @return rings counted from the lowest, whichever way the file counts them
     * @throws BadInputException {@code LIDAR-UNREADABLE}
     */
    public static SweepPoints read(Path file, long startMicros) {
        Map<String, NpyArray> found = NpzArchive.read(file);
        float[] xyz = points(file, found);
        int count = xyz.length / 3;
        int[] rows = indices(file, found, "row", count);
        return SweepPoints.of(
                        xyz,
                        intensities(file, found, count),
                        fromBelow(rows, xyz),
                        indices(file, found, "column", count),
                        new int[count],
                        new int[count],
                        new byte[count],
                        pose(file, found),
                        startMicros)
                .bare();
    }

    private static Pose pose(Path file, Map<String, NpyArray> found) {
        NpyArray matrix = get(file, found, POSE, List.of(4, 4));
        double[] m = new double[16];
        for (int i = 0; i < m.length; i++) {
            m[i] = number(file, POSE, matrix, i);
        }
        return SweepPoints.poseOf(file, m);
    }

    private static OptionalLong start(Path file, Map<String, NpyArray> found) {
        NpyArray start = found.get(START);
        return start == null || start.size() != 1
                ? OptionalLong.empty()
                : OptionalLong.of((long) number(file, START, start, 0));
    }

    private static float[] points(Path file, Map<String, NpyArray> found) {
        NpyArray xyz = get(file, found, "xyz");
        if (xyz.shape().size() != 2 || xyz.shape().getLast() != 3) {
            throw NpzArchive.refusal(file, "'xyz' has the shape " + xyz.shape() + ", not (points, 3)");
        }
        float[] packed = new float[xyz.size()];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (float) number(file, "xyz", xyz, i);
        }
        return packed;
    }

    private static int[] indices(Path file, Map<String, NpyArray> found, String name, int count) {
        NpyArray array = get(file, found, name, List.of(count));
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            double value = number(file, name, array, i);
            if (!(value >= 0 && value < MOST_RINGS)) {
                throw NpzArchive.refusal(file, "'" + name + "' holds " + value + ", which is no index");
            }
            indices[i] = (int) value;
        }
        return indices;
    }

    /** 0..255; of floats up to 1 the share of that. */
    private static byte[] intensities(Path file, Map<String, NpyArray> found, int count) {
        NpyArray array = get(file, found, "intensity", List.of(count));
        double[] values = new double[count];
        double most = 0;
        for (int i = 0; i < count; i++) {
            values[i] = number(file, "intensity", array, i);
            most = Math.max(most, values[i]);
        }
        double scale = array.descr().charAt(1) == 'f' && most <= 1 ? 255 : 1;
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) Math.clamp(Math.round(values[i] * scale), 0, 255);
        }
        return bytes;
    }

    /** Turned round where higher rows lie lower. */
    private static int[] fromBelow(int[] rows, float[] xyz) {
        int highest = 0;
        double meanRow = 0;
        for (int row : rows) {
            highest = Math.max(highest, row);
            meanRow += (double) row / rows.length;
        }
        double together = 0;
        for (int i = 0; i < rows.length; i++) {
            double level = Math.hypot(xyz[3 * i], xyz[3 * i + 1]);
            double slope = xyz[3 * i + 2] / Math.max(1, level);
            together += Double.isFinite(slope) ? (rows[i] - meanRow) * slope : 0;
        }
        int[] rings = rows.clone();
        for (int i = 0; together < 0 && i < rings.length; i++) {
            rings[i] = highest - rows[i];
        }
        return rings;
    }

    private static NpyArray get(Path file, Map<String, NpyArray> found, String name, List<Integer> shape) {
        NpyArray array = get(file, found, name);
        if (!array.shape().equals(shape)) {
            throw NpzArchive.refusal(file, "'" + name + "' has the shape " + array.shape() + ", not " + shape);
        }
        return array;
    }

    private static NpyArray get(Path file, Map<String, NpyArray> found, String name) {
        NpyArray array = found.get(name);
        if (array == null) {
            throw NpzArchive.refusal(file, "it has no array '" + name + "'");
        }
        return array;
    }

    private static double number(Path file, String name, NpyArray array, int i) {
        ByteBuffer data = array.data();
        return switch (array.descr()) {
            case "|u1", "|b1" -> data.get(i) & 0xff;
            case "|i1" -> data.get(i);
            case "<u2" -> data.getShort(2 * i) & 0xffff;
            case "<i2" -> data.getShort(2 * i);
            case "<u4" -> data.getInt(4 * i) & 0xffffffffL;
            case "<i4" -> data.getInt(4 * i);
            case "<u8", "<i8" -> data.getLong(8 * i);
            case "<f2" -> Float.float16ToFloat(data.getShort(2 * i));
            case "<f4" -> data.getFloat(4 * i);
            case "<f8" -> data.getDouble(8 * i);
            default ->
                throw NpzArchive.refusal(file, "'" + name + "' is of type " + array.descr() + ", no plain number");
        };
    }
}
