package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.SourceFile;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a map in GeoJSON (RFC 7946, longitude and latitude) whose features carry our properties, or one in layout metres
 * that says so. What {@link GeoJsonWriter} writes comes back whole.
 */
public final class GeoJsonReader implements MapReader {
    private static final int MAX_BYTES = 16 << 20;
    private static final int HEAD = 4096;
    private static final Pattern COLLECTION =
            Pattern.compile("\\s*\\{(?s:.*)\"type\"\\s*:\\s*\"FeatureCollection\"(?s:.*)");

    @Override
    public String id() {
        return "geojson";
    }

    @Override
    public String describe() {
        return "GeoJSON in Tailforge's schema (docs/geojson-layout.md), WGS 84 or layout metres";
    }

    @Override
    public boolean accepts(Path layout) {
        String name = SourceFile.nameOf(layout);
        return (name.endsWith(".geojson") || name.endsWith(".json"))
                && COLLECTION.matcher(SourceFile.head(layout, HEAD)).matches();
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        String source = SourceFile.nameOf(layout);
        JsonView document = JsonView.parse(source, SourceFile.read(layout, MAX_BYTES));
        CollectionHeader header = CollectionHeader.read(document);
        FeatureReader reader = new FeatureReader(header.coordinates());
        List<FeatureReader.Read> features = new ArrayList<>();
        document.field("features").items().forEach(view -> findings.attempt(() -> reader.read(view))
                .ifPresent(features::add));
        findings.throwIfRefused();
        warnUnknownLayers(source, reader, findings);
        List<MapElement> elements = elements(source, features, findings);
        findings.throwIfRefused();
        List<Lane> lanes = lanes(elements);
        Drivable.require(source, lanes);
        DrivingSide side = header.side().orElseGet(() -> LaneLinks.drivingSide(lanes));
        HdMap map = new HdMap(header.name().orElse(source), id(), side, header.place(), elements);
        return new LayoutReading(map, Optional.empty(), findings.warnings());
    }

    private static List<Lane> lanes(List<MapElement> elements) {
        return elements.stream()
                .filter(Lane.class::isInstance)
                .map(Lane.class::cast)
                .toList();
    }

    private static List<MapElement> elements(String source, List<FeatureReader.Read> features, Findings findings) {
        List<LaneDraft> drafts = features.stream()
                .flatMap(feature -> feature.lanes().stream())
                .filter(LaneDraft::hasExtent)
                .toList();
        LaneDrafts lanes = new LaneDrafts(source, drafts, findings);
        List<MapElement> elements = new ArrayList<>();
        for (FeatureReader.Read feature : features) {
            elements.addAll(feature.elements());
            feature.lanes().forEach(draft -> addLane(draft, lanes, elements, findings));
        }
        return elements;
    }

    private static void addLane(LaneDraft draft, LaneDrafts lanes, List<MapElement> elements, Findings findings) {
        if (draft.hasExtent()) {
            findings.attempt(() -> lanes.lane(draft)).ifPresent(elements::add);
        } else {
            findings.warn(draft.feature()
                    .view()
                    .problem("MAP-DEGENERATE", "lane " + draft.id() + " has a rail without length and is left out"));
        }
    }

    private static void warnUnknownLayers(String source, FeatureReader reader, Findings findings) {
        reader.unknownLayers()
                .forEach((layer, count) -> findings.warn(Problem.of(
                        "GEOJSON-LAYER-UNKNOWN",
                        source,
                        "layer '" + brief(layer) + "' is not known; its " + count + " features are left out")));
    }

    private static String brief(String layer) {
        return layer.length() <= 60 ? layer : layer.substring(0, 60) + "...";
    }
}
