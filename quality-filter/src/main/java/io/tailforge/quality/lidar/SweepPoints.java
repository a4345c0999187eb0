package io.tailforge.quality.lidar;

import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One sweep as {@code docs/contract-v1.md} says: points in the sensor's frame (metres, x forward, y left, z up), compensated
 * for the ego's motion to the sweep's start. Immutable. One of a recording ({@link RecordedSweep}) says neither when each
 * point was measured nor whose it is.
 */
public final class SweepPoints {
    private static final Map<String, String> TYPES = Map.of(
            "xyz", "<f4",
            "intensity", "|u1",
            "ring", "<u2",
            "column", "<u2",
            "time_us", "<i4",
            "instance", "<u2",
            "return_index", "|u1",
            "lidar_to_world", "<f8",
            "start_us", "<i8");

    private final int count;
    private final Map<String, NpyArray> arrays;
    private final Pose worldFromLidar;
    private final Optional<FileOrigin> origin;
    private final boolean detailed;
    private final ByteBuffer xyz;
    private final ByteBuffer intensity;
    private final ByteBuffer returnIndex;
    private final ByteBuffer ring;
    private final ByteBuffer column;
    private final ByteBuffer timeMicros;
    private final ByteBuffer instance;

    private SweepPoints(
            int count,
            Map<String, NpyArray> arrays,
            Pose worldFromLidar,
            Optional<FileOrigin> origin,
            boolean detailed) {
        this.count = count;
        this.arrays = arrays;
        this.worldFromLidar = worldFromLidar;
        this.origin = origin;
        this.detailed = detailed;
        this.xyz = get(arrays, "xyz").data();
        this.intensity = get(arrays, "intensity").data();
        this.returnIndex = get(arrays, "return_index").data();
        this.ring = get(arrays, "ring").data();
        this.column = get(arrays, "column").data();
        this.timeMicros = get(arrays, "time_us").data();
        this.instance = get(arrays, "instance").data();
    }

    /** @throws BadInputException {@code LIDAR-UNREADABLE} where the file is not such a sweep */
    public static SweepPoints read(Path file) {
        Map<String, NpyArray> found = NpzArchive.read(file);
        Map<String, NpyArray> arrays = new TreeMap<>();
        TYPES.forEach((name, type) -> arrays.put(name, typed(file, found, name, type)));
        int count = get(arrays, "intensity").size();
        TYPES.keySet().forEach(name -> requireShape(file, name, get(arrays, name), count));
        return new SweepPoints(count, arrays, poseOf(file, get(arrays, "lidar_to_world")), originOf(found), true);
    }

    private static Optional<FileOrigin> originOf(Map<String, NpyArray> found) {
        return Optional.ofNullable(found.get("origin"))
                .map(array -> StandardCharsets.UTF_8.decode(array.data()).toString())
                .flatMap(FileOrigin::find);
    }

    private static NpyArray typed(Path file, Map<String, NpyArray> found, String name, String type) {
        NpyArray array = found.get(name);
        if (array == null || !array.descr().equals(type)) {
            String actual = array == null ? "missing" : array.descr();
            throw NpzArchive.refusal(file, "the array '" + name + "' must be " + type + ", it is " + actual);
        }
        return array;
    }

    private static void requireShape(Path file, String name, NpyArray array, int count) {
        List<Integer> wanted =
                switch (name) {
                    case "xyz" -> List.of(count, 3);
                    case "lidar_to_world" -> List.of(4, 4);
                    case "start_us" -> List.of();
                    default -> List.of(count);
                };
        if (!array.shape().equals(wanted)) {
            throw NpzArchive.refusal(file, "'" + name + "' has the shape " + array.shape() + ", not " + wanted);
        }
    }

    private static Pose poseOf(Path file, NpyArray matrix) {
        double[] m = new double[16];
        matrix.data().asDoubleBuffer().get(m);
        return poseOf(file, m);
    }

    static Pose poseOf(Path file, double[] m) {
        try {
            return Pose.ofMatrix(m);
        } catch (IllegalArgumentException e) {
            throw NpzArchive.refusal(file, "'lidar_to_world' is no pose: " + e.getMessage());
        }
    }

    /** A sweep in memory; arrays are copied. @param xyz packed */
    public static SweepPoints of(
            float[] xyz,
            byte[] intensity,
            int[] ring,
            int[] column,
            int[] timeMicros,
            int[] instance,
            byte[] returnIndex,
            Pose worldFromLidar,
            long startMicros) {
        int n = intensity.length;
        Map<String, NpyArray> arrays = new TreeMap<>();
        ByteBuffer points = bytes(12 * n);
        points.asFloatBuffer().put(xyz, 0, 3 * n);
        arrays.put("xyz", new NpyArray("<f4", List.of(n, 3), points));
        arrays.put("intensity", new NpyArray("|u1", List.of(n), ByteBuffer.wrap(intensity.clone())));
        arrays.put("ring", shorts(ring));
        arrays.put("column", shorts(column));
        ByteBuffer times = bytes(4 * n);
        times.asIntBuffer().put(timeMicros);
        arrays.put("time_us", new NpyArray("<i4", List.of(n), times));
        arrays.put("instance", shorts(instance));
        arrays.put("return_index", new NpyArray("|u1", List.of(n), ByteBuffer.wrap(returnIndex.clone())));
        ByteBuffer matrix = bytes(128);
        matrix.asDoubleBuffer().put(worldFromLidar.toMatrix());
        arrays.put("lidar_to_world", new NpyArray("<f8", List.of(4, 4), matrix));
        arrays.put("start_us", new NpyArray("<i8", List.of(), bytes(8).putLong(0, startMicros)));
        return new SweepPoints(n, arrays, worldFromLidar, Optional.empty(), true);
    }

