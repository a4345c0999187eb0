package io.tailforge.lidargen.air;

/**
 * How many spheres of each size a cubic metre of air holds.
 */
public interface DropSizes {
    /** Steps of the integrals over diameters, even in the logarithm: fine enough to average Mie's ripples. */
    int STEPS = 300;

    /** Per cubic metre and millimetre of diameter. */
    double density(double millimetres);

    /** Millimetres; smaller ones do not matter. */
    double smallest();

    /** Millimetres; larger ones do not matter. */
    double largest();

    /** Extinction by Mie's theory, 1/m. */
    default double extinction(RefractiveIndex index, double nanometres) {
        return 1e-6 * integral(index, nanometres, false);
    }

    /** Scattered straight back by Mie's theory, 1 / (m sr): a plate of reflectance R sends R / pi per steradian. */
    default double backscatter(RefractiveIndex index, double nanometres) {
        return 1e-6 / (4 * Math.PI) * integral(index, nanometres, true);
    }

    /** Square millimetres of cross-section times efficiency in a cubic metre. */
    private double integral(RefractiveIndex index, double nanometres, boolean back) {
        double ratio = StrictMath.log(largest() / smallest()) / STEPS;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double diameter = smallest() * StrictMath.exp((i + 0.5) * ratio);
            Mie mie = Mie.sphere(Math.PI * diameter * 1e6 / nanometres, index);
            double efficiency = back ? mie.backscatter() : mie.extinction();
            sum += efficiency * Math.PI / 4 * diameter * diameter * density(diameter) * diameter * ratio;
        }
        return sum;
    }
}
