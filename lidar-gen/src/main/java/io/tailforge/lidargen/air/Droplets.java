package io.tailforge.lidargen.air;

/**
 * Droplets of fog and fine spray: a modified gamma law {@code c r^shape exp(-b r^tail)} over the radius, the most frequent
 * one at the mode (Deirmendjian 1969; parameters after Rasshofer et al. 2011). The named rows hold twice the published
 * number of droplets, which is what it takes to have the published extinction: see docs/lidar-weather.md.
 *
 * @param name as published
 * @param perCubicCentimetre number of droplets
 * @param shape exponent of the radius
 * @param tail exponent of the radius in the exponential
 * @param modeMicrometres most frequent radius
 */
public record Droplets(String name, double perCubicCentimetre, double shape, double tail, double modeMicrometres)
        implements DropSizes {
    public static final Droplets STRONG_ADVECTION_FOG = new Droplets("strong advection fog", 40, 3, 1, 10);
    public static final Droplets MODERATE_ADVECTION_FOG = new Droplets("moderate advection fog", 40, 3, 1, 8);
    public static final Droplets CHU_HOGG_FOG = new Droplets("Chu-Hogg fog", 40, 2, 0.5, 1);
    public static final Droplets STRONG_SPRAY = new Droplets("strong spray", 200, 6, 1, 4);
    public static final Droplets MODERATE_SPRAY = new Droplets("moderate spray", 200, 6, 1, 2);

    @Override
    public double density(double millimetres) {
        double radius = 500 * millimetres;
        double perMicrometre =
                constant() * StrictMath.pow(radius, shape) * StrictMath.exp(-slope() * StrictMath.pow(radius, tail));
        return 1e6 * perCubicCentimetre * perMicrometre * 500;
    }

    private double slope() {
        return shape / (tail * StrictMath.pow(modeMicrometres, tail));
    }

    private double constant() {
        double order = (shape + 1) / tail;
        return tail * StrictMath.pow(slope(), order) / Gamma.of(order);
    }

    /** Surface over volume weighs larger drops: this many modes hold all that matters. */
    @Override
    public double largest() {
        return modeMicrometres * StrictMath.pow(12 * tail * (shape + 5) / shape, 1 / tail) / 500;
    }

    @Override
    public double smallest() {
        return modeMicrometres * 1e-3 / 500;
    }
}
