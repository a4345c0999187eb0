package io.tailforge.quality.check.lidar;

import java.util.Arrays;

/**
 * The small motion that brings points on to the planes they should lie on: a shift, a turn, and a speed that the points' times
 * multiply. Robust least squares of {@code n . (shift + turn x p + speed t) = e}; what the planes do not tell (along a bare
 * road) stays near zero.
 */
final class RigidFit {
    /** Shift x, y, z (m), turn x, y, z (rad), speed x, y (m/s). */
    static final int UNKNOWNS = 8;

    /** What is expected of each unknown at the most, as one sigma. */
    private static final double[] PRIOR = {0.5, 0.5, 0.5, 0.03, 0.03, 0.03, 5, 5};

    private static final double SIGMA = 0.05;
    private static final int ROUNDS = 6;
    private static final double FIRST_REACH = 1.0;
    private static final double LEAST_REACH = 0.06;

    private final double[][] rows;
    private final double[] errors;
    private int count;

    RigidFit(int capacity) {
        rows = new double[capacity][];
        errors = new double[capacity];
    }

    /** @param n the plane's normal @param p the point from the sensor @param seconds from the sweep's middle @param e m */
    void add(double[] n, double[] p, double seconds, double e) {
        rows[count] = new double[] {
            n[0],
            n[1],
            n[2],
            p[1] * n[2] - p[2] * n[1],
            p[2] * n[0] - p[0] * n[2],
            p[0] * n[1] - p[1] * n[0],
            n[0] * seconds,
            n[1] * seconds
        };
        errors[count++] = e;
    }

    int count() {
        return count;
    }

    /** The unknowns in their order. */
    double[] solve() {
        double[] x = new double[UNKNOWNS];
        double reach = FIRST_REACH;
        for (int round = 0; round < ROUNDS; round++) {
            x = weighted(x, reach);
            reach = Math.max(LEAST_REACH, Math.min(reach, 4.5 * medianOff(x)));
        }
        return x;
    }

    private double[] weighted(double[] before, double reach) {
        double[][] a = new double[UNKNOWNS][UNKNOWNS + 1];
        for (int i = 0; i < UNKNOWNS; i++) {
            a[i][i] = SIGMA * SIGMA / (PRIOR[i] * PRIOR[i]);
        }
        for (int k = 0; k < count; k++) {
            double off = off(k, before) / reach;
            double weight = Math.abs(off) >= 1 ? 0 : (1 - off * off) * (1 - off * off);
            for (int i = 0; weight > 0 && i < UNKNOWNS; i++) {
                double left = weight * rows[k][i];
                for (int j = i; j < UNKNOWNS; j++) {
                    a[i][j] += left * rows[k][j];
                }
                a[i][UNKNOWNS] += left * errors[k];
            }
        }
        return eliminated(a);
    }

    /** Of a symmetric positive matrix whose upper half is given, with the right side as its last column. */
    private static double[] eliminated(double[][] a) {
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int j = i + 1; j < UNKNOWNS; j++) {
                double factor = a[i][j] / a[i][i];
                for (int k = j; k <= UNKNOWNS; k++) {
                    a[j][k] -= factor * a[i][k];
                }
            }
        }
        double[] x = new double[UNKNOWNS];
        for (int i = UNKNOWNS - 1; i >= 0; i--) {
            double sum = a[i][UNKNOWNS];
            for (int j = i + 1; j < UNKNOWNS; j++) {
                sum -= a[i][j] * x[j];
            }
            x[i] = sum / a[i][i];
        }
        return x;
    }

    private double off(int k, double[] x) {
        double off = errors[k];
        for (int i = 0; i < UNKNOWNS; i++) {
            off -= rows[k][i] * x[i];
        }
        return off;
    }

    private double medianOff(double[] x) {
        double[] off = new double[count];
        for (int k = 0; k < count; k++) {
            off[k] = Math.abs(off(k, x));
        }
        Arrays.sort(off);
        return count == 0 ? 0 : off[count / 2];
    }
}
