package io.tailforge.service.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Seconds as a sum of what a clip consists of; no part is negative. Denoising steps multiply the cameras' share, 35 of them
 * counting once.
 *
 * @param perClip what every clip costs, for example to build its world
 * @param perFrame of one camera frame, whatever its size
 * @param perMegapixel of camera frames
 * @param perMegashot of LiDAR
 */
public record WorkModel(double perClip, double perFrame, double perMegapixel, double perMegashot) {
    /** Nothing known but that twice the pixels take twice the time. A shot costs what a pixel does. */
    static final WorkModel PROPORTIONAL = new WorkModel(0, 0, 1, 1);

    private static final int TERMS = 4;
    private static final double USUAL_STEPS = 35;

    /** What clips of a shape took. */
    record Point(ClipShape shape, double seconds) {}

    double seconds(ClipShape shape) {
        double[] parts = parts(shape);
        return perClip * parts[0] + perFrame * parts[1] + perMegapixel * parts[2] + perMegashot * parts[3];
    }

    WorkModel times(double factor) {
        return new WorkModel(perClip * factor, perFrame * factor, perMegapixel * factor, perMegashot * factor);
    }

    private static double[] parts(ClipShape shape) {
        double steps = shape.steps() == 0 ? 1 : shape.steps() / USUAL_STEPS;
        return new double[] {1, shape.cameraFrames() * steps, shape.megapixels() * steps, shape.megashots()};
    }

    /**
     * The model with the smallest sum of squared relative errors. Every choice of terms is tried that leaves a point to spare.
     *
     * @return empty where there are too few points
     */
    static Optional<WorkModel> fit(List<Point> points) {
        Optional<Fitted> best = Optional.empty();
        for (int terms = 1; terms < 1 << TERMS; terms++) {
            if (points.size() > Integer.bitCount(terms)) {
                Optional<Fitted> found = fit(points, terms);
                if (found.isPresent() && (best.isEmpty() || found.get().error < best.get().error)) {
                    best = found;
                }
            }
        }
        return best.map(Fitted::model);
    }

    private record Fitted(WorkModel model, double error) {}

    /** Least squares over some of the terms; empty where one of them would be negative. */
    private static Optional<Fitted> fit(List<Point> points, int terms) {
        int[] chosen = chosen(terms);
        int n = chosen.length;
        double[][] system = new double[n][n + 1];
        for (Point point : points) {
            double[] parts = parts(point.shape);
            for (int i = 0; i < n; i++) {
                double left = parts[chosen[i]] / point.seconds;
                for (int j = 0; j < n; j++) {
                    system[i][j] += left * parts[chosen[j]] / point.seconds;
                }
                system[i][n] += left;
            }
        }
        return solve(system)
                .flatMap(found -> model(chosen, found))
                .map(model -> new Fitted(model, error(model, points)));
    }

    private static int[] chosen(int terms) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < TERMS; i++) {
            if ((terms >> i & 1) == 1) {
                chosen.add(i);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Optional<WorkModel> model(int[] chosen, double[] found) {
        if (Arrays.stream(found).anyMatch(value -> !(value >= 0))) {
            return Optional.empty();
        }
        double[] all = new double[TERMS];
        for (int i = 0; i < chosen.length; i++) {
            all[chosen[i]] = found[i];
        }
        return Optional.of(new WorkModel(all[0], all[1], all[2], all[3]));
    }

    private static double error(WorkModel model, List<Point> points) {
        return points.stream()
                .mapToDouble(point -> Math.pow(model.seconds(point.shape) / point.seconds - 1, 2))
                .sum();
    }

    /** Gauss-Jordan with pivots; empty where the terms cannot be told apart. */
    private static Optional<double[]> solve(double[][] system) {
        int n = system.length;
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = system[i][i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(system[row][column]) > Math.abs(system[pivot][column]) ? row : pivot;
            }
            if (Math.abs(system[pivot][column]) <= 1e-9 * scale[column]) {
                return Optional.empty();
            }
            double[] swapped = system[pivot];
            system[pivot] = system[column];
            system[column] = swapped;
            eliminate(system, column);
        }
        double[] found = new double[n];
        for (int i = 0; i < n; i++) {
            found[i] = system[i][n] / system[i][i];
        }
        return Optional.of(found);
    }

    private static void eliminate(double[][] system, int column) {
        for (int row = 0; row < system.length; row++) {
            double factor = row == column ? 0 : system[row][column] / system[column][column];
            for (int j = column; j <= system.length; j++) {
                system[row][j] -= factor * system[column][j];
            }
        }
    }
}
