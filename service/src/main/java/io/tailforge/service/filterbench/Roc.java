package io.tailforge.service.filterbench;

import java.util.Arrays;
import java.util.Optional;

/** Detections over false rejects as the bound on the score falls. */
final class Roc {
    private Roc() {}

    /** The chance that a faulty clip scores higher than a clean one, ties counted by half. */
    static Optional<Double> area(double[] faulty, double[] clean) {
        if (faulty.length == 0 || clean.length == 0) {
            return Optional.empty();
        }
        double wins = 0;
        for (double fault : faulty) {
            for (double other : clean) {
                wins += fault > other ? 1 : fault == other ? 0.5 : 0;
            }
        }
        return Optional.of(wins / ((double) faulty.length * clean.length));
    }

    /** Points of the curve, from (0, 0) to (1, 1): share of clean and of faulty clips above each bound. */
    static double[][] curve(double[] faulty, double[] clean) {
        double[] bounds = java.util.stream.DoubleStream.concat(Arrays.stream(faulty), Arrays.stream(clean))
                .distinct()
                .sorted()
                .toArray();
        double[][] points = new double[bounds.length + 1][];
        for (int i = 0; i < bounds.length; i++) {
            points[bounds.length - i] = new double[] {share(clean, bounds[i]), share(faulty, bounds[i])};
        }
        points[0] = new double[] {0, 0};
        return points;
    }

    private static double share(double[] scores, double bound) {
        return (double) Arrays.stream(scores).filter(score -> score >= bound).count() / scores.length;
    }
}
