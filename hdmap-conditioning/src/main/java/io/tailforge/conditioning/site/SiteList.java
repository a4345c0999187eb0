package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The sites found so far; gives each its id. */
final class SiteList {
    private static final int LONGEST_NAME = 40;

    private final DrivingSide side;
    private final List<SiteFeature> sites = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    SiteList(DrivingSide side) {
        this.side = side;
    }

    /** @param name of the map's own; becomes the id, with a number where another has it already */
    void add(
            Kind kind,
            String name,
            Shape shape,
            Polyline3 geometry,
            Vec3 centre,
            SiteTraits traits,
            List<String> lanes) {
        sites.add(new SiteFeature(idOf(kind, name), kind, shape, geometry, centre, side, traits, lanes));
    }

    private String idOf(Kind kind, String name) {
        String prefix = kind.name().toLowerCase(Locale.ROOT) + "-";
        String own = tail(slug(name.replace(".-", ".m")));
        String slug = slug(own.startsWith(prefix) ? own : prefix + own);
        String id = slug;
        for (int n = 2; !ids.add(id); n++) {
            id = slug + "-" + n;
        }
        return id;
    }

    /** Where names are long, as UUIDs are, their ends tell them apart. */
    private static String tail(String name) {
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }

    List<SiteFeature> list() {
        return List.copyOf(sites);
    }
}
