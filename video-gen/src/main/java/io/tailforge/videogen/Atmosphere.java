package io.tailforge.videogen;

/**
 * Sunlight scattered by clear air: Rayleigh and Mie scattering and ozone along the view ray, once, and a share of the
 * light scattered more often. Units are kilolux and kilocandela per square metre, linear sRGB.
 */
final class Atmosphere {
    private static final double PLANET = 6.36e6;
    private static final double TOP = 80e3;
    private static final double[] RAYLEIGH = {5.8e-6, 13.2e-6, 32.0e-6};
    private static final double[] OZONE = {0.65e-6, 1.88e-6, 0.085e-6};
    private static final double MIE = 4e-5;
    private static final double MIE_ABSORPTION = 4e-6;
    private static final double RAYLEIGH_HEIGHT = 8000;
    private static final double MIE_HEIGHT = 1200;
    private static final double ASYMMETRY = 0.76;
    private static final double SUN_ABOVE_AIR = 128;
    private static final double MORE_SCATTERING = 0.045;
    private static final int VIEW_STEPS = 14;
    private static final int LIGHT_STEPS = 6;

    private final double[] sun;

    /** @param sun unit vector towards the sun */
    Atmosphere(double[] sun) {
        this.sun = sun.clone();
    }

    /** Light of the sun at the ground, perpendicular to it. */
    double[] directSun() {
        double[] transmitted = transmission(0, 0, PLANET + 1, sun[0], sun[1], sun[2]);
        for (int c = 0; c < 3; c++) {
            transmitted[c] *= SUN_ABOVE_AIR;
        }
        return transmitted;
    }

    /** Radiance from a direction above the horizon, into {@code out}. */
    void radiance(double dx, double dy, double dz, double[] out) {
        double length = distanceToTop(PLANET, dz);
        double cos = dx * sun[0] + dy * sun[1] + dz * sun[2];
        double rayleighPhase = 3 / (16 * Math.PI) * (1 + cos * cos);
        double miePhase = henyeyGreenstein(cos);
        double[] depth = new double[3];
        out[0] = out[1] = out[2] = 0;
        double previous = 0;
        for (int i = 1; i <= VIEW_STEPS; i++) {
            double share = (double) i / VIEW_STEPS;
            double end = length * share * share;
            double middle = 0.5 * (previous + end);
            scatter(
                    dx * middle,
                    dy * middle,
                    PLANET + dz * middle,
                    end - previous,
                    rayleighPhase,
                    miePhase,
                    depth,
                    out);
            previous = end;
        }
    }

    private void scatter(
            double x,
            double y,
            double z,
            double step,
            double rayleighPhase,
            double miePhase,
            double[] depth,
            double[] out) {
        double height = Math.sqrt(x * x + y * y + z * z) - PLANET;
        double rayleigh = StrictMath.exp(-height / RAYLEIGH_HEIGHT);
        double mie = StrictMath.exp(-height / MIE_HEIGHT);
        double[] light = transmission(x, y, z, sun[0], sun[1], sun[2]);
        double[] above = {light[0], light[1], light[2]};
        for (int c = 0; c < 3; c++) {
            double extinction = RAYLEIGH[c] * rayleigh + (MIE + MIE_ABSORPTION) * mie + OZONE[c] * ozone(height);
            double seen = StrictMath.exp(-(depth[c] + 0.5 * extinction * step));
            double once = (RAYLEIGH[c] * rayleigh * rayleighPhase + MIE * mie * miePhase) * light[c];
            double again = (RAYLEIGH[c] * rayleigh + MIE * mie) * MORE_SCATTERING * (0.6 * above[c] + 0.4 * twilight());
            out[c] += SUN_ABOVE_AIR * seen * (once + again) * step;
            depth[c] += extinction * step;
        }
    }

    /** Sunlit air far above still lights the lower air while the sun is just below the horizon. */
    private double twilight() {
        double x = Math.max(0, Math.min(1, (sun[2] + 0.1) / 0.3));
        return x * x * (3 - 2 * x);
    }

    private static double[] transmission(double x, double y, double z, double dx, double dy, double dz) {
        double r = Math.sqrt(x * x + y * y + z * z);
        double cos = (x * dx + y * dy + z * dz) / r;
        if (cos < 0 && r * Math.sqrt(1 - cos * cos) < PLANET) {
            return new double[3];
        }
        double length = distanceToTop(r, cos);
        double[] depth = new double[3];
        double previous = 0;
        for (int i = 1; i <= LIGHT_STEPS; i++) {
            double share = (double) i / LIGHT_STEPS;
            double end = length * share * share;
            double s = 0.5 * (previous + end);
            double height = Math.sqrt(r * r + s * s + 2 * r * s * cos) - PLANET;
            double rayleigh = StrictMath.exp(-height / RAYLEIGH_HEIGHT);
            double mie = StrictMath.exp(-height / MIE_HEIGHT);
            for (int c = 0; c < 3; c++) {
                depth[c] += (RAYLEIGH[c] * rayleigh + (MIE + MIE_ABSORPTION) * mie + OZONE[c] * ozone(height))
                        * (end - previous);
            }
            previous = end;
        }
        return new double[] {StrictMath.exp(-depth[0]), StrictMath.exp(-depth[1]), StrictMath.exp(-depth[2])};
    }

    private static double ozone(double height) {
        return Math.max(0, 1 - Math.abs(height - 25e3) / 15e3);
    }

    private static double distanceToTop(double r, double cos) {
        double b = r * cos;
        double top = PLANET + TOP;
        return -b + Math.sqrt(b * b + top * top - r * r);
    }

    private static double henyeyGreenstein(double cos) {
        double g = ASYMMETRY;
        double base = 1 + g * g - 2 * g * cos;
        return (1 - g * g) / (4 * Math.PI * base * Math.sqrt(base));
    }
}
