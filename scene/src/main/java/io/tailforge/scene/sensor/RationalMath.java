package io.tailforge.scene.sensor;

import java.util.List;

/**
 * The rational distortion with the end of its domain, and the way back. Coordinates are those at depth 1. Beyond the domain
 * an image moves on outwards by as much as its direction does.
 */
final class RationalMath implements Projection {
    /** About 86 degrees from the axis. */
    static final double MOST_RADIUS = 16;

    private static final int SCANNED = 1024;
    private static final int DIRECTIONS = 32;
    private static final int NEWTON_STEPS = 60;
    private static final double EXACT = 1e-13;
    private static final double CLOSE = 1e-9;

    private static final double[][] AROUND = new double[DIRECTIONS][2];

    static {
        for (int i = 0; i < DIRECTIONS; i++) {
            AROUND[i][0] = StrictMath.cos(2 * Math.PI * i / DIRECTIONS);
            AROUND[i][1] = StrictMath.sin(2 * Math.PI * i / DIRECTIONS);
        }
    }

    private final RationalCamera camera;
    private final double k1;
    private final double k2;
    private final double p1;
    private final double p2;
    private final double k3;
    private final double k4;
    private final double k5;
    private final double k6;
    private final double maxRadius;

    RationalMath(RationalCamera camera) {
        this.camera = camera;
        List<Double> d = camera.distortion();
        k1 = d.get(0);
        k2 = d.get(1);
        p1 = d.get(2);
        p2 = d.get(3);
        k3 = d.get(4);
        k4 = d.get(5);
        k5 = d.get(6);
        k6 = d.get(7);
        maxRadius = findMaxRadius();
    }

    double maxRadius() {
        return maxRadius;
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        if (z <= 0) {
            return false;
        }
        double px = x / z;
        double py = y / z;
        double r = Math.sqrt(px * px + py * py);
        double inside = r <= maxRadius ? 1 : maxRadius / r;
        distort(px * inside, py * inside, uv);
        uv[0] = camera.fx() * (uv[0] + px * (1 - inside)) + camera.cx();
        uv[1] = camera.fy() * (uv[1] + py * (1 - inside)) + camera.cy();
        return inside == 1 || !camera.shows(uv);
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        double dx = (u - camera.cx()) / camera.fx();
        double dy = (v - camera.cy()) / camera.fy();
        if (!findWithin(dx, dy, xyz)) {
            beyond(dx, dy, xyz);
        }
        double norm = Math.sqrt(xyz[0] * xyz[0] + xyz[1] * xyz[1] + 1);
        xyz[0] /= norm;
        xyz[1] /= norm;
        xyz[2] = 1 / norm;
    }

    private double gain(double t) {
        return (1 + t * (k1 + t * (k2 + t * k3))) / (1 + t * (k4 + t * (k5 + t * k6)));
    }

    private void distort(double x, double y, double[] out) {
        double t = x * x + y * y;
        double g = gain(t);
        out[0] = x * g + 2 * p1 * x * y + p2 * (t + 2 * x * x);
        out[1] = y * g + p1 * (t + 2 * y * y) + 2 * p2 * x * y;
    }

    /** d(x'', y'')/d(x', y') as (a, b, b, d): it is symmetric. */
    private void derive(double x, double y, double[] out) {
        double t = x * x + y * y;
        double above = 1 + t * (k1 + t * (k2 + t * k3));
        double below = 1 + t * (k4 + t * (k5 + t * k6));
        double g = above / below;
        double slope = (k1 + t * (2 * k2 + t * 3 * k3) - g * (k4 + t * (2 * k5 + t * 3 * k6))) / below;
        out[0] = g + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x;
        out[1] = 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y;
        out[2] = g + 2 * y * y * slope + 6 * p1 * y + 2 * p2 * x;
    }

    /** Up to here the image of every direction moves outwards: both eigenvalues of the derivative are above zero. */
    private double findMaxRadius() {
        double low = 0;
        for (int i = 1; i <= SCANNED; i++) {
            double high = MOST_RADIUS * ((double) i / SCANNED) * ((double) i / SCANNED);
            if (!isRising(high)) {
                return lastRising(low, high);
            }
            low = high;
        }
        return MOST_RADIUS;
    }

    private double lastRising(double rising, double falling) {
        double low = rising;
        double high = falling;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (isRising(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isRising(double r) {
        double t = r * r;
        if (!(1 + t * (k4 + t * (k5 + t * k6)) > 0)) {
            return false;
        }
        double[] d = new double[3];
        for (int i = 0; i < DIRECTIONS; i++) {
            derive(r * AROUND[i][0], r * AROUND[i][1], d);
            if (!(d[0] * d[2] - d[1] * d[1] > 0 && d[0] + d[2] > 0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Newton's method, each step halved until it comes nearer; where it no longer does, the point is found or lies outside.
     *
     * @return whether the point lies in the domain
     */
    private boolean findWithin(double dx, double dy, double[] xy) {
        double[] now = new double[2];
        double[] d = new double[3];
        double r = Math.sqrt(dx * dx + dy * dy);
        double start = r <= maxRadius ? 1 : maxRadius / r;
        double x = dx * start;
        double y = dy * start;
        distort(x, y, now);
        double error = distance(now, dx, dy);
        for (int i = 0; i < NEWTON_STEPS && error > EXACT; i++) {
            derive(x, y, d);
            double determinant = d[0] * d[2] - d[1] * d[1];
            double stepX = (d[2] * (dx - now[0]) - d[1] * (dy - now[1])) / determinant;
            double stepY = (d[0] * (dy - now[1]) - d[1] * (dx - now[0])) / determinant;
            double share = 1;
            double nextX = x;
            double nextY = y;
            double nextError = Double.POSITIVE_INFINITY;
            for (; share > 1e-6 && !(nextError < error); share /= 2) {
                nextX = x + share * stepX;
                nextY = y + share * stepY;
                double over = Math.sqrt(nextX * nextX + nextY * nextY) / maxRadius;
                if (over > 1) {
                    nextX /= over;
                    nextY /= over;
                }
                distort(nextX, nextY, now);
                nextError = distance(now, dx, dy);
            }
            if (!(nextError < error)) {
                break;
            }
            x = nextX;
            y = nextY;
            error = nextError;
        }
        xy[0] = x;
        xy[1] = y;
        return error <= CLOSE;
    }

    private static double distance(double[] from, double x, double y) {
        double dx = from[0] - x;
        double dy = from[1] - y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** A point whose image lies beyond that of the domain's edge: the direction by fixed-point steps, then how far out. */
    private void beyond(double dx, double dy, double[] xy) {
        double[] edge = new double[2];
        double ex = dx;
        double ey = dy;
        double out = 0;
        for (int i = 0; i < 20; i++) {
            double norm = Math.sqrt(ex * ex + ey * ey);
            ex /= norm;
            ey /= norm;
            distort(maxRadius * ex, maxRadius * ey, edge);
            out = Math.max(0, (dx - edge[0]) * ex + (dy - edge[1]) * ey);
            double radial = maxRadius * gain(maxRadius * maxRadius);
            ex = dx - (edge[0] - radial * ex);
            ey = dy - (edge[1] - radial * ey);
        }
        double norm = Math.sqrt(ex * ex + ey * ey);
        xy[0] = (maxRadius + out) * ex / norm;
        xy[1] = (maxRadius + out) * ey / norm;
    }
}
