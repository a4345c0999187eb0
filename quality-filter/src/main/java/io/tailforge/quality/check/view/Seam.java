package io.tailforge.quality.check.view;

import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.view.Overlap.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much brighter and otherwise coloured the second of two cameras shows the same places. A lens darkens towards its edge:
 * what goes with the distance from the pictures' middles is taken out of the brightness.
 *
 * @param places that were compared
 * @param gain second / first, 1 where they agree
 * @param error standard error of its natural logarithm: bands of rows are left out in turn, for what mirrors and what a lamp
 *     lights differs by surface, and places of one surface err alike
 * @param level whether almost all of them lie on the ground, which shines the more the flatter a camera looks at it
 * @param colour difference in chroma levels
 */
record Seam(int places, double gain, double error, boolean level, double colour) {
    private static final int BANDS = 8;

    /** Darker and brighter places say little about a gain. */
    private static final double DARK = 12;

    private static final double BRIGHT = 195;

    /** Of the eccentricities, beside which a slope shows. */
    private static final double LEAST_VARIANCE = 0.002;

    private static final int ROUNDS = 4;

    private static final double MOSTLY = 0.9;

    /** Standard errors that chance may do. */
    private static final double SURE = 3;

    static Seam of(List<Place> agreed) {
        List<Place> clear = agreed.stream()
                .filter(Seam::isClear)
                .sorted(Comparator.comparingDouble(place -> place.inFirst().v()))
                .toList();
        return new Seam(clear.size(), Math.exp(logGain(clear)), error(clear), isLevel(clear), colour(clear));
    }

    private static boolean isLevel(List<Place> places) {
        return places.stream().filter(Place::level).count() > MOSTLY * places.size();
    }

    /** How much brighter the second surely is, or darker: natural logarithm of the gain, less three standard errors; 0 or more. */
    double sureGain() {
        return Math.max(0, Math.abs(Math.log(gain)) - SURE * error);
    }

    private static double logGain(List<Place> places) {
        double[] ratio = places.stream()
                .mapToDouble(place -> Math.log(
                        place.toneInSecond().luma() / place.toneInFirst().luma()))
                .toArray();
        double[] outwards = places.stream()
                .mapToDouble(place -> place.toneInSecond().eccentricity()
                        - place.toneInFirst().eccentricity())
                .toArray();
        return intercept(outwards, ratio);
    }

    /** Jackknife over bands of rows. */
    private static double error(List<Place> byRow) {
        double[] without = IntStream.range(0, BANDS)
                .mapToDouble(band -> logGain(without(byRow, band)))
                .toArray();
        double mean =
                IntStream.range(0, BANDS).mapToDouble(band -> without[band]).sum() / BANDS;
        double squares = IntStream.range(0, BANDS)
                .mapToDouble(band -> (without[band] - mean) * (without[band] - mean))
                .sum();
        return Math.sqrt(squares * (BANDS - 1) / BANDS);
    }

    private static List<Place> without(List<Place> byRow, int band) {
        int from = byRow.size() * band / BANDS;
        int to = byRow.size() * (band + 1) / BANDS;
        return IntStream.range(0, byRow.size())
                .filter(i -> i < from || i >= to)
                .mapToObj(byRow::get)
                .toList();
    }

    private static boolean isClear(Place place) {
        double least = Math.min(place.toneInFirst().luma(), place.toneInSecond().luma());
        double most = Math.max(place.toneInFirst().luma(), place.toneInSecond().luma());
        return least > DARK && most < BRIGHT;
    }

    private static double colour(List<Place> places) {
        double blue = Medians.median(places.stream()
                .mapToDouble(place ->
                        place.toneInSecond().blue() - place.toneInFirst().blue())
                .toArray());
        double red = Medians.median(places.stream()
                .mapToDouble(place ->
                        place.toneInSecond().red() - place.toneInFirst().red())
                .toArray());
        return Math.hypot(blue, red);
    }

    /** Of the line through the points, without those that lie far from it. */
    private static double intercept(double[] x, double[] y) {
        double slope = 0;
        double intercept = Medians.median(y);
        for (int round = 0; round < ROUNDS; round++) {
            double[] off = new double[x.length];
            for (int i = 0; i < off.length; i++) {
                off[i] = Math.abs(y[i] - intercept - slope * x[i]);
            }
            double most = Math.max(0.02, 3 * Medians.median(off));
            double n = 0;
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double sxy = 0;
            for (int i = 0; i < x.length; i++) {
                if (off[i] <= most) {
                    n++;
                    sx += x[i];
                    sy += y[i];
                    sxx += x[i] * x[i];
                    sxy += x[i] * y[i];
                }
            }
            // A little weight holds the slope to zero where the points do not spread.
            slope = n == 0 ? 0 : (sxy - sx * sy / n) / (sxx - sx * sx / n + LEAST_VARIANCE * n);
            intercept = n == 0 ? 0 : (sy - slope * sx) / n;
        }
        return intercept;
    }
}