    private static NpyArray shorts(int[] values) {
        ByteBuffer data = bytes(2 * values.length);
        for (int value : values) {
            data.putShort((short) value);
        }
        return new NpyArray("<u2", List.of(values.length), data);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    public void write(Path file) throws IOException {
        NpzArchive.write(file, arrays);
    }

    /** The points that a predicate keeps, in order. */
    public SweepPoints select(IntPredicate keep) {
        int[] kept = IntStream.range(0, count).filter(keep).toArray();
        return detailed ? copy(kept) : copy(kept).bare();
    }

    private SweepPoints copy(int[] kept) {
        float[] xyz = new float[3 * kept.length];
        byte[] intensity = new byte[kept.length];
        byte[] returns = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            xyz[3 * i] = x(kept[i]);
            xyz[3 * i + 1] = y(kept[i]);
            xyz[3 * i + 2] = z(kept[i]);
            intensity[i] = (byte) intensity(kept[i]);
            returns[i] = (byte) returnIndex(kept[i]);
        }
        return of(
                xyz,
                intensity,
                IntStream.of(kept).map(this::ring).toArray(),
                IntStream.of(kept).map(this::column).toArray(),
                IntStream.of(kept).map(this::timeMicros).toArray(),
                IntStream.of(kept).map(this::instance).toArray(),
                returns,
                worldFromLidar,
                startMicros());
    }

    /** The same sweep with other coordinates. @param xyz packed */
    public SweepPoints withXyz(float[] xyz) {
        Map<String, NpyArray> changed = new TreeMap<>(arrays);
        ByteBuffer points = bytes(12 * count);
        points.asFloatBuffer().put(xyz, 0, 3 * count);
        changed.put("xyz", new NpyArray("<f4", List.of(count, 3), points));
        return new SweepPoints(count, changed, worldFromLidar, origin, detailed);
    }

    /** The same sweep with other intensities. @param intensity not copied */
    public SweepPoints withIntensity(byte[] intensity) {
        Map<String, NpyArray> changed = new TreeMap<>(arrays);
        changed.put("intensity", new NpyArray("|u1", List.of(count), ByteBuffer.wrap(intensity)));
        return new SweepPoints(count, changed, worldFromLidar, origin, detailed);
    }

    /** The same points of other rings. */
    public SweepPoints withRings(int[] rings) {
        Map<String, NpyArray> changed = new TreeMap<>(arrays);
        changed.put("ring", shorts(rings));
        return new SweepPoints(count, changed, worldFromLidar, origin, detailed);
    }

    /** The same points under another pose and start. */
    public SweepPoints stamped(Pose otherWorldFromLidar, long startMicros) {
        Map<String, NpyArray> changed = new TreeMap<>(arrays);
        ByteBuffer matrix = bytes(128);
        matrix.asDoubleBuffer().put(otherWorldFromLidar.toMatrix());
        changed.put("lidar_to_world", new NpyArray("<f8", List.of(4, 4), matrix));
        changed.put("start_us", new NpyArray("<i8", List.of(), bytes(8).putLong(0, startMicros)));
        return new SweepPoints(count, changed, otherWorldFromLidar, origin, detailed);
    }

    public int count() {
        return count;
    }

    /** The same points, of which nobody says when each was measured and whose it is. */
    SweepPoints bare() {
        return new SweepPoints(count, arrays, worldFromLidar, origin, false);
    }

    /** Whether {@link #timeMicros} is known; otherwise it is 0. */
    public boolean tellsTimes() {
        return detailed;
    }

    /** Whether {@link #instance} is known; otherwise it is 0. */
    public boolean tellsActors() {
        return detailed;
    }

    public float x(int i) {
        return xyz.getFloat(12 * i);
    }

    public float y(int i) {
        return xyz.getFloat(12 * i + 4);
    }

    public float z(int i) {
        return xyz.getFloat(12 * i + 8);
    }

    /** A copy, packed. */
    public float[] toXyz() {
        float[] xyz = new float[3 * count];
        get(arrays, "xyz").data().asFloatBuffer().get(xyz);
        return xyz;
    }

    public int intensity(int i) {
        return intensity.get(i) & 0xff;
    }

    public int ring(int i) {
        return ring.getShort(2 * i) & 0xffff;
    }

    public int column(int i) {
        return column.getShort(2 * i) & 0xffff;
    }

    /** Microseconds since the sweep's start. */
    public int timeMicros(int i) {
        return timeMicros.getInt(4 * i);
    }

    /** Index of the actor in the scene + 1; 0 for everything else. */
    public int instance(int i) {
        return instance.getShort(2 * i) & 0xffff;
    }

    public int returnIndex(int i) {
        return returnIndex.get(i) & 0xff;
    }

    /** The sensor's pose at the sweep's start, as the file states it. */
    public Pose worldFromLidar() {
        return worldFromLidar;
    }

    /** The sweep's start since the start of the clip, as the file states it. */
    public long startMicros() {
        return get(arrays, "start_us").data().getLong(0);
    }

    /** Where the file says that it belongs. A sweep that is written again says nothing. */
    public Optional<FileOrigin> origin() {
        return origin;
    }

    private static NpyArray get(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("no array " + name);
        }
        return array;
    }
}
