package io.tailforge.scene;

import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import java.util.Objects;

/**
 * Which layout a scene plays in.
 *
 * @param sha256 hash of the layout's canonical map document ({@link MapDocument}), 64 hex digits:
 *     the same map from another file format is another layout, a renamed file is the same one
 */
public record LayoutRef(String name, String format, String sha256) {
    public LayoutRef {
        Objects.requireNonNull(name);
        Objects.requireNonNull(format);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a sha-256: " + sha256);
        }
    }

    /** The hash is that of the nameless map's document. */
    public static LayoutRef of(HdMap map) {
        return new LayoutRef(map.name(), map.format(), Sha256.hex(MapDocument.write(map.nameless())));
    }
}
