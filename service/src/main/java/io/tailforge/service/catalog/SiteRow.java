package io.tailforge.service.catalog;

import io.tailforge.scene.map.SiteFeature;
import java.util.Objects;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A site in the catalogue.
 *
 * @param ordinal its place among the sites of its layout
 * @param site its geometry without heights
 * @param earth the same in degrees (longitude, latitude), where the layout is georeferenced
 */
public record SiteRow(String layoutId, int ordinal, SiteFeature site, Optional<Geometry> earth) {
    public SiteRow {
        Objects.requireNonNull(layoutId);
        Objects.requireNonNull(site);
        Objects.requireNonNull(earth);
    }

    /** A site's place in the order of all. */
    public record Key(String layoutId, int ordinal) {}

    public Key key() {
        return new Key(layoutId, ordinal);
    }
}
