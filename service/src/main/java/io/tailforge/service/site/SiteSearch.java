package io.tailforge.service.site;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.catalog.SiteCatalog.Unlocated;
import io.tailforge.service.catalog.SiteRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks for sites in the catalogue, page by page. */
@Component
public class SiteSearch {
    private static final int SKIPPED_SHOWN = 1000;
    private static final int TAG_LENGTH = 12;

    private final SiteCatalog sites;
    private final LayoutCatalog layouts;

    public SiteSearch(SiteCatalog sites, LayoutCatalog layouts) {
        this.sites = sites;
        this.layouts = layouts;
    }

    /**
     * A page of what was found.
     *
     * @param skipped layouts that were asked but say nothing of where on Earth they lie, when a place on Earth was asked for
     * @param cursor give it back for the next page; empty on the last
     */
    public record Found(List<SiteRow> sites, List<Unlocated> skipped, Optional<String> cursor) {}

    /**
     * @param source what to call the query in complaints
     * @throws BadInputException where it names an unknown layout or another query's cursor, or asks in layout metres of more
     *     than one layout
     */
    public Found search(SiteQuery query, String source) {
        requireLayouts(query, source);
        Optional<SiteRow.Key> after = query.after().map(cursor -> parse(query, cursor, source));
        List<SiteRow> rows = sites.list(query, after, query.limit() + 1);
        boolean more = rows.size() > query.limit();
        List<SiteRow> shown = more ? rows.subList(0, query.limit()) : rows;
        return new Found(
                List.copyOf(shown),
                query.asksOnEarth() ? sites.listUnlocated(query.layouts(), SKIPPED_SHOWN) : List.of(),
                more ? Optional.of(cursor(query, shown.getLast().key())) : Optional.empty());
    }

    private void requireLayouts(SiteQuery query, String source) {
        boolean inMetres = query.areas().stream().anyMatch(area -> !area.onEarth());
        if (inMetres && query.layouts().size() != 1) {
            throw bad(
                    "SITE-NEEDS-LAYOUT",
                    source,
                    "/layouts",
                    "metres are a layout's own: bbox_m and near_m need exactly one layout");
        }
        List<Problem> unknown = new ArrayList<>();
        for (String id : query.layouts()) {
            if (layouts.find(id).isEmpty()) {
                unknown.add(new Problem("UNKNOWN-LAYOUT", source, "/layouts", 0, "there is no layout " + id));
            }
        }
        if (!unknown.isEmpty()) {
            throw new BadInputException(unknown);
        }
    }

    /** Bound to the query, but not to its limit. */
    private static String cursor(SiteQuery query, SiteRow.Key last) {
        String text = tag(query) + ":" + last.layoutId() + ":" + last.ordinal();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SiteRow.Key parse(SiteQuery query, String cursor, String source) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(":", -1);
            if (parts.length == 3 && parts[0].equals(tag(query))) {
                return new SiteRow.Key(parts[1], Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw badCursor(source);
        }
        throw badCursor(source);
    }

    private static BadInputException badCursor(String source) {
        return bad("BAD-CURSOR", source, "/cursor", "is not one that this query gave; leave it out to start anew");
    }

    private static String tag(SiteQuery query) {
        byte[] canonical = query.firstPage().toString().getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(canonical).substring(0, TAG_LENGTH);
    }

    private static BadInputException bad(String code, String source, String pointer, String detail) {
        return new BadInputException(new Problem(code, source, pointer, 0, detail));
    }
}
