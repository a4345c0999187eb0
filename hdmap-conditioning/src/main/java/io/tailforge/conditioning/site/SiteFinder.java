package io.tailforge.conditioning.site;

import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.SiteFeature;
import java.util.List;

/**
 * Finds the sites of a map: a pure function of it, in a stable order. What each kind means is in
 * {@code docs/site-search.md}.
 */
public final class SiteFinder {
    /** Grows whenever the same map gives other sites; catalogues then look again. */
    public static final int SCHEME = 1;

    private SiteFinder() {}

    public static List<SiteFeature> find(HdMap map) {
        LaneNet net = new LaneNet(map);
        SiteList found = new SiteList(map.drivingSide());
        new JunctionFinder(map, net, found).find();
        new StreamFinder(net, found).find();
        new RoundaboutFinder(net, map.drivingSide(), found).find();
        new RoadFinder(net, found).find(Carriageway.listOf(net, map.drivingSide() == DrivingSide.RIGHT));
        return found.list();
    }
}
