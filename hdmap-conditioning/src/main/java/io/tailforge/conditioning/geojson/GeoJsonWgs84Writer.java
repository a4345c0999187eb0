package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.convert.LayoutWriter;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** Writes one GeoJSON file in longitude and latitude (RFC 7946), for maps that know their place on Earth. */
public final class GeoJsonWgs84Writer implements LayoutWriter {
    @Override
    public String id() {
        return "geojson-wgs84";
    }

    @Override
    public String describe() {
        return "one GeoJSON file in longitude and latitude (RFC 7946), for maps with a georeference";
    }

    @Override
    public List<Problem> write(LayoutReading layout, Path target) {
        GeoReference place = layout.map()
                .geoReference()
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "GEOJSON-NO-PLACE",
                        layout.map().name(),
                        "has no usable georeference; convert it to geojson, in layout metres")));
        return CollectionWriter.write(layout, GeoJson.WGS84, Coordinates.around(place), target);
    }
}
