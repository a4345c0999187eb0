package io.tailforge.scene.sensor;

import java.util.Arrays;

/** The fitted inverse of an f-theta camera; fitted once per camera and kept, because it is asked for per vertex. */
final class FThetaMath implements Projection {
    private static final int FIT_SAMPLES = 500;
    private static final int FIT_DEGREE = 5;
    private static final int CHECKED_STEPS = 256;
    private static final Prepared<FThetaCamera, FThetaMath> FITTED = new Prepared<>(FThetaMath::new);

    private final FThetaCamera camera;
    private final double[] angleFromDistance;
    private final double[] distanceFromAngle;
    private final double fitRadius;
    private final double maxAngle;
    private final double inverseDeterminant;

    private FThetaMath(FThetaCamera camera) {
        this.camera = camera;
        double[] given =
                camera.polynomial().stream().mapToDouble(Double::doubleValue).toArray();
        inverseDeterminant = 1 / (camera.c() - camera.d() * camera.e());
        fitRadius = Math.max(maxCornerDistance(), camera.fitRadius().orElse(0));
        if (camera.direction() == FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE) {
            requireRising(given, fitRadius);
            angleFromDistance = given;
            distanceFromAngle = fitInverse(given, fitRadius);
            maxAngle = evaluate(given, fitRadius);
            requireRising(distanceFromAngle, maxAngle);
        } else {
            distanceFromAngle = given;
            maxAngle = solve(given, fitRadius);
            angleFromDistance = fitInverse(given, maxAngle);
        }
    }

    static FThetaMath of(FThetaCamera camera) {
        return FITTED.of(camera);
    }

    double fitRadius() {
        return fitRadius;
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        double xy = Math.sqrt(x * x + y * y);
        if (xy == 0) {
            uv[0] = camera.cx();
            uv[1] = camera.cy();
            return z > 0;
        }
        double theta = StrictMath.atan2(xy, z);
        double r = theta <= maxAngle
                ? evaluate(distanceFromAngle, theta)
                : evaluate(distanceFromAngle, maxAngle) + slope(distanceFromAngle, maxAngle) * (theta - maxAngle);
        double px = r * x / xy;
        double py = r * y / xy;
        uv[0] = camera.c() * px + camera.d() * py + camera.cx();
        uv[1] = (camera.e() * px + py) * camera.verticalScale() + camera.cy();
        return true;
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        double dx = u - camera.cx();
        double dy = (v - camera.cy()) / camera.verticalScale();
        double px = (dx - camera.d() * dy) * inverseDeterminant;
        double py = (camera.c() * dy - camera.e() * dx) * inverseDeterminant;
        double r = Math.sqrt(px * px + py * py);
        double theta = evaluate(angleFromDistance, r);
        double sin = StrictMath.sin(theta);
        xyz[0] = r == 0 ? 0 : sin * px / r;
        xyz[1] = r == 0 ? 0 : sin * py / r;
        xyz[2] = StrictMath.cos(theta);
    }

    private double maxCornerDistance() {
        double max = 0;
        for (int corner = 0; corner < 4; corner++) {
            double dx = (corner & 1) * (camera.width() - 1.0) - camera.cx();
            double dy = ((corner >> 1) * (camera.height() - 1.0) - camera.cy()) / camera.verticalScale();
            double px = (dx - camera.d() * dy) * inverseDeterminant;
            double py = (camera.c() * dy - camera.e() * dx) * inverseDeterminant;
            max = Math.max(max, Math.sqrt(px * px + py * py));
        }
        return max;
    }

    private static double evaluate(double[] k, double x) {
        double value = 0;
        for (int i = k.length - 1; i >= 0; i--) {
            value = value * x + k[i];
        }
        return value;
    }

    private static double slope(double[] k, double x) {
        double value = 0;
        for (int i = k.length - 1; i >= 1; i--) {
            value = value * x + i * k[i];
        }
        return value;
    }

    /** A polynomial that turns back inside the image gives two directions one pixel: no camera does that. */
    private static void requireRising(double[] k, double xMax) {
        for (int i = 0; i <= CHECKED_STEPS; i++) {
            double x = xMax * i / CHECKED_STEPS;
            if (!(slope(k, x) > 0)) {
                throw new IllegalArgumentException(
                        "the f-theta polynomial does not rise at " + x + " of 0.." + xMax + ": " + Arrays.toString(k));
            }
        }
    }

    /** The smallest x in [0, pi] with k(x) = y, pi where there is none; k must rise up to it. */
    private static double solve(double[] k, double y) {
        double low = 0;
        double high = 0;
        for (int i = 1; i <= CHECKED_STEPS && evaluate(k, high) < y; i++) {
            low = high;
            high = Math.PI * i / CHECKED_STEPS;
            if (!(evaluate(k, high) > evaluate(k, low))) {
                throw new IllegalArgumentException("the f-theta polynomial turns back at " + high
                        + " radians, inside the" + " image: " + Arrays.toString(k));
            }
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (evaluate(k, middle) < y) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Least-squares coefficients (k0 = 0) of x over y = k(x), from equally spaced x in [0, xMax]. */
    private static double[] fitInverse(double[] k, double xMax) {
        double yMax = evaluate(k, xMax);
        double[][] normal = new double[FIT_DEGREE][FIT_DEGREE + 1];
        for (int s = 0; s < FIT_SAMPLES; s++) {
            double x = xMax * s / (FIT_SAMPLES - 1);
            double y = evaluate(k, x) / yMax;
            double[] powers = new double[FIT_DEGREE];
            powers[0] = y;
            for (int i = 1; i < FIT_DEGREE; i++) {
                powers[i] = powers[i - 1] * y;
            }
            for (int i = 0; i < FIT_DEGREE; i++) {
                for (int j = 0; j < FIT_DEGREE; j++) {
                    normal[i][j] += powers[i] * powers[j];
                }
                normal[i][FIT_DEGREE] += powers[i] * x;
            }
        }
        double[] solution = solveLinear(normal);
        double[] coefficients = new double[FIT_DEGREE + 1];
        double scale = 1;
        for (int i = 1; i <= FIT_DEGREE; i++) {
            scale *= yMax;
            coefficients[i] = solution[i - 1] / scale;
        }
        return coefficients;
    }

    /** Gaussian elimination with partial pivoting on an augmented matrix. */
    private static double[] solveLinear(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int j = column; j <= n; j++) {
                    a[row][j] -= factor * a[column][j];
                }
            }
        }
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double sum = a[row][n];
            for (int j = row + 1; j < n; j++) {
                sum -= a[row][j] * x[j];
            }
            x[row] = sum / a[row][row];
        }
        return x;
    }
}
