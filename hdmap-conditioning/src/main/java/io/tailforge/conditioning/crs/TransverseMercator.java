package io.tailforge.conditioning.crs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Transverse Mercator on the WGS 84 ellipsoid by Krueger's series to the fourth order (Karney, Transverse Mercator with an
 * accuracy of a few nanometers, 2011): below a micrometre within 3 degrees of the meridian. The same bits on every machine.
 */
final class TransverseMercator implements ProjectedCrs {
    private static final double EQUATOR_RADIUS = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double E2 = FLATTENING * (2 - FLATTENING);
    private static final double E = Math.sqrt(E2);
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double RECTIFYING_RADIUS = EQUATOR_RADIUS / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    /** From the meridian; beyond it the series means nothing. */
    private static final double REACH = Math.toRadians(30);

    private static final double[] ALPHA = {
        N * (1 / 2.0 + N * (-2 / 3.0 + N * (5 / 16.0 + N * (41 / 180.0)))),
        N * N * (13 / 48.0 + N * (-3 / 5.0 + N * (557 / 1440.0))),
        N * N * N * (61 / 240.0 + N * (-103 / 140.0)),
        N * N * N * N * (49561 / 161280.0)
    };
    private static final double[] BETA = {
        N * (1 / 2.0 + N * (-2 / 3.0 + N * (37 / 96.0 + N * (-1 / 360.0)))),
        N * N * (1 / 48.0 + N * (1 / 15.0 + N * (-437 / 1440.0))),
        N * N * N * (17 / 480.0 + N * (-37 / 840.0)),
        N * N * N * N * (4397 / 161280.0)
    };
    private static final Set<String> OWN_ELLIPSOIDS = Set.of("WGS84", "GRS80");
    private static final Set<String> OWN_TERMS = Set.of(
            "proj",
            "lat_0",
            "lon_0",
            "k",
            "k_0",
            "x_0",
            "y_0",
            "zone",
            "south",
            "datum",
            "ellps",
            "units",
            "geoidgrids",
            "vunits",
            "no_defs",
            "type",
            "wktext",
            "approx");

    private final double meridian;
    private final double radius;
    private final double falseEasting;
    private final double falseNorthing;

    private TransverseMercator(double latitude, double meridian, double scale, double easting, double northing) {
        this.meridian = meridian;
        this.radius = scale * RECTIFYING_RADIUS;
        this.falseEasting = easting;
        this.falseNorthing = northing - radius * meridianArc(latitude);
    }

    /** True to scale at a place, which is its origin. */
    static TransverseMercator at(double latitude, double longitude) {
        return new TransverseMercator(latitude, longitude, 1, 0, 0);
    }

    /** Empty where the terms ask for something else than a transverse Mercator or UTM on WGS 84 or GRS 80. */
    static Optional<TransverseMercator> of(Map<String, String> terms) {
        boolean own = OWN_TERMS.containsAll(terms.keySet())
                && OWN_ELLIPSOIDS.contains(terms.getOrDefault("ellps", "WGS84"))
                && terms.getOrDefault("datum", "WGS84").equals("WGS84")
                && terms.getOrDefault("units", "m").equals("m");
        return switch (own ? terms.getOrDefault("proj", "") : "") {
            case "tmerc", "etmerc" -> tmerc(terms);
            case "utm" -> utm(terms);
            default -> Optional.empty();
        };
    }

    private static Optional<TransverseMercator> tmerc(Map<String, String> terms) {
        double latitude = ProjTerms.number(terms, "lat_0", 0);
        double longitude = ProjTerms.number(terms, "lon_0", 0);
        double scale = ProjTerms.number(terms, "k_0", ProjTerms.number(terms, "k", 1));
        double easting = ProjTerms.number(terms, "x_0", 0);
        double northing = ProjTerms.number(terms, "y_0", 0);
        boolean usable = Math.abs(latitude) <= 90
                && Math.abs(longitude) <= 360
                && scale > 0.5
                && scale < 2
                && Math.abs(easting) < 1e8
                && Math.abs(northing) < 1e8;
        return usable
                ? Optional.of(new TransverseMercator(latitude, longitude, scale, easting, northing))
                : Optional.empty();
    }

