package io.tailforge.variation;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.variation.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Regions by id: rows of {@code regions.json}. */
public final class Regions {
    private final Map<String, RegionCell> byId = new LinkedHashMap<>();

    private Regions(JsonView document) {
        for (JsonView row : document.field("regions").items()) {
            RegionCell cell = read(row);
            byId.put(cell.region().id(), cell);
        }
    }

    /** Those this version ships. */
    public static Regions shipped() {
        return new Regions(ShippedData.read("regions.json"));
    }

    public Optional<RegionCell> find(String id) {
        return Optional.ofNullable(byId.get(Slug.of(id)));
    }

    public List<String> listIds() {
        return List.copyOf(byId.keySet());
    }

    /** A region in full, as in the data file and inline in a spec. */
    public static RegionCell read(JsonView row) {
        row.onlyKeys("id", "driving_side", "centre_line", "edge_line", "sign_family", "vocabulary", "place");
        JsonView family = row.field("sign_family");
        if (!List.of("vienna", "mutcd", "japan").contains(family.asString())) {
            throw family.bad("UNKNOWN-VALUE", "must be one of vienna, mutcd, japan, not '" + family.asString() + "'");
        }
        Region region = new Region(
                row.field("id").asString(),
                row.field("driving_side").asEnum(DrivingSide.class),
                row.field("centre_line").asEnum(LineColour.class),
                row.field("edge_line").asEnum(LineColour.class),
                family.asString(),
                row.field("vocabulary").asString());
        return new RegionCell(region, readPlace(row.field("place")));
    }

    /** {@code {latitude, longitude}} in degrees. */
    public static Place readPlace(JsonView place) {
        place.onlyKeys("latitude", "longitude");
        return new Place(
                place.field("latitude").asDouble(-90, 90),
                place.field("longitude").asDouble(-180, 180));
    }
}
