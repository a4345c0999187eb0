package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.convert.LayoutWriter;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** Writes one GeoJSON file in layout metres. Nothing that a map holds is lost; a recorded drive has no place in it. */
public final class GeoJsonWriter implements LayoutWriter {
    @Override
    public String id() {
        return "geojson";
    }

    @Override
    public String describe() {
        return "one GeoJSON file in layout metres, lossless";
    }

    @Override
    public List<Problem> write(LayoutReading layout, Path target) {
        return CollectionWriter.write(layout, GeoJson.LOCAL, Coordinates.local(), target);
    }
}
