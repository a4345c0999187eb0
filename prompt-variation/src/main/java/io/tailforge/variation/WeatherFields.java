package io.tailforge.variation;

import java.util.List;
import java.util.Optional;

/** The physical fields of a weather under their names in documents, in the order of {@link WeatherCell}. */
public final class WeatherFields {
    public static final List<String> NAMES =
            List.of("cloud_cover", "rain_mm_h", "snow_mm_h", "fog_visibility_m", "surface_wetness", "snow_cover");
    private static final int FOG = 3;

    private WeatherFields() {}

    /** The value of a field that is not given: none of it; for fog, no end of visibility. */
    public static double absent(int field) {
        return field == FOG ? Double.POSITIVE_INFINITY : 0;
    }

    public static List<Interval> of(WeatherCell cell) {
        return List.of(
                cell.cloudCover(),
                cell.rainMmPerHour(),
                cell.snowMmPerHour(),
                cell.fogVisibilityMetres(),
                cell.surfaceWetness(),
                cell.snowCover());
    }

    public static WeatherCell cell(String name, List<Interval> fields, Optional<TimeCell> ownTime) {
        return new WeatherCell(
                name,
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                ownTime);
    }
}
