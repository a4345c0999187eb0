package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a feature collection, one feature a line. */
final class CollectionWriter {
    private CollectionWriter() {}

    static List<Problem> write(LayoutReading layout, String crs, Coordinates coordinates, Path target) {
        LayoutWriters.requireNew(target);
        HdMap map = layout.map();
        FeatureWriter features = new FeatureWriter(coordinates);
        StringBuilder text = new StringBuilder(header(map, crs));
        String separator = "\n";
        for (MapElement element : map.elements()) {
            text.append(separator).append(JsonWriter.compact(features.write(element)));
            separator = ",\n";
        }
        text.append("\n]}\n");
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return layout.recording()
                .map(drive -> List.of(Problem.of(
                        "CONVERT-LEFT-OUT", map.name(), "the recorded drive is left out: GeoJSON has no place for it")))
                .orElse(List.of());
    }

    /** The document up to its features. */
    private static String header(HdMap map, String crs) {
        Json.ObjectBuilder header = Json.object()
                .put("type", "FeatureCollection")
                .put(GeoJson.SCHEMA_KEY, GeoJson.SCHEMA)
                .put(GeoJson.CRS_KEY, crs)
                .put(GeoJson.NAME_KEY, map.name())
                .put(GeoJson.SIDE_KEY, JsonView.enumText(map.drivingSide()));
        map.geoReference()
                .ifPresent(place -> header.put(
                        GeoJson.PLACE_KEY,
                        Json.object()
                                .put("latitude", place.latitude())
                                .put("longitude", place.longitude())
                                .put("projection", place.projection())
                                .build()));
        String text = JsonWriter.compact(header.build());
        return text.substring(0, text.length() - 1) + ",\"features\":[";
    }
}
