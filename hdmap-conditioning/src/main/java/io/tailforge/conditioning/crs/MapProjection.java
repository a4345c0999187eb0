package io.tailforge.conditioning.crs;

import io.tailforge.scene.map.GeoReference;
import java.util.Optional;

/**
 * Between layout metres and WGS 84. Layout coordinates are projected coordinates less those of the layout's origin, in
 * the projection the georeference states; where it states none, or one that cannot be used, in a transverse Mercator
 * that is true to scale at the origin. Immutable and safe for threads.
 */
public final class MapProjection {
    /** Degrees; a tenth of a millimetre. */
    private static final double SAME_PLACE = 1e-9;

    private final ProjectedCrs crs;
    private final double[] origin;

    private MapProjection(ProjectedCrs crs, double[] origin) {
        this.crs = crs;
        this.origin = origin;
    }

    /** Never fails. */
    public static MapProjection of(GeoReference reference) {
        double latitude = reference.latitude();
        double longitude = reference.longitude();
        return ProjectedCrs.parse(reference.projection())
                .flatMap(crs -> around(crs, latitude, longitude))
                .orElseGet(() -> new MapProjection(TransverseMercator.at(latitude, longitude), new double[2]));
    }

    private static Optional<MapProjection> around(ProjectedCrs crs, double latitude, double longitude) {
        double[] origin = crs.project(latitude, longitude);
        double[] back = crs.unproject(origin[0], origin[1]);
        boolean holds = Math.abs(back[0] - latitude) < SAME_PLACE
                && Math.abs(Math.IEEEremainder(back[1] - longitude, 360)) < SAME_PLACE;
        return holds ? Optional.of(new MapProjection(crs, origin)) : Optional.empty();
    }

    /**
     * The georeference of a layout whose (0, 0) is the given point of a projection; empty where the PROJ string cannot be
     * used (see {@link ProjectedCrs#parse}) or does not reach there.
     */
    public static Optional<GeoReference> originOf(String projString, double easting, double northing) {
        return ProjectedCrs.parse(projString).flatMap(crs -> {
            double[] place = crs.unproject(easting, northing);
            return around(crs, place[0], place[1]).map(any -> new GeoReference(place[0], place[1], projString));
        });
    }

    /** Latitude and longitude, degrees; NaN where the projection does not reach. */
    public double[] toGeographic(double x, double y) {
        return crs.unproject(x + origin[0], y + origin[1]);
    }

    /** x and y, metres; NaN where the projection does not reach. */
    public double[] toLocal(double latitude, double longitude) {
        double[] projected = crs.project(latitude, longitude);
        return new double[] {projected[0] - origin[0], projected[1] - origin[1]};
    }
}
