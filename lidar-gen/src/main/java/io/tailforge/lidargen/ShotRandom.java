package io.tailforge.lidargen;

/** Random numbers as a pure function of seed, shot and purpose: no state, no order, no threads. */
final class ShotRandom {
    static final int DETECTION = 1;
    static final int RANGE_NOISE = 2;
    static final int DROP_OUT = 3;
    static final int RAIN = 5;
    static final int SNOW = 6;
    static final int FOG = 7;
    static final int PARTICLE_SIZE = 8;

    private ShotRandom() {}

    static long shot(long seed, int sweep, int column, int ring) {
        return mix(mix(seed ^ 0x6C696461725F7631L) + sweep * 0x9E3779B97F4A7C15L + ((long) column << 20) + ring);
    }

    /** Uniform in 0 (included) .. 1 (excluded). */
    static double uniform(long shot, int purpose) {
        return (mix(shot + purpose * 0xD1B54A32D192ED03L) >>> 11) * 0x1p-53;
    }

    /** Nearly normal, mean 0, variance 1, within 3.5: the sum of four uniforms. */
    static double gaussian(long shot, int purpose) {
        long bits = mix(shot + purpose * 0xD1B54A32D192ED03L);
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return ((sum + 2) * 0x1p-16 - 2) * 1.7320508075688772;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
