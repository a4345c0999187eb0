package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.service.site.SitePlacement;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import io.tailforge.variation.read.VariationSpecReader;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Turns a request and an ordinal into a clip to make: a pure function of what was sent. */
@Component
public class ClipJobs {
    private final RequestCatalog requests;
    private final LayoutRegistry layouts;
    private final SitePlacement sites;

    public ClipJobs(RequestCatalog requests, LayoutRegistry layouts, SitePlacement sites) {
        this.requests = requests;
        this.layouts = layouts;
        this.sites = sites;
    }

    /** A request with its spec read and its layout loaded. */
    public record Plan(RequestRow request, VariationSpec spec, LoadedLayout layout) {
        public ClipJob clip(long ordinal) {
            return new ClipJob(request, spec, layout, planner().plan(spec, ordinal));
        }

        public long total() {
            return planner().count(spec);
        }

        private VariationPlanner planner() {
            return new VariationPlanner(layout.map().geoReference());
        }
    }

    public Plan plan(String requestId) {
        return plan(requests.get(requestId));
    }

    public Plan plan(RequestRow request) {
        LoadedLayout layout = layouts.load(request.layoutId());
        return new Plan(request, readSpec("spec", request.spec(), layout), layout);
    }

    /** A spec with every scene known: those at sites are looked for on the layout. */
    public VariationSpec readSpec(String source, String text, LoadedLayout layout) {
        VariationSpec spec = VariationSpecReader.read(source, text.getBytes(StandardCharsets.UTF_8));
        return sites.place(source, spec, layout);
    }
}
