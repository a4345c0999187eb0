package io.tailforge.service.layout;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.site.SiteFinder;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.service.catalog.PlaneShapes;
import io.tailforge.service.catalog.SiteRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sites of a layout as rows. */
public final class LayoutSites {
    private LayoutSites() {}

    public static List<SiteRow> of(String layoutId, HdMap map) {
        Optional<MapProjection> projection = map.geoReference().map(MapProjection::of);
        List<SiteRow> rows = new ArrayList<>();
        for (SiteFeature site : SiteFinder.find(map)) {
            rows.add(new SiteRow(
                    layoutId,
                    rows.size(),
                    site,
                    projection.flatMap(to -> PlaneShapes.onEarth(site.shape(), site.geometry(), to))));
        }
        return rows;
    }
}
