package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;
import io.tailforge.quality.check.Medians;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How the standing world of one camera changed from one frame to the next: means of the middle three fifths of the points.
 *
 * @param frame the one after
 * @param brightness and {@code sharpness}: natural logarithms, as {@link FollowedPoint} has them
 * @param blue and {@code red}: colour differences, levels
 * @param right and {@code down}: from where points had to be, pixels
 * @param noise how far chance moves either of them, one standard error, pixels
 */
record PairChange(
        int frame,
        double brightness,
        double blue,
        double red,
        double sharpness,
        double right,
        double down,
        double noise) {
    private static final int LEAST_POINTS = 30;
    private static final int TRIMMED = 5;

    /** Standard error of a trimmed mean of n values over their median departure from it, times the root of n. */
    private static final double ERROR = 1.65;

    /** Empty where too few points are followed. */
    static Optional<PairChange> of(FramePair pair) {
        List<FollowedPoint> found =
                pair.standing().stream().filter(FollowedPoint::isFound).toList();
        if (found.size() < LEAST_POINTS) {
            return Optional.empty();
        }
        Plane blue = pair.before().chromaBlue();
        Plane blueAfter = pair.after().chromaBlue();
        Plane red = pair.before().chromaRed();
        Plane redAfter = pair.after().chromaRed();
        double right = mean(found, FollowedPoint::offU);
        double down = mean(found, FollowedPoint::offV);
        return Optional.of(new PairChange(
                pair.frame(),
                mean(found, FollowedPoint::brighter),
                mean(found, point -> change(blue, blueAfter, point)),
                mean(found, point -> change(red, redAfter, point)),
                mean(found, FollowedPoint::sharper),
                right,
                down,
                noise(found, right, down)));
    }

    private static double noise(List<FollowedPoint> found, double right, double down) {
        double[] departures = found.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.offU() - right, point.offV() - down))
                .map(Math::abs)
                .toArray();
        return ERROR * Medians.median(departures) / Math.sqrt(found.size());
    }

    private static double change(Plane before, Plane after, FollowedPoint point) {
        return chroma(after, point.foundU(), point.foundV()) - chroma(before, point.u(), point.v());
    }

    private static double chroma(Plane plane, double u, double v) {
        return plane.sample(u / 2 - 0.25, v / 2 - 0.25);
    }

    private static double mean(List<FollowedPoint> points, ToDoubleFunction<FollowedPoint> figure) {
        double[] sorted = points.stream().mapToDouble(figure).sorted().toArray();
        int cut = sorted.length / TRIMMED;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(0);
    }
}
