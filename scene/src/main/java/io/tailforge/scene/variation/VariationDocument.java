package io.tailforge.scene.variation;

import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;

/** A realised variation as JSON, part of the scene document. Angles in radians. */
public final class VariationDocument {
    private VariationDocument() {}

    public static Json write(Variation variation) {
        return Json.object()
                .put("name", variation.name())
                .put("weather", write(variation.weather()))
                .put(
                        "sun",
                        Json.object()
                                .put("elevation", variation.sun().elevation())
                                .put("azimuth", variation.sun().azimuth())
                                .build())
                .put("region", write(variation.region()))
                .build();
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static Variation read(JsonView view) {
        view.onlyKeys("name", "weather", "sun", "region");
        return valid(
                view,
                () -> new Variation(
                        view.field("name").asString(),
                        readWeather(view.field("weather")),
                        readSun(view.field("sun")),
                        readRegion(view.field("region"))));
    }

    /** Clear air is written without {@code fog_visibility_m}. */
    public static Json write(Weather weather) {
        Json.ObjectBuilder out = Json.object()
                .put("cloud_cover", weather.cloudCover())
                .put("rain_mm_h", weather.rainMmPerHour())
                .put("snow_mm_h", weather.snowMmPerHour())
                .put("surface_wetness", weather.surfaceWetness())
                .put("snow_cover", weather.snowCover());
        if (Double.isFinite(weather.fogVisibilityMetres())) {
            out.put("fog_visibility_m", weather.fogVisibilityMetres());
        }
        return out.build();
    }

    /** Absent fields are zero, absent {@code fog_visibility_m} is clear air. */
    public static Weather readWeather(JsonView view) {
        view.onlyKeys("cloud_cover", "rain_mm_h", "snow_mm_h", "fog_visibility_m", "surface_wetness", "snow_cover");
        return new Weather(
                number(view, "cloud_cover", 0, 1, 0),
                number(view, "rain_mm_h", 0, 150, 0),
                number(view, "snow_mm_h", 0, 15, 0),
                number(view, "fog_visibility_m", 10, 1e6, Double.POSITIVE_INFINITY),
                number(view, "surface_wetness", 0, 1, 0),
                number(view, "snow_cover", 0, 1, 0));
    }

    private static double number(JsonView view, String key, double min, double max, double absent) {
        return view.find(key).map(value -> value.asDouble(min, max)).orElse(absent);
    }

    private static SunPosition readSun(JsonView view) {
        view.onlyKeys("elevation", "azimuth");
        return valid(
                view,
                () -> new SunPosition(
                        view.field("elevation").asDouble(),
                        view.field("azimuth").asDouble()));
    }

    private static Json write(Region region) {
        return Json.object()
                .put("id", region.id())
                .put("driving_side", enumText(region.drivingSide()))
                .put("centre_line_colour", enumText(region.centreLineColour()))
                .put("edge_line_colour", enumText(region.edgeLineColour()))
                .put("sign_family", region.signFamily())
                .put("vocabulary", region.vocabulary())
                .build();
    }

    public static Region readRegion(JsonView view) {
        view.onlyKeys("id", "driving_side", "centre_line_colour", "edge_line_colour", "sign_family", "vocabulary");
        return new Region(
                view.field("id").asString(),
                view.field("driving_side").asEnum(DrivingSide.class),
                view.field("centre_line_colour").asEnum(LineColour.class),
                view.field("edge_line_colour").asEnum(LineColour.class),
                view.field("sign_family").asString(),
                view.field("vocabulary").asString());
    }
}
