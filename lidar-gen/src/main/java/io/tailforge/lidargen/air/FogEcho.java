package io.tailforge.lidargen.air;

/**
 * Fog as a soft target, after Rasshofer et al. (2011) in the form of Hahner et al. (2021): the droplets' echo of a long
 * pulse peaks a few metres before the sensor, and its strength is that of the target's clear echo times a factor.
 */
public final class FogEcho {
    private static final double LIGHT_METRES_PER_NANOSECOND = 0.299792458;
    private static final double PULSE_NANOSECONDS = 20;
    private static final double OVERLAP_BEGINS = 0.9;
    private static final double OVERLAP_IS_FULL = 1.0;
    private static final double HARD_TARGET = 1e-6 / Math.PI;
    private static final int TIME_STEPS = 400;

    private final double extinction;
    private final double peakRange;
    private final double strength;

    /** @param extinction 1/m; visibility is ln 20 / extinction, backscatter 0.046 / visibility */
    public FogEcho(double extinction) {
        this.extinction = extinction;
        double bestRange = 0;
        double best = 0;
        for (double range = OVERLAP_BEGINS; extinction > 0 && range < 10; range += 0.1) {
            double echo = echo(range);
            if (echo > best) {
                best = echo;
                bestRange = range;
            }
        }
        double backscatter = 0.046 * extinction / StrictMath.log(20);
        this.peakRange = bestRange;
        this.strength = backscatter / HARD_TARGET * best;
    }

    /** Integral over the pulse of what comes back at the time of a range; seconds per square metre. */
    private double echo(double range) {
        double step = 2 * PULSE_NANOSECONDS / TIME_STEPS;
        double sum = 0;
        for (int i = 0; i < TIME_STEPS; i++) {
            double t = (i + 0.5) * step;
            double from = range - LIGHT_METRES_PER_NANOSECOND * t / 2;
            if (from > OVERLAP_BEGINS) {
                double sine = StrictMath.sin(Math.PI * t / (2 * PULSE_NANOSECONDS));
                double overlap = Math.min(1, (from - OVERLAP_BEGINS) / (OVERLAP_IS_FULL - OVERLAP_BEGINS));
                sum += sine * sine * overlap * StrictMath.exp(-2 * extinction * from) / (from * from);
            }
        }
        return sum * step * 1e-9;
    }

    public double peakRange() {
        return peakRange;
    }

    /** Power of the fog's echo over the clear power times range squared of the target behind it. */
    public double strength() {
        return strength;
    }
}
