package io.tailforge.service.site;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.variation.read.SiteQueryReader;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class SiteController {
    private static final String GEO_JSON = "application/geo+json";

    private final SiteSearch search;
    private final LayoutCatalog layouts;
    private final LayoutRegistry registry;

    SiteController(SiteSearch search, LayoutCatalog layouts, LayoutRegistry registry) {
        this.search = search;
        this.layouts = layouts;
        this.registry = registry;
    }

    /** Looks for sites: a query as in {@code docs/site-search.md} in, a GeoJSON FeatureCollection out. */
    @PostMapping(
            value = "/sites/search",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
    String search(
            @RequestBody(content = @Content(schema = @Schema(type = "object")))
                    @org.springframework.web.bind.annotation.RequestBody
                    byte[] body) {
        return answer(SiteQueryReader.read(JsonView.parse("body", body)));
    }

    /** The sites of one layout. */
    @GetMapping(
            value = "/layouts/{id}/sites",
            produces = {GEO_JSON, MediaType.APPLICATION_JSON_VALUE})
    String list(
            @PathVariable String id,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            @RequestParam(name = "limit", defaultValue = "100") long limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        if (layouts.find(id).isEmpty()) {
            throw new NoSuchThingException("layout", id);
        }
        Json.ObjectBuilder query = Json.object().put("limit", limit);
        if (!kind.isEmpty()) {
            query.put("kind", kind);
        }
        if (!cursor.isEmpty()) {
            query.put("cursor", cursor);
        }
        query.put("layouts", Json.ofStrings(java.util.List.of(id)));
        return answer(SiteQueryReader.read(JsonView.of("query", query.build())));
    }

    private String answer(SiteQuery query) {
        registry.findMissingSites();
        return JsonWriter.compact(SiteGeoJson.of(search.search(query, "body")));
    }
}
