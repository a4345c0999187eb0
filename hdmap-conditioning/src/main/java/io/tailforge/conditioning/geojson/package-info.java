/** Reads and writes maps as GeoJSON, in Tailforge's own schema of properties (docs/geojson-layout.md). */
@NullMarked
package io.tailforge.conditioning.geojson;

import org.jspecify.annotations.NullMarked;
