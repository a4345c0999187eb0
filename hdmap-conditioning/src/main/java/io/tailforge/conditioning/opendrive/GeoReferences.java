package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where on Earth the origin of a map lies, by its PROJ string. Told for a transverse Mercator centred on the origin and
 * for UTM; else the map stays without a place, with a warning. It never fails a map.
 */
final class GeoReferences {
    private static final double EQUATOR_RADIUS = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;

    private GeoReferences() {}

    static Optional<GeoReference> read(XmlElement header, List<Problem> warnings) {
        Optional<XmlElement> element = header.find("geoReference");
        String projection = element.map(found -> found.text().strip()).orElse("");
        if (projection.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> terms = terms(projection);
        double x = offset(header, "x");
        double y = offset(header, "y");
        Optional<GeoReference> place =
                switch (terms.getOrDefault("proj", "")) {
                    case "tmerc" -> centred(terms, projection, x, y);
                    case "utm" -> utm(terms, projection, x, y);
                    default -> Optional.empty();
                };
        if (place.isEmpty()) {
            warnings.add(element.orElseThrow()
                    .problem(
                            "MAP-GEOREF-UNUSED", "the projection tells no place for the origin: " + brief(projection)));
        }
        return place;
    }

    private static String brief(String projection) {
        return projection.length() <= 120 ? projection : projection.substring(0, 120) + "...";
    }

    private static double offset(XmlElement header, String key) {
        return header.find("offset").map(found -> found.number(key, 0)).orElse(0.0);
    }

    private static Map<String, String> terms(String projection) {
        Map<String, String> terms = new HashMap<>();
        for (String term : projection.split("\\s+")) {
            int equals = term.indexOf('=');
            if (term.startsWith("+") && equals > 1) {
                terms.put(term.substring(1, equals), term.substring(equals + 1));
            }
        }
        return terms;
    }

    private static double number(Map<String, String> terms, String key, double absent) {
        try {
            return Double.parseDouble(terms.getOrDefault(key, Double.toString(absent)));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A projection at 0, 0 is what exporters write who know no place. */
    private static Optional<GeoReference> centred(Map<String, String> terms, String projection, double x, double y) {
        double latitude = number(terms, "lat_0", 0);
        double longitude = number(terms, "lon_0", 0);
        boolean centred = number(terms, "x_0", 0) == x && number(terms, "y_0", 0) == y;
        return centred && (latitude != 0 || longitude != 0) ? place(latitude, longitude, projection) : Optional.empty();
    }

    private static Optional<GeoReference> place(double latitude, double longitude, String projection) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? Optional.of(new GeoReference(latitude, longitude, projection))
                : Optional.empty();
    }

    /** UTM has its own origin; one that is given beside the zone contradicts it. */
    private static Optional<GeoReference> utm(Map<String, String> terms, String projection, double x, double y) {
        double zone = number(terms, "zone", Double.NaN);
        boolean contradicts = terms.containsKey("lat_0") || terms.containsKey("lon_0");
        if (contradicts || !(zone >= 1 && zone <= 60) || !(x >= 100_000 && x < 1_000_000)) {
            return Optional.empty();
        }
        double northing = projection.contains("+south") ? y - 10_000_000 : y;
        double[] radians = inverseTransverseMercator(x - 500_000, northing);
        double longitude = Math.toDegrees(radians[1]) + zone * 6 - 183;
        return place(Math.toDegrees(radians[0]), longitude, projection);
    }

    /** Krueger's series to the third order, below a millimetre within a zone; latitude and longitude from the meridian. */
    private static double[] inverseTransverseMercator(double easting, double northing) {
        double n = FLATTENING / (2 - FLATTENING);
        double radius = 0.9996 * EQUATOR_RADIUS / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
        double[] beta = {n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n * n / 48 + n * n * n / 15, 17 * n * n * n / 480
        };
        double xi = northing / radius;
        double eta = easting / radius;
        double xi0 = xi;
        double eta0 = eta;
        for (int j = 1; j <= 3; j++) {
            xi0 -= beta[j - 1] * StrictMath.sin(2 * j * xi) * StrictMath.cosh(2 * j * eta);
            eta0 -= beta[j - 1] * StrictMath.cos(2 * j * xi) * StrictMath.sinh(2 * j * eta);
        }
        double conformal = StrictMath.asin(StrictMath.sin(xi0) / StrictMath.cosh(eta0));
        double latitude = conformal;
        double e = Math.sqrt(FLATTENING * (2 - FLATTENING));
        for (int i = 0; i < 8; i++) {
            double sin = StrictMath.sin(latitude);
            double stretch = StrictMath.pow((1 + e * sin) / (1 - e * sin), e / 2);
            latitude = 2 * StrictMath.atan(StrictMath.tan(Math.PI / 4 + conformal / 2) * stretch) - Math.PI / 2;
        }
        return new double[] {latitude, StrictMath.atan2(StrictMath.sinh(eta0), StrictMath.cos(xi0))};
    }
}
