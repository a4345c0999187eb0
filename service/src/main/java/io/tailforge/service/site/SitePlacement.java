package io.tailforge.service.site;

import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.variation.SiteScenes;
import io.tailforge.variation.VariationSpec;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns the scenes of a spec that name a query into one scene for each site of the layout that it finds. */
@Component
public class SitePlacement {
    private final SiteCatalog sites;
    private final LayoutRegistry layouts;

    public SitePlacement(SiteCatalog sites, LayoutRegistry layouts) {
        this.sites = sites;
        this.layouts = layouts;
    }

    /**
     * The same rows give the same spec, whenever it is asked for. Sites that no lane leads through are left out.
     *
     * @param source what to call the spec in complaints
     * @throws BadInputException where a query finds nothing to drive through
     */
    public VariationSpec place(String source, VariationSpec spec, LoadedLayout layout) {
        if (spec.isPlaced()) {
            return spec;
        }
        layouts.findMissingSites();
        try {
            return spec.placed(wanted -> find(source, wanted, layout));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Problem.of("SCENE-NAMES", source, String.valueOf(e.getMessage())));
        }
    }

    private List<SiteFeature> find(String source, SiteScenes wanted, LoadedLayout layout) {
        SiteQuery query = wanted.query().onAnyOf(Set.of(layout.row().id()));
        if (query.asksOnEarth() && layout.row().footprint().isEmpty()) {
            throw bad(
                    source,
                    wanted,
                    "SITE-NO-GEOREFERENCE",
                    "the layout does not say where on Earth it lies; ask in its" + " metres, with bbox_m or near_m");
        }
        List<SiteFeature> found =
                sites.listDriven(query).stream().map(SiteRow::site).toList();
        if (found.isEmpty()) {
            throw bad(source, wanted, "SITE-NONE-FOUND", "the layout has no site like that to drive through");
        }
        return found;
    }

    private static BadInputException bad(String source, SiteScenes wanted, String code, String detail) {
        return new BadInputException(
                Problem.of(code, source, "scene " + wanted.template().name() + ": " + detail));
    }
}
