package io.tailforge.variation;

import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.Waypoint;
import java.util.Objects;

/**
 * One scene for each site that a query finds on the layout: the same wishes everywhere, the ego driving through the site.
 *
 * @param position how many of the spec's own scenes come before them
 * @param template its name, a dash and the site's id are the name of each
 */
public record SiteScenes(int position, SceneRequest template, SiteQuery query) {
    /** With this, a dash and a site's id, a scene's name stays within its 80 characters. */
    public static final int MAX_NAME_LENGTH = 24;

    public SiteScenes {
        Objects.requireNonNull(template);
        Objects.requireNonNull(query);
        if (!Slug.isSlug(template.name(), MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException("the name of scenes at sites is lower-case letters, digits and single"
                    + " '-', at most " + MAX_NAME_LENGTH + " characters, not '" + template.name() + "'");
        }
    }

    SceneRequest at(SiteFeature site) {
        return template.through(template.name() + "-" + site.id(), new Waypoint(site.centre(), site.lanes()));
    }
}
