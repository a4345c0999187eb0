package io.tailforge.quality.check.view;

import io.tailforge.quality.check.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The epipolar geometry of two pictures that fits matches between them best: eight-point algorithm within RANSAC, nothing known
 * of cameras or poses.
 *
 * @param matrix row by row; x1' F x0 = 0
 */
record Fundamental(double[] matrix) {
    private static final int EIGHT = 8;
    private static final int MOST_ROUNDS = 96;

    /** A match this near its epipolar lines fits, pixels. */
    private static final double FITS = 1;

    /** @param u0 and {@code v0} in the one, {@code u1} and {@code v1} in the other picture, pixels */
    record Pair(double u0, double v0, double u1, double v1) {}

    /** Empty for fewer than sixteen matches. */
    static Optional<Fundamental> fit(List<Pair> pairs) {
        if (pairs.size() < 2 * EIGHT) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(pairs.size());
        List<Pair> best = List.of();
        double rounds = MOST_ROUNDS;
        for (int round = 0; round < rounds; round++) {
            List<Pair> fitting = eightPoint(sample(pairs, random)).listFitting(pairs);
            if (fitting.size() > best.size()) {
                best = fitting;
                rounds = Math.min(MOST_ROUNDS, rounds((double) best.size() / pairs.size()));
            }
        }
        return Optional.of(eightPoint(best.size() < EIGHT ? pairs : best));
    }

    /** Draws that find eight fitting ones with 99 %. */
    private static double rounds(double share) {
        return Math.log(0.01) / Math.log(1 - Math.min(0.9999, Math.pow(share, EIGHT)));
    }

    private static List<Pair> sample(List<Pair> pairs, SplittableRandom random) {
        List<Pair> left = new ArrayList<>(pairs);
        List<Pair> drawn = new ArrayList<>();
        for (int i = 0; i < EIGHT; i++) {
            int at = random.nextInt(left.size());
            drawn.add(left.get(at));
            left.set(at, left.getLast());
            left.removeLast();
        }
        return drawn;
    }

    private List<Pair> listFitting(List<Pair> pairs) {
        return pairs.stream().filter(pair -> sampson(pair) < FITS).toList();
    }

    /** Root of Sampson's distance: how far a match is from its epipolar lines, pixels. */
    double sampson(Pair p) {
        double[] f = matrix;
        double a = f[0] * p.u0() + f[1] * p.v0() + f[2];
        double b = f[3] * p.u0() + f[4] * p.v0() + f[5];
        double c = f[6] * p.u0() + f[7] * p.v0() + f[8];
        double d = f[0] * p.u1() + f[3] * p.v1() + f[6];
        double e = f[1] * p.u1() + f[4] * p.v1() + f[7];
        double slope = a * a + b * b + d * d + e * e;
        return slope == 0 ? 0 : Math.abs(a * p.u1() + b * p.v1() + c) / Math.sqrt(slope);
    }

    double median(List<Pair> pairs) {
        return Medians.median(pairs.stream().mapToDouble(this::sampson).toArray());
    }

    private static Fundamental eightPoint(List<Pair> pairs) {
        double[] n0 = normalisation(
                pairs.stream().map(Pair::u0).toList(),
                pairs.stream().map(Pair::v0).toList());
        double[] n1 = normalisation(
                pairs.stream().map(Pair::u1).toList(),
                pairs.stream().map(Pair::v1).toList());
        double[][] product = new double[9][9];
        for (Pair pair : pairs) {
            double x0 = n0[0] * (pair.u0() - n0[1]);
            double y0 = n0[0] * (pair.v0() - n0[2]);
            double x1 = n1[0] * (pair.u1() - n1[1]);
            double y1 = n1[0] * (pair.v1() - n1[2]);
            add(product, new double[] {x1 * x0, x1 * y0, x1, y1 * x0, y1 * y0, y1, x0, y0, 1});
        }
        double[] f = singular(SymmetricMatrix.leastEigenvector(product));
        return new Fundamental(times(transposed(affine(n1)), times(f, affine(n0))));
    }

    /** Scale and centre that make the mean distance from the middle the root of two (Hartley 1997). */
    private static double[] normalisation(List<Double> u, List<Double> v) {
        double cu = u.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double cv = v.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double sum = 0;
        for (int i = 0; i < u.size(); i++) {
            sum += Math.hypot(u.get(i) - cu, v.get(i) - cv);
        }
        return new double[] {Math.sqrt(2) * u.size() / Math.max(1e-9, sum), cu, cv};
    }

    private static double[] affine(double[] n) {
        return new double[] {n[0], 0, -n[0] * n[1], 0, n[0], -n[0] * n[2], 0, 0, 1};
    }

    private static void add(double[][] product, double[] row) {
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                product[i][j] += row[i] * row[j];
            }
        }
    }

    /** Of rank two: what it does to its weakest direction is taken away. */
    private static double[] singular(double[] f) {
        double[] square = times(transposed(f), f);
        double[][] rows = new double[3][3];
        for (int i = 0; i < 9; i++) {
            rows[i / 3][i % 3] = square[i];
        }
        double[] weakest = SymmetricMatrix.leastEigenvector(rows);
        double[] out = f.clone();
        for (int i = 0; i < 3; i++) {
            double along = f[3 * i] * weakest[0] + f[3 * i + 1] * weakest[1] + f[3 * i + 2] * weakest[2];
            for (int j = 0; j < 3; j++) {
                out[3 * i + j] -= along * weakest[j];
            }
        }
        return out;
    }

    private static double[] times(double[] a, double[] b) {
        double[] out = new double[9];
        for (int i = 0; i < 9; i++) {
            int row = i / 3 * 3;
            int column = i % 3;
            out[i] = a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
        }
        return out;
    }

    private static double[] transposed(double[] a) {
        return new double[] {a[0], a[3], a[6], a[1], a[4], a[7], a[2], a[5], a[8]};
    }
}
