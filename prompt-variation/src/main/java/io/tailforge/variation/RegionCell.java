package io.tailforge.variation;

import io.tailforge.scene.variation.Region;
import java.util.Objects;

/** A region on the plan. @param typicalPlace where the sun is computed for when neither spec nor layout say */
public record RegionCell(Region region, Place typicalPlace) {
    public RegionCell {
        Slug.requireCell(region.id());
        Objects.requireNonNull(typicalPlace);
    }
}
