package io.tailforge.conditioning.assemble;

import java.util.List;

/** Rows of numbers along a line, made even and smooth. */
final class Resampling {
    private Resampling() {}

    /**
     * Columns at equal steps, without the last one, which is the distance along the line; at least two samples.
     *
     * @param rows the last number of each is the distance, increasing
     */
    static double[][] every(List<double[]> rows, double step) {
        int columns = rows.getFirst().length - 1;
        double length = rows.getLast()[columns];
        int n = Math.max(2, (int) Math.floor(length / step) + 1);
        double[][] even = new double[columns][n];
        int row = 0;
        for (int i = 0; i < n; i++) {
            double at = Math.min(length, i * step);
            while (row < rows.size() - 2 && rows.get(row + 1)[columns] < at) {
                row++;
            }
            double[] a = rows.get(row);
            double[] b = rows.get(Math.min(row + 1, rows.size() - 1));
            double gap = b[columns] - a[columns];
            double t = gap <= 0 ? 0 : (at - a[columns]) / gap;
            for (int column = 0; column < columns; column++) {
                even[column][i] = a[column] + (b[column] - a[column]) * t;
            }
        }
        return even;
    }

    /** Gaussian; beyond its ends the line goes on as its mirror image about the end point, so ends and straight lines stay. */
    static double[] smoothed(double[] values, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] kernel = new double[radius + 1];
        double sum = 0;
        for (int k = 0; k <= radius; k++) {
            kernel[k] = StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = kernel[0] * values[i];
            for (int k = 1; k <= radius; k++) {
                value += kernel[k] * (mirrored(values, i - k) + mirrored(values, i + k));
            }
            smooth[i] = value / sum;
        }
        return smooth;
    }

    private static double mirrored(double[] values, int i) {
        int last = values.length - 1;
        if (i < 0) {
            return 2 * values[0] - values[Math.min(last, -i)];
        }
        return i > last ? 2 * values[last] - values[Math.max(0, 2 * last - i)] : values[i];
    }
}
