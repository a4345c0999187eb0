package io.tailforge.conditioning.crs;

import java.util.Map;
import java.util.Optional;

/** A map projection as its PROJ string states it: WGS 84 degrees to projected metres and back. */
public interface ProjectedCrs {
    /** Easting and northing, metres; NaN where the projection does not reach. */
    double[] project(double latitude, double longitude);

    /** Latitude and longitude, degrees; NaN where the projection does not reach. */
    double[] unproject(double easting, double northing);

    /**
     * The projection of a PROJ string; empty where it is none, contradicts itself (a UTM zone and an origin beside it),
     * is not in metres, or needs grid files. Geoid grids only change heights and are passed over. Transverse Mercator and
     * UTM on WGS 84 are our own and give the same bits everywhere; the others are proj4j's.
     */
    static Optional<ProjectedCrs> parse(String projString) {
        Map<String, String> terms = ProjTerms.parse(projString);
        Optional<ProjectedCrs> found = TransverseMercator.of(terms).map(ProjectedCrs.class::cast);
        return found.or(() -> Proj4jCrs.of(terms));
    }

    /** UTM in the zone of a place, as Lanelet2 and MGRS have it (with the exceptions of Norway and Svalbard). */
    static String utmAt(double latitude, double longitude) {
        String hemisphere = latitude < 0 ? " +south" : "";
        return "+proj=utm +zone=" + UtmZone.at(latitude, longitude) + hemisphere + " +datum=WGS84 +units=m +no_defs";
    }
}
