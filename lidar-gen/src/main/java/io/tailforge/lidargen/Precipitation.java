package io.tailforge.lidargen;

/**
 * Falling particles by size: {@code n0 exp(-slope D)} per cubic metre and millimetre of diameter. Rain after Marshall and
 * Palmer (1948), snow after Gunn and Marshall (1958; D of the melted flake).
 *
 * @param n0 1 / (m^3 mm)
 * @param slope 1 / mm
 * @param backscatter share of the light on a particle's disc that comes back as from a white matt plate: Fresnel
 *     reflection at normal incidence
 */
record Precipitation(double n0, double slope, double backscatter) {
    static final double SMALLEST_MILLIMETRES = 0.05;
    private static final double WATER = fresnel(1.328);
    private static final double ICE = fresnel(1.303);
    private static final Precipitation NONE = new Precipitation(0, 1, WATER);

    static Precipitation rain(double millimetresPerHour) {
        return millimetresPerHour <= 0
                ? NONE
                : new Precipitation(8000, 4.1 * StrictMath.pow(millimetresPerHour, -0.21), WATER);
    }

    /** @param millimetresPerHour as liquid water */
    static Precipitation snow(double millimetresPerHour) {
        return millimetresPerHour <= 0
                ? NONE
                : new Precipitation(
                        7600 * StrictMath.pow(millimetresPerHour, -0.87),
                        2.55 * StrictMath.pow(millimetresPerHour, -0.48),
                        ICE);
    }

    private static double fresnel(double index) {
        double r = (index - 1) / (index + 1);
        return r * r;
    }

    boolean isNone() {
        return n0 == 0;
    }

    /** Extinction, 1/m: each particle takes twice its cross-section out of the beam (large against 905 nm). */
    double extinction() {
        return Math.PI * n0 / (slope * slope * slope) * 1e-6;
    }

    /** Particles per cubic metre with at least this diameter. */
    double larger(double millimetres) {
        return n0 / slope * StrictMath.exp(-slope * Math.max(millimetres, SMALLEST_MILLIMETRES));
    }
}
