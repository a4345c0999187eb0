package io.tailforge.service.layout;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.map.HdMap;
import io.tailforge.service.catalog.LayoutRow;
import java.nio.file.Path;

/** A layout ready to work with. @param document its map document, a file that stays */
public record LoadedLayout(LayoutRow row, LayoutReading reading, LayoutRef ref, Path document) {
    public HdMap map() {
        return reading.map();
    }
}
