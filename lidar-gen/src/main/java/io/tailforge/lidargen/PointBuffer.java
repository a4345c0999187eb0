package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Pose;
import java.util.Arrays;

/** Collects the points of a slice. */
final class PointBuffer {
    private final float[] xyz;
    private final float[] range;
    private final byte[] intensity;
    private final short[] ring;
    private final short[] column;
    private final int[] timeMicros;
    private final short[] instance;
    private final byte[] semantic;
    private final byte[] returnIndex;
    private int size;

    PointBuffer(int capacity) {
        xyz = new float[3 * capacity];
        range = new float[capacity];
        intensity = new byte[capacity];
        ring = new short[capacity];
        column = new short[capacity];
        timeMicros = new int[capacity];
        instance = new short[capacity];
        semantic = new byte[capacity];
        returnIndex = new byte[capacity];
    }

    void add(double[] point, double distance, int level, Shot shot, Origin of, int index) {
        xyz[3 * size] = (float) point[0];
        xyz[3 * size + 1] = (float) point[1];
        xyz[3 * size + 2] = (float) point[2];
        range[size] = (float) distance;
        intensity[size] = (byte) level;
        ring[size] = (short) shot.ring();
        column[size] = (short) shot.column();
        timeMicros[size] = shot.timeMicros();
        instance[size] = (short) of.actor();
        semantic[size] = (byte) of.semantic();
        returnIndex[size] = (byte) index;
        size++;
    }

    SweepPoints points(long startMicros, Pose worldFromLidarAtStart) {
        return new SweepPoints(
                startMicros,
                worldFromLidarAtStart,
                Arrays.copyOf(xyz, 3 * size),
                Arrays.copyOf(range, size),
                Arrays.copyOf(intensity, size),
                Arrays.copyOf(ring, size),
                Arrays.copyOf(column, size),
                Arrays.copyOf(timeMicros, size),
                Arrays.copyOf(instance, size),
                Arrays.copyOf(semantic, size),
                Arrays.copyOf(returnIndex, size));
    }

    /** What a return came from. @param actor index + 1, or 0; @param semantic id, or 0 */
    record Origin(int actor, int semantic) {
        static final Origin AIR = new Origin(0, 0);
    }

    /** One firing. */
    record Shot(int column, int ring, int timeMicros) {}
}
