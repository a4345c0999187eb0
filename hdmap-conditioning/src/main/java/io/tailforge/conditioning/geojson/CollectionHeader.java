package io.tailforge.conditioning.geojson;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a document says beside its features.
 *
 * @param place where on Earth the layout's origin lies; that of the first position where a document in longitude and
 *     latitude does not say
 */
record CollectionHeader(
        Optional<String> name, Optional<DrivingSide> side, Optional<GeoReference> place, Coordinates coordinates) {
    private static final String[] KEYS = {
        GeoJson.SCHEMA_KEY, GeoJson.CRS_KEY, GeoJson.NAME_KEY, GeoJson.SIDE_KEY, GeoJson.PLACE_KEY
    };

    static CollectionHeader read(JsonView document) {
        requireKnownKeys(document);
        document.find(GeoJson.SCHEMA_KEY)
                .filter(schema -> !schema.asString().equals(GeoJson.SCHEMA))
                .ifPresent(schema -> {
                    throw schema.bad("UNKNOWN-SCHEMA", "this version reads " + GeoJson.SCHEMA);
                });
        Optional<GeoReference> stated = document.find(GeoJson.PLACE_KEY).map(CollectionHeader::place);
        boolean local = isLocal(document);
        Optional<GeoReference> place = local ? stated : stated.or(() -> Optional.of(firstPlace(document)));
        return new CollectionHeader(
                document.find(GeoJson.NAME_KEY).map(JsonView::asString),
                document.find(GeoJson.SIDE_KEY).map(side -> side.asEnum(DrivingSide.class)),
                place,
                local ? Coordinates.local() : Coordinates.around(place.orElseThrow()));
    }

    private static void requireKnownKeys(JsonView document) {
        document.fields().forEach((key, value) -> {
            if (key.startsWith("tailforge:") && !List.of(KEYS).contains(key)) {
                throw value.bad("UNKNOWN-KEY", "unknown key '" + key + "'" + JsonView.hint(key, KEYS));
            }
        });
    }

    private static boolean isLocal(JsonView document) {
        Optional<JsonView> crs = document.find(GeoJson.CRS_KEY);
        if (crs.isEmpty()) {
            document.find("crs").ifPresent(CollectionHeader::requireGeographic);
            return false;
        }
        return switch (crs.get().asString()) {
            case GeoJson.LOCAL -> true;
            case GeoJson.WGS84 -> false;
            default -> throw crs.get().bad("GEOJSON-CRS", "must be " + GeoJson.LOCAL + " or " + GeoJson.WGS84);
        };
    }

    /** The {@code crs} member of older GeoJSON: longitude and latitude alone. */
    private static void requireGeographic(JsonView crs) {
        String name = crs.field("properties").field("name").asString();
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.endsWith("CRS84") && !upper.endsWith("4326")) {
            throw crs.bad(
                    "GEOJSON-CRS", "positions must be longitude and latitude (WGS 84); export them so, or as metres");
        }
    }

    private static GeoReference place(JsonView view) {
        view.onlyKeys("latitude", "longitude", "projection");
        return valid(
                view,
                () -> new GeoReference(
                        view.field("latitude").asDouble(-90, 90),
                        view.field("longitude").asDouble(-180, 180),
                        view.find("projection").map(JsonView::asString).orElse("")));
    }

    private static GeoReference firstPlace(JsonView document) {
        for (JsonView feature : document.field("features").items()) {
            Optional<JsonView> geometry = feature.find("geometry");
            if (geometry.isPresent()) {
                JsonView position = firstPosition(geometry.get().field("coordinates"));
                return new GeoReference(
                        Coordinates.latitude(position.items().get(1)),
                        Coordinates.longitude(position.items().get(0)),
                        "");
            }
        }
        throw document.bad("GEOJSON-GEOMETRY", "no feature has a geometry");
    }

    private static JsonView firstPosition(JsonView coordinates) {
        JsonView at = coordinates;
        while (at.json() instanceof Json.Arr array
                && !array.items().isEmpty()
                && array.items().getFirst() instanceof Json.Arr) {
            at = at.items().getFirst();
        }
        if (at.items().size() < 2) {
            throw at.bad("GEOJSON-POSITION", "must be [longitude, latitude] or [longitude, latitude, height]");
        }
        return at;
    }
}
