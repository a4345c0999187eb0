package io.tailforge.videogen;

import java.util.ArrayList;
import java.util.List;

/**
 * Falling particles of one size class: a pattern without end that is the same for every camera and frame, and falls as one.
 * Each cubic metre of the pattern holds its own particles, by a hash of its place.
 *
 * @param diameter metres, as the particle looks
 * @param perCubicMetre how many
 * @param speed metres a second, downwards
 * @param purpose seed of this class
 */
record ParticleField(float diameter, float perCubicMetre, float speed, int purpose) {
    private static final double[] RAIN_MILLIMETRES = {1, 1.5, 2, 3, 4.5};
    private static final double[] SNOW_MILLIMETRES = {0.7, 1.2, 2, 3.2, 5};
    /** Flakes are as light as fresh snow: this much wider than the drop that they melt to. */
    private static final double FLAKE = 2.15;

    /** Marshall and Palmer (1948), the law of the LiDAR: {@code 8000 exp(-4.1 R^-0.21 D)} per cubic metre and millimetre. */
    static List<ParticleField> rain(double millimetresPerHour, int seed) {
        if (millimetresPerHour <= 0) {
            return List.of();
        }
        double slope = 4.1 * StrictMath.pow(millimetresPerHour, -0.21);
        return classes(RAIN_MILLIMETRES, 8000, slope, 1, seed);
    }

    /** Gunn and Marshall (1958), by the diameter of the melted flake. @param millimetresPerHour of water */
    static List<ParticleField> snow(double millimetresPerHour, int seed) {
        if (millimetresPerHour <= 0) {
            return List.of();
        }
        double n0 = 7600 * StrictMath.pow(millimetresPerHour, -0.87);
        double slope = 2.55 * StrictMath.pow(millimetresPerHour, -0.48);
        return classes(SNOW_MILLIMETRES, n0, slope, FLAKE, seed);
    }

    private static List<ParticleField> classes(double[] edges, double n0, double slope, double widening, int seed) {
        List<ParticleField> fields = new ArrayList<>();
        for (int k = 0; k + 1 < edges.length; k++) {
            double above = StrictMath.exp(-slope * edges[k]);
            double below = StrictMath.exp(-slope * edges[k + 1]);
            double middle = 0.5 * (edges[k] + edges[k + 1]);
            double speed = widening > 1 ? flakeSpeed(middle) : dropSpeed(middle);
            fields.add(new ParticleField(
                    (float) (1e-3 * middle * widening),
                    (float) (n0 / slope * (above - below)),
                    (float) speed,
                    Noise.hash(k, seed, 61)));
        }
        return List.copyOf(fields);
    }

    /** Terminal velocity of a drop by its diameter in millimetres (Atlas, Srivastava and Sekhon 1973). */
    static double dropSpeed(double millimetres) {
        return 9.65 - 10.3 * StrictMath.exp(-0.6 * millimetres);
    }

    /** A little faster the larger: about 1 m/s (after Langleben 1954). */
    private static double flakeSpeed(double millimetres) {
        return StrictMath.pow(millimetres, 0.31);
    }

    /** How many particles a cell of the pattern holds: on average as many as there are. */
    int count(int i, int j, int k) {
        int whole = (int) perCubicMetre;
        return whole + (Noise.unit(hash(i, j, k)) < perCubicMetre - whole ? 1 : 0);
    }

    /** The seed of a cell's particles. */
    int hash(int i, int j, int k) {
        return Noise.hash(i, j, Noise.hash(k, purpose, 62));
    }
}
