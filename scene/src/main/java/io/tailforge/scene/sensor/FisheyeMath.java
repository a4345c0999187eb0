package io.tailforge.scene.sensor;

/** The fisheye's polynomial with the end of its domain, and the way back. */
final class FisheyeMath implements Projection {
    private static final int SCANNED = 2048;
    private static final int NEWTON_STEPS = 60;

    private final FisheyeCamera camera;
    private final double k1;
    private final double k2;
    private final double k3;
    private final double k4;
    private final double maxAngle;
    private final double maxRadius;

    FisheyeMath(FisheyeCamera camera) {
        this.camera = camera;
        k1 = camera.k().get(0);
        k2 = camera.k().get(1);
        k3 = camera.k().get(2);
        k4 = camera.k().get(3);
        maxAngle = findMaxAngle();
        maxRadius = radius(maxAngle);
    }

    double maxAngle() {
        return maxAngle;
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
        boolean mapped = theta <= maxAngle;
        double r = mapped ? radius(theta) : maxRadius + theta - maxAngle;
        uv[0] = camera.fx() * r * x / xy + camera.cx();
        uv[1] = camera.fy() * r * y / xy + camera.cy();
        return mapped || !camera.shows(uv);
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        double px = (u - camera.cx()) / camera.fx();
        double py = (v - camera.cy()) / camera.fy();
        double r = Math.sqrt(px * px + py * py);
        double theta = r <= maxRadius ? angle(r) : Math.min(Math.PI, maxAngle + r - maxRadius);
        double sin = StrictMath.sin(theta);
        xyz[0] = r == 0 ? 0 : sin * px / r;
        xyz[1] = r == 0 ? 0 : sin * py / r;
        xyz[2] = StrictMath.cos(theta);
    }

    private double radius(double theta) {
        double t = theta * theta;
        return theta * (1 + t * (k1 + t * (k2 + t * (k3 + t * k4))));
    }

    private double slope(double theta) {
        double t = theta * theta;
        return 1 + t * (3 * k1 + t * (5 * k2 + t * (7 * k3 + t * 9 * k4)));
    }

    /** Where the slope first falls to zero, pi where it does not. */
    private double findMaxAngle() {
        double low = 0;
        for (int i = 1; i <= SCANNED; i++) {
            double high = Math.PI * i / SCANNED;
            if (!(slope(high) > 0)) {
                return lastRising(low, high);
            }
            low = high;
        }
        return Math.PI;
    }

    private double lastRising(double rising, double falling) {
        double low = rising;
        double high = falling;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (slope(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The angle of a radius within the domain: Newton's steps, halving the bracket where one would leave it. */
    private double angle(double r) {
        double low = 0;
        double high = maxAngle;
        double theta = Math.min(r, maxAngle);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            double error = radius(theta) - r;
            if (error > 0) {
                high = theta;
            } else {
                low = theta;
            }
            double next = theta - error / slope(theta);
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - theta) <= 1e-16 * maxAngle) {
                return next;
            }
            theta = next;
        }
        return theta;
    }
}
