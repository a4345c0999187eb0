package io.tailforge.variation;

import io.tailforge.scene.map.GeoReference;

/** A place on Earth, WGS 84 degrees. */
public record Place(double latitude, double longitude) {
    public Place {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no such place: latitude " + latitude + ", longitude " + longitude);
        }
    }

    public static Place of(GeoReference reference) {
        return new Place(reference.latitude(), reference.longitude());
    }
}
