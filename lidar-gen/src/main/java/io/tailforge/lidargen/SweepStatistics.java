package io.tailforge.lidargen;

import io.tailforge.scene.artifact.SemanticClass;
import java.util.Arrays;

/**
 * What one can compare between a simulated and a real sweep of a sensor without knowing the place.
 *
 * @param missing share of shots without a return, or with one nearer than 2.5 m
 * @param validByRing share of each ring's shots with a return from 2.5 m on, ring 0 the lowest
 * @param neighbourMetres median difference of range between neighbouring columns of a ring
 * @param intensity 10th, 50th, 90th and 99th percentile of the returns from 2.5 m on
 * @param groundSigma standard deviation of the road's points within 25 m about their plane, metres; NaN without a road
 */
public record SweepStatistics(
        double missing, double[] validByRing, double neighbourMetres, double[] intensity, double groundSigma) {
    private static final double NEAR = 2.5;
    private static final double GROUND_REACH = 25;
    private static final double[] QUANTILES = {0.1, 0.5, 0.9, 0.99};

    public static SweepStatistics of(SweepPoints points, BeamPattern pattern) {
        float[] image = new SweepCloud(points, pattern, false).rangeImage();
        int columns = pattern.columns();
        double[] valid = new double[pattern.rings()];
        double[] steps = new double[image.length];
        int stepCount = 0;
        for (int at = 0; at < image.length; at++) {
            if (image[at] >= NEAR) {
                valid[pattern.rings() - 1 - at / columns] += 1.0 / columns;
                if (at % columns > 0 && image[at - 1] >= NEAR) {
                    steps[stepCount++] = Math.abs(image[at] - image[at - 1]);
                }
            }
        }
        double missing = 1 - Arrays.stream(valid).average().orElse(0);
        double[] sorted = Arrays.copyOf(steps, stepCount);
        Arrays.sort(sorted);
        return new SweepStatistics(missing, valid, quantile(sorted, 0.5), intensities(points), groundSigma(points));
    }

    private static double[] intensities(SweepPoints points) {
        double[] values = new double[points.size()];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (points.range()[i] >= NEAR) {
                values[count++] = points.intensity()[i] & 0xFF;
            }
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return Arrays.stream(QUANTILES).map(share -> quantile(sorted, share)).toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    /** About the plane of least squares. */
    private static double groundSigma(SweepPoints points) {
        double[] sums = new double[9];
        for (int i = 0; i < points.size(); i++) {
            if (isRoad(points, i)) {
                add(sums, points.xyz()[3 * i], points.xyz()[3 * i + 1], points.xyz()[3 * i + 2]);
            }
        }
        double n = sums[0];
        double xx = sums[4] - sums[1] * sums[1] / n;
        double xy = sums[5] - sums[1] * sums[2] / n;
        double yy = sums[6] - sums[2] * sums[2] / n;
        double xz = sums[7] - sums[1] * sums[3] / n;
        double yz = sums[8] - sums[2] * sums[3] / n;
        double a = (xz * yy - yz * xy) / (xx * yy - xy * xy);
        double b = (yz * xx - xz * xy) / (xx * yy - xy * xy);
        double squares = 0;
        for (int i = 0; i < points.size(); i++) {
            if (isRoad(points, i)) {
                double error = points.xyz()[3 * i + 2]
                        - sums[3] / n
                        - a * (points.xyz()[3 * i] - sums[1] / n)
                        - b * (points.xyz()[3 * i + 1] - sums[2] / n);
                squares += error * error;
            }
        }
        return Math.sqrt(squares / n);
    }

    /** n, x, y, z, xx, xy, yy, xz, yz */
    private static void add(double[] sums, double x, double y, double z) {
        double[] terms = {1, x, y, z, x * x, x * y, y * y, x * z, y * z};
        Arrays.setAll(sums, i -> sums[i] + terms[i]);
    }

    private static boolean isRoad(SweepPoints points, int i) {
        return points.semantic()[i] == SemanticClass.ROAD.id()
                && Math.hypot(points.xyz()[3 * i], points.xyz()[3 * i + 1]) < GROUND_REACH;
    }
}
