package io.tailforge.lidargen.air;

/**
 * How often a single drop or flake sends back more than the target, and from where. A particle of diameter D at range r in
 * a beam of width {@code divergence r} returns {@code backscatter (D / width)^2 e^(-2 alpha r) / r^2} where a white plate
 * returns {@code 1 / r^2}; the expected number of particles above a power is integrated over the cone and tabled by power.
 */
public final class ParticleEchoes {
    /** Nearer than this the receiver does not see its own beam. */
    public static final double NEAREST = 1.5;

    private static final double FARTHEST = 41.5;
    private static final int STEPS = 400;
    private static final double STEP = (FARTHEST - NEAREST) / STEPS;
    private static final double LOWEST_LOG = -16;
    private static final double LOG_STEP = 0.125;
    private static final int POWERS = 129;

    private final Precipitation particles;
    private final double extinction;
    private final double divergence;
    private final float[] expected;
    /** Of any echo at all above the table's lowest power. */
    private final double most;

    /**
     * @param totalExtinction of all that is in the air, 1/m
     * @param divergence full angle of the beam, radians
     */
    public ParticleEchoes(Precipitation particles, double totalExtinction, double divergence) {
        this.particles = particles;
        this.extinction = totalExtinction;
        this.divergence = divergence;
        this.expected = new float[particles.isNone() ? 0 : POWERS * (STEPS + 1)];
        for (int p = 0; !particles.isNone() && p < POWERS; p++) {
            tabulate(p);
        }
        this.most = particles.isNone() ? 0 : -StrictMath.expm1(-expected[STEPS]);
    }

    private void tabulate(int row) {
        double power = StrictMath.exp(LOWEST_LOG + row * LOG_STEP);
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += STEP * density(power, NEAREST + (i + 0.5) * STEP);
            expected[row * (STEPS + 1) + i + 1] = (float) sum;
        }
    }

    /** Particles above a power in a metre of the beam. */
    private double density(double power, double range) {
        double width = divergence * range;
        double share = power * range * range * StrictMath.exp(2 * extinction * range) / particles.backscatter();
        return share > 1 ? 0 : Math.PI / 4 * width * width * particles.larger(1000 * width * Math.sqrt(share));
    }

    /**
     * Range of the particle that hides the target, or NaN. The same {@code uniform} gives a particle at a higher rate
     * wherever it gives one at a lower rate.
     *
     * @param power of the target, or the least that is detected if that is more
     * @param targetRange nothing comes from behind the target
     */
    public double range(double power, double targetRange, double uniform) {
        if (uniform >= most) {
            return Double.NaN;
        }
        double at = (StrictMath.log(power) - LOWEST_LOG) / LOG_STEP;
        int row = Math.clamp((long) Math.floor(at), 0, POWERS - 2) * (STEPS + 1);
        double share = Math.clamp(at - row / (STEPS + 1), 0, 1);
        double wanted = -StrictMath.log1p(-uniform);
        double reach = Math.clamp((targetRange - NEAREST) / STEP, 0, STEPS);
        int last = (int) reach;
        if (!(wanted < expected(row + last, share))) {
            return Double.NaN;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (expected(row + middle, share) <= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double before = expected(row + low, share);
        double inside = (wanted - before) / (expected(row + high, share) - before);
        return NEAREST + STEP * (low + inside);
    }

    private double expected(int at, double share) {
        return expected[at] + share * (expected[at + STEPS + 1] - expected[at]);
    }

    /** What the particle at a range sends back, given that it is more than {@code least}. */
    public double power(double range, double least, double uniform) {
        double width = 1000 * divergence * range;
        double passed = StrictMath.exp(-2 * extinction * range) / (range * range);
        double smallest = width * Math.sqrt(least / (particles.backscatter() * passed));
        double larger = (smallest - StrictMath.log1p(-uniform) / particles.slope()) / width;
        return Math.max(least, particles.backscatter() * passed * Math.min(1, larger * larger));
    }
}
