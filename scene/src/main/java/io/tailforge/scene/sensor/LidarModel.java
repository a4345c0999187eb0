package io.tailforge.scene.sensor;

import java.util.List;
import java.util.Objects;

/**
 * A spinning LiDAR as its tables describe it. The sensor frame is x forward, y left, z up.
 *
 * @param id for example {@code hdl-32e}
 * @param source where the numbers come from
 * @param columns firings per revolution; column 0 looks backwards (azimuth pi) and azimuth falls from there (clockwise
 *     seen from above), as in NVIDIA's 128 x 3600 range map
 * @param beams in ring order, ring 0 the lowest
 * @param minRange metres; nearer returns are dropped
 * @param maxRange metres; the range at which a 10 % target is still seen
 * @param rangeNoise one sigma of the range, metres
 * @param divergence full beam divergence, radians
 * @param wavelengthNm 905 or 865, say
 */
public record LidarModel(
        String id,
        String title,
        String source,
        int columns,
        List<Beam> beams,
        double minRange,
        double maxRange,
        double rangeNoise,
        double divergence,
        double wavelengthNm) {
    public LidarModel {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(source);
        beams = List.copyOf(beams);
        if (columns < 1 || beams.isEmpty() || !(minRange >= 0) || !(maxRange > minRange)) {
            throw new IllegalArgumentException("not a LiDAR: " + id);
        }
    }

    /**
     * One laser.
     *
     * @param elevation radians, up positive
     * @param azimuthOffset radians, counter-clockwise positive, added to the column's azimuth
     * @param fireOffsetMicros time after the column's start
     */
    public record Beam(double elevation, double azimuthOffset, double fireOffsetMicros) {}
}
