package io.tailforge.service.catalog;

import io.tailforge.scene.map.DrivingSide;
import java.time.Instant;
import java.util.Optional;

/**
 * A layout in the catalogue.
 *
 * @param id sha-256 over the uploaded files
 * @param mapSha256 hash of its map document, as scenes refer to it
 * @param laneMetres centre-line length of all drivable lanes
 * @param recorded true where it came with a drive
 * @param extent minX, minY, maxX, maxY in layout metres
 * @param footprint the same in degrees (west, south, east, north), where georeferenced
 */
public record LayoutRow(
        String id,
        String mapSha256,
        String name,
        String format,
        DrivingSide drivingSide,
        int lanes,
        int junctions,
        double laneMetres,
        boolean recorded,
        int warnings,
        Box extent,
        Optional<Box> footprint,
        Instant createdAt) {
    /** An axis-aligned box. */
    public record Box(double minX, double minY, double maxX, double maxY) {}
}
