package io.tailforge.lidargen.air;

/**
 * A complex refractive index {@code real + i imaginary}; the imaginary part is absorption.
 */
public record RefractiveIndex(double real, double imaginary) {
    /** Water: wavelength in nanometres, real, imaginary (Hale and Querry 1973; beyond 1000 nm Kou et al. 1993). */
    private static final double[][] WATER = {
        {400, 1.339, 1.86e-9},
        {550, 1.333, 1.96e-9},
        {700, 1.331, 3.35e-8},
        {850, 1.329, 2.93e-7},
        {865, 1.329, 3.2e-7},
        {905, 1.328, 5.0e-7},
        {940, 1.327, 2.0e-6},
        {1064, 1.326, 1.2e-6},
        {1310, 1.323, 1.2e-5},
        {1550, 1.318, 1.35e-4},
        {1600, 1.317, 8.55e-5}
    };

    /** Ice, as {@link #WATER} (Warren and Brandt 2008). */
    private static final double[][] ICE = {
        {400, 1.319, 2.7e-11},
        {550, 1.311, 2.3e-9},
        {700, 1.307, 2.9e-8},
        {865, 1.304, 2.2e-7},
        {905, 1.303, 4.2e-7},
        {1064, 1.300, 1.9e-6},
        {1310, 1.296, 1.3e-5},
        {1550, 1.290, 5.0e-4},
        {1600, 1.289, 3.0e-4}
    };

    public RefractiveIndex {
        if (!(real > 0) || !(imaginary >= 0)) {
            throw new IllegalArgumentException("not a refractive index: " + real + " + " + imaginary + " i");
        }
    }

    public static RefractiveIndex water(double nanometres) {
        return between(WATER, nanometres);
    }

    public static RefractiveIndex ice(double nanometres) {
        return between(ICE, nanometres);
    }

    /** Linear in the real part and in the logarithm of the imaginary one; the table's ends hold beyond them. */
    private static RefractiveIndex between(double[][] table, double nanometres) {
        int at = 1;
        while (at < table.length - 1 && table[at][0] < nanometres) {
            at++;
        }
        double[] low = table[at - 1];
        double[] high = table[at];
        double share = Math.clamp((nanometres - low[0]) / (high[0] - low[0]), 0, 1);
        double ratio = share == 0 ? 1 : share == 1 ? high[2] / low[2] : StrictMath.pow(high[2] / low[2], share);
        return new RefractiveIndex(low[1] + share * (high[1] - low[1]), low[2] * ratio);
    }

    /** Share of power that a plane surface mirrors at normal incidence. */
    public double mirrored() {
        double below = (real + 1) * (real + 1) + imaginary * imaginary;
        return ((real - 1) * (real - 1) + imaginary * imaginary) / below;
    }

    /** Absorption of power, 1/m. */
    public double absorption(double nanometres) {
        return 4 * Math.PI * imaginary / (nanometres * 1e-9);
    }
}
