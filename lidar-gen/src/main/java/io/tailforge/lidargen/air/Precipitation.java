package io.tailforge.lidargen.air;

/**
 * Falling particles by size: {@code n0 exp(-slope D)} per cubic metre and millimetre of diameter. Rain after Marshall and
 * Palmer (1948), snow after Gunn and Marshall (1958; D of the melted flake).
 *
 * @param n0 1 / (m^3 mm)
 * @param slope 1 / mm
 * @param backscatter share of the light on a particle's disc that comes back as from a white matt plate
 */
public record Precipitation(double n0, double slope, double backscatter) implements DropSizes {
    public static final double SMALLEST_MILLIMETRES = 0.05;
    public static final Precipitation NONE = new Precipitation(0, 1, 0);

    private static final double GAMMA_OF_SEVEN_THIRDS = 1.1906393487589990;
    /** Of the edge's share in the extinction of a large sphere (Nussenzveig and Wiscombe 1980). */
    private static final double EDGE = 1.9923861;

    /** @param nanometres of the laser */
    public static Precipitation rain(double millimetresPerHour, double nanometres) {
        return millimetresPerHour <= 0
                ? NONE
                : new Precipitation(
                        8000,
                        4.1 * StrictMath.pow(millimetresPerHour, -0.21),
                        RefractiveIndex.water(nanometres).mirrored());
    }

    /** @param millimetresPerHour as liquid water */
    public static Precipitation snow(double millimetresPerHour, double nanometres) {
        return millimetresPerHour <= 0
                ? NONE
                : new Precipitation(
                        7600 * StrictMath.pow(millimetresPerHour, -0.87),
                        2.55 * StrictMath.pow(millimetresPerHour, -0.48),
                        RefractiveIndex.ice(nanometres).mirrored());
    }

    public boolean isNone() {
        return n0 == 0;
    }

    /**
     * Extinction in closed form, 1/m: a particle takes {@code 2 + 1.99 x^(-2/3)} of its cross-section out of the beam, the
     * limit of Mie's theory for size parameters above a hundred.
     */
    public double extinction(double nanometres) {
        if (isNone()) {
            return 0;
        }
        double large = 4 / (slope * slope * slope);
        double perMillimetre = Math.PI * 1e6 / nanometres;
        double edge = EDGE
                * StrictMath.pow(perMillimetre, -2.0 / 3)
                * GAMMA_OF_SEVEN_THIRDS
                * StrictMath.pow(slope, -7.0 / 3);
        return 1e-6 * n0 * Math.PI / 4 * (large + edge);
    }

    @Override
    public double density(double millimetres) {
        return n0 * StrictMath.exp(-slope * millimetres);
    }

    @Override
    public double smallest() {
        return SMALLEST_MILLIMETRES;
    }

    /** Larger ones have two parts in a hundred thousand of the cross-sections. */
    @Override
    public double largest() {
        return 16 / slope;
    }

    /** Particles per cubic metre with at least this diameter. */
    public double larger(double millimetres) {
        return n0 / slope * StrictMath.exp(-slope * Math.max(millimetres, SMALLEST_MILLIMETRES));
    }
}
