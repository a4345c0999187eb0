package io.tailforge.scene.map;

import java.util.Objects;

/**
 * Where the layout's origin lies on Earth.
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
