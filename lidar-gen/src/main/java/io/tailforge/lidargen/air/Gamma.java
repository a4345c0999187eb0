package io.tailforge.lidargen.air;

/** Euler's gamma function. */
final class Gamma {
    private Gamma() {}

    /** Stirling's series after a shift to arguments above 12: 1e-12 relative. @param x above 0 */
    static double of(double x) {
        double product = 1;
        double z = x;
        while (z < 12) {
            product *= z;
            z++;
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
        double log = (z - 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * Math.PI) + series;
        return StrictMath.exp(log) / product;
    }
}
