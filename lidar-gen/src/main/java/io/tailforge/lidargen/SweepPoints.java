package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;

/**
 * The returns of one revolution, in firing order. Arrays are shared, by agreement nobody writes to them.
 *
 * @param startMicros start of the sweep since the start of the clip
 * @param worldFromLidarAtStart sensor pose at the start of the sweep, layout frame
 * @param xyz per point, metres, sensor frame at the sweep's start: compensated for the ego's motion, not the actors'
 * @param range per point, metres from where the sensor was when it fired: along the beam's direction it gives the raw point
 * @param intensity 0..100 for matt targets of reflectance 0..1, up to 255 for retro-reflectors
 * @param ring 0 is the lowest beam
 * @param column 0 looks backwards
 * @param timeMicros since the sweep's start
 * @param instance actor index + 1; 0 for no actor
 * @param semantic {@code SemanticClass} id of what was hit; 0 for particles of the air and what a wet road mirrors
 * @param returnIndex 0 the strongest return of a shot, 1 the second strongest
 */
public record SweepPoints(
        long startMicros,
        Pose worldFromLidarAtStart,
        float[] xyz,
        float[] range,
        byte[] intensity,
        short[] ring,
        short[] column,
        int[] timeMicros,
        short[] instance,
        byte[] semantic,
        byte[] returnIndex) {
    public int size() {
        return range.length;
    }

    /** x, y, z as each shot measured them: in the sensor's frame at the time of the shot. */
    public float[] rawXyz(BeamPattern pattern) {
        float[] raw = new float[3 * size()];
        for (int i = 0; i < size(); i++) {
            Vec3 point = pattern.point(column[i] & 0xFFFF, ring[i], range[i]);
            raw[3 * i] = (float) point.x();
            raw[3 * i + 1] = (float) point.y();
            raw[3 * i + 2] = (float) point.z();
        }
        return raw;
    }

    /** Parts of a sweep, one after the other. */
    static SweepPoints join(long startMicros, Pose worldFromLidarAtStart, List<SweepPoints> parts) {
        int size = parts.stream().mapToInt(SweepPoints::size).sum();
        SweepPoints all = new SweepPoints(
                startMicros,
                worldFromLidarAtStart,
                new float[3 * size],
                new float[size],
                new byte[size],
                new short[size],
                new short[size],
                new int[size],
                new short[size],
                new byte[size],
                new byte[size]);
        int at = 0;
        for (SweepPoints part : parts) {
            int n = part.size();
            System.arraycopy(part.xyz, 0, all.xyz, 3 * at, 3 * n);
            System.arraycopy(part.range, 0, all.range, at, n);
            System.arraycopy(part.intensity, 0, all.intensity, at, n);
            System.arraycopy(part.ring, 0, all.ring, at, n);
            System.arraycopy(part.column, 0, all.column, at, n);
            System.arraycopy(part.timeMicros, 0, all.timeMicros, at, n);
            System.arraycopy(part.instance, 0, all.instance, at, n);
            System.arraycopy(part.semantic, 0, all.semantic, at, n);
            System.arraycopy(part.returnIndex, 0, all.returnIndex, at, n);
            at += n;
        }
        return all;
    }
}