    private static Optional<TransverseMercator> utm(Map<String, String> terms) {
        if (!isZone(terms)) {
            return Optional.empty();
        }
        double zone = ProjTerms.number(terms, "zone", 0);
        double northing = terms.containsKey("south") ? 10_000_000 : 0;
        return Optional.of(new TransverseMercator(0, UtmZone.centralMeridian((int) zone), 0.9996, 500_000, northing));
    }

    /** True for a zone of UTM that no origin beside it contradicts. */
    static boolean isZone(Map<String, String> terms) {
        double zone = ProjTerms.number(terms, "zone", Double.NaN);
        boolean contradicts = terms.containsKey("lat_0") || terms.containsKey("lon_0");
        return !contradicts && zone >= 1 && zone <= 60 && zone == Math.rint(zone);
    }

    @Override
    public double[] project(double latitude, double longitude) {
        double lambda = Math.toRadians(Math.IEEEremainder(longitude - meridian, 360));
        if (!(Math.abs(lambda) <= REACH)) {
            return nowhere();
        }
        double tau = conformal(latitude);
        double cos = StrictMath.cos(lambda);
        double xi = StrictMath.atan2(tau, cos);
        double eta = asinh(StrictMath.sin(lambda) / Math.sqrt(tau * tau + cos * cos));
        double[] rectified = series(ALPHA, xi, eta);
        return new double[] {falseEasting + radius * (eta + rectified[1]), falseNorthing + radius * (xi + rectified[0])
        };
    }

    @Override
    public double[] unproject(double easting, double northing) {
        double xi = (northing - falseNorthing) / radius;
        double eta = (easting - falseEasting) / radius;
        if (!(Math.abs(eta) <= REACH) || !(Math.abs(xi) <= Math.PI / 2)) {
            return nowhere();
        }
        double[] correction = series(BETA, xi, eta);
        double xi0 = xi - correction[0];
        double sinh = StrictMath.sinh(eta - correction[1]);
        double cos = StrictMath.cos(xi0);
        double tau = geodetic(StrictMath.sin(xi0) / Math.sqrt(sinh * sinh + cos * cos));
        double longitude = meridian + Math.toDegrees(StrictMath.atan2(sinh, cos));
        return new double[] {Math.toDegrees(StrictMath.atan(tau)), Math.IEEEremainder(longitude, 360)};
    }

    private static double[] nowhere() {
        return new double[] {Double.NaN, Double.NaN};
    }

    /** From the equator, in rectifying radii. */
    private static double meridianArc(double latitude) {
        double xi = StrictMath.atan(conformal(latitude));
        return xi + series(ALPHA, xi, 0)[0];
    }

    private static double[] series(double[] coefficients, double xi, double eta) {
        double xiSum = 0;
        double etaSum = 0;
        for (int j = coefficients.length; j >= 1; j--) {
            double c = coefficients[j - 1];
            xiSum += c * StrictMath.sin(2 * j * xi) * StrictMath.cosh(2 * j * eta);
            etaSum += c * StrictMath.cos(2 * j * xi) * StrictMath.sinh(2 * j * eta);
        }
        return new double[] {xiSum, etaSum};
    }

    /** The tangent of the conformal latitude. */
    private static double conformal(double latitude) {
        return conformalTangent(StrictMath.tan(Math.toRadians(latitude)));
    }

    private static double conformalTangent(double tau) {
        double secant = Math.sqrt(1 + tau * tau);
        double sigma = StrictMath.sinh(E * atanh(E * tau / secant));
        return tau * Math.sqrt(1 + sigma * sigma) - sigma * secant;
    }

    /** The tangent of the latitude, by Newton from that of the conformal one. */
    private static double geodetic(double conformal) {
        double tau = conformal / (1 - E2);
        for (int i = 0; i < 5; i++) {
            double reached = conformalTangent(tau);
            tau += (conformal - reached)
                    / Math.sqrt(1 + reached * reached)
                    * (1 + (1 - E2) * tau * tau)
                    / ((1 - E2) * Math.sqrt(1 + tau * tau));
        }
        return tau;
    }

    private static double asinh(double x) {
        double y = Math.abs(x);
        return Math.copySign(StrictMath.log1p(y + y * y / (1 + Math.sqrt(1 + y * y))), x);
    }

    private static double atanh(double x) {
        return StrictMath.log1p(2 * x / (1 - x)) / 2;
    }
}
