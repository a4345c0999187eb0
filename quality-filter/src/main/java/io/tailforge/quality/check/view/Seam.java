package io.tailforge.quality.check.view;

import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.view.Overlap.Place;
import java.util.List;

/**
 * How much brighter and otherwise coloured the second of two cameras shows the same places. A lens darkens towards its edge:
 * what goes with the distance from the pictures' middles is taken out of the brightness.
 *
 * @param places that were compared
 * @param gain second / first, 1 where they agree
 * @param colour difference in chroma levels
 */
record Seam(int places, double gain, double colour) {
    /** Darker and brighter places say little about a gain. */
    private static final double DARK = 12;

    private static final double BRIGHT = 195;

    /** Of the eccentricities, beside which a slope shows. */
    private static final double LEAST_VARIANCE = 0.002;

    private static final int ROUNDS = 4;

    static Seam of(List<Place> agreed) {
        List<Place> clear = agreed.stream().filter(Seam::isClear).toList();
        double[] ratio = clear.stream()
                .mapToDouble(place -> Math.log(
                        place.toneInSecond().luma() / place.toneInFirst().luma()))
                .toArray();
        double[] outwards = clear.stream()
                .mapToDouble(place -> place.toneInSecond().eccentricity()
                        - place.toneInFirst().eccentricity())
                .toArray();
        return new Seam(clear.size(), Math.exp(intercept(outwards, ratio)), colour(clear));
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
