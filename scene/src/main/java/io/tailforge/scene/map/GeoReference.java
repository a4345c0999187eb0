package io.tailforge.scene.map;

import java.util.Objects;

/**
 * Where the layout's origin lies on Earth. Layout x and y are projected coordinates less those of the origin, y along the
 * projection's north; without a projection, or with one that cannot be used, a transverse Mercator that is true to scale
 * at the origin.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param projection the projection as the source states it (PROJ string); empty where it states none
 */
public record GeoReference(double latitude, double longitude, String projection) {
    public GeoReference {
        Objects.requireNonNull(projection);
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no such place: " + latitude + ", " + longitude);
        }
    }
}
