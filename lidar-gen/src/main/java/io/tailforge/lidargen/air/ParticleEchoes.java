package io.tailforge.lidargen.air;

/**
 * How often a single drop or flake sends back more than the target, and from where. A particle of diameter D at range r in
 * a beam of width {@code divergence r} returns {@code backscatter (D / width)^2 e^(-2 alpha r) / r^2} where a white plate
 * returns {@code 1 / r^2}; the expected number of particles above a power is integrated over the cone and tabled by power.
 */
public final class ParticleEchoes {
    /** Nearer than this the receiver does not see its own beam. */
    static final double NEAREST = 1.5;

    private static final double FARTHEST = 21.5;
    private static final int STEPS = 200;
    private static final double STEP = (FARTHEST - NEAREST) / STEPS;
    private static final double LOWEST_LOG = -16;
    private static final double LOG_STEP = 0.125;
    private static final int POWERS = 129;

    private final boolean none;
    private final float[] expected = new float[POWERS * (STEPS + 1)];

    public ParticleEchoes(Precipitation particles, double totalExtinction, double divergence) {
        none = particles.isNone();
        for (int p = 0; !none && p < POWERS; p++) {
            double power = StrictMath.exp(LOWEST_LOG + p * LOG_STEP);
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                sum += STEP * density(particles, totalExtinction, divergence, power, NEAREST + (i + 0.5) * STEP);
                expected[p * (STEPS + 1) + i + 1] = (float) sum;
            }
        }
    }

    private static double density(
            Precipitation particles, double extinction, double divergence, double power, double range) {
        double width = divergence * range;
        double metres = width
                * Math.sqrt(power * range * range * StrictMath.exp(2 * extinction * range) / particles.backscatter());
        return Math.PI / 4 * width * width * particles.larger(1000 * metres);
    }

    /**
     * Range of the particle that hides the target, or NaN. The same {@code uniform} gives a particle at a higher rate
     * wherever it gives one at a lower rate.
     *
     * @param power of the target, or the least that is detected if that is more
     * @param targetRange nothing comes from behind the target
     */
    public double range(double power, double targetRange, double uniform) {
        if (none) {
            return Double.NaN;
        }
        double at = (StrictMath.log(power) - LOWEST_LOG) / LOG_STEP;
        int row = Math.clamp((long) Math.ceil(at), 0, POWERS - 1) * (STEPS + 1);
        double wanted = -StrictMath.log1p(-uniform);
        double reach = Math.clamp((targetRange - NEAREST) / STEP, 0, STEPS);
        int last = (int) reach;
        if (!(wanted < expected[row + last])) {
            return Double.NaN;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (expected[row + middle] <= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double inside = (wanted - expected[row + low]) / (expected[row + high] - expected[row + low]);
        return NEAREST + STEP * (low + inside);
    }
}
