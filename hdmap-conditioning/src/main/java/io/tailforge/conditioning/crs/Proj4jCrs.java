package io.tailforge.conditioning.crs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/** Any other projection that proj4j knows. It gets no term that could name a file. */
final class Proj4jCrs implements ProjectedCrs {
    private static final String GEOGRAPHIC = "+proj=longlat +datum=WGS84 +no_defs";
    private static final Set<String> NO_MAPS = Set.of("", "longlat", "latlong", "lonlat", "latlon", "geocent");
    private static final Set<String> TERMS = Set.of(
            "proj", "lat_0", "lon_0", "lat_1", "lat_2", "lat_ts", "lonc", "alpha", "gamma", "k", "k_0", "x_0", "y_0",
            "a", "b", "rf", "ellps", "towgs84", "zone", "south");
    private static final Set<String> PASSED_OVER =
            Set.of("geoidgrids", "vunits", "no_defs", "type", "wktext", "units", "approx", "datum", "nadgrids");
    /** The others shift by grid files. */
    private static final Set<String> DATUMS = Set.of("WGS84", "NAD83", "potsdam", "GGRS87", "hermannskogel", "ire65");

    private final CoordinateTransform forward;
    private final CoordinateTransform back;

    private Proj4jCrs(CoordinateTransform forward, CoordinateTransform back) {
        this.forward = forward;
        this.back = back;
    }

    static Optional<ProjectedCrs> of(Map<String, String> terms) {
        if (!isUsable(terms)) {
            return Optional.empty();
        }
        String known = terms.entrySet().stream()
                .filter(term -> TERMS.contains(term.getKey()) || term.getKey().equals("datum"))
                .map(term -> "+" + term.getKey() + (term.getValue().isEmpty() ? "" : "=" + term.getValue()))
                .collect(Collectors.joining(" "));
        try {
            CRSFactory factory = new CRSFactory();
            CoordinateReferenceSystem crs = factory.createFromParameters("layout", known);
            CoordinateReferenceSystem geographic = factory.createFromParameters("WGS84", GEOGRAPHIC);
            CoordinateTransformFactory transforms = new CoordinateTransformFactory();
            return Optional.of(new Proj4jCrs(
                    transforms.createTransform(geographic, crs), transforms.createTransform(crs, geographic)));
        } catch (RuntimeException e) {
            // proj4j throws its own and others (NumberFormatException, NullPointerException) on terms it cannot use.
            return Optional.empty();
        }
    }

    private static boolean isUsable(Map<String, String> terms) {
        String proj = terms.getOrDefault("proj", "");
        return !NO_MAPS.contains(proj)
                && (!proj.equals("utm") || TransverseMercator.isZone(terms))
                && terms.getOrDefault("units", "m").equals("m")
                && Set.of("", "@null", "null").contains(terms.getOrDefault("nadgrids", ""))
                && DATUMS.contains(terms.getOrDefault("datum", "WGS84"))
                && terms.keySet().stream().allMatch(name -> TERMS.contains(name) || PASSED_OVER.contains(name));
    }

    @Override
    public double[] project(double latitude, double longitude) {
        return transform(forward, longitude, latitude);
    }

    @Override
    public double[] unproject(double easting, double northing) {
        double[] place = transform(back, easting, northing);
        return new double[] {place[1], place[0]};
    }

    private static double[] transform(CoordinateTransform transform, double x, double y) {
        try {
            ProjCoordinate result = transform.transform(new ProjCoordinate(x, y), new ProjCoordinate());
            return new double[] {result.x, result.y};
        } catch (Proj4jException | IllegalStateException e) {
            return new double[] {Double.NaN, Double.NaN};
        }
    }
}
