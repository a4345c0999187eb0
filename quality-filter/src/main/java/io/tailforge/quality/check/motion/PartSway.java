package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Whether parts of the picture drift to and fro over some frames: a world that breathes moves little from frame to frame, and
 * the same way for some. Means of three pairs are held against the middle of those around, as often as chance moves such a mean.
 */
final class PartSway {
    /** Pairs before and after one that tell where a part usually is. */
    private static final int AROUND = 8;

    private static final int LEAST_AROUND = 8;

    /** Of fewer means nothing is told of a part. */
    private static final int LEAST_MEANS = 16;

    private static final int LEAST_PARTS = 3;

    private PartSway() {}

    /** Of the middle part, in standard errors; empty where too few parts have points most of the time. */
    static OptionalDouble of(List<PairFigures> figures) {
        double[] parts = IntStream.range(0, PairFigures.PARTS)
                .mapToObj(part -> means(figures, part))
                .filter(means -> means.size() >= LEAST_MEANS)
                .mapToDouble(PartSway::median)
                .toArray();
        return parts.length < LEAST_PARTS ? OptionalDouble.empty() : OptionalDouble.of(Medians.median(parts));
    }

    private static List<Double> means(List<PairFigures> figures, int part) {
        double[] noise = course(figures, PairFigures::localNoise, part);
        List<Double> means = new ArrayList<>();
        add(course(figures, PairFigures::localU, part), noise, means);
        add(course(figures, PairFigures::localV, part), noise, means);
        return means;
    }

    private static double[] course(List<PairFigures> figures, Function<PairFigures, double[]> figure, int part) {
        return figures.stream().mapToDouble(pair -> figure.apply(pair)[part]).toArray();
    }

    private static void add(double[] places, double[] noise, List<Double> means) {
        for (int t = 1; t + 1 < places.length; t++) {
            double[] three = known(places, t - 1, t + 2);
            double[] around = known(places, Math.max(0, t - AROUND), Math.min(places.length, t + AROUND + 1));
            if (three.length == 3 && around.length >= LEAST_AROUND) {
                double mean = (three[0] + three[1] + three[2]) / 3;
                double error = Medians.median(Arrays.copyOfRange(noise, t - 1, t + 2)) / Math.sqrt(3);
                means.add(Math.abs(mean - Medians.median(around)) / error);
            }
        }
    }

    private static double[] known(double[] places, int from, int to) {
        return Arrays.stream(places, from, to)
                .filter(place -> !Double.isNaN(place))
                .toArray();
    }

    private static double median(List<Double> values) {
        return Medians.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
