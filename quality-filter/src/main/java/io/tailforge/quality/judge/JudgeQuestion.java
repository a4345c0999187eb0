package io.tailforge.quality.judge;

import io.tailforge.scene.Scene;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import java.util.List;
import java.util.Locale;

/**
 * A question about a camera's pictures to which yes is right.
 *
 * @param id stable, part of the finding's code
 */
record JudgeQuestion(String id, String text) {
    static List<JudgeQuestion> about(Scene scene) {
        Weather weather = scene.variation().weather();
        return List.of(
                new JudgeQuestion("weather", "Do the pictures show this weather: " + air(weather) + "?"),
                new JudgeQuestion(
                        "time",
                        "Do the pictures show this light: "
                                + light(scene.variation().sun()) + "?"),
                new JudgeQuestion("ground", "Do the pictures show this road surface: " + ground(weather) + "?"),
                new JudgeQuestion(
                        "sound",
                        "Are the pictures free of defects that no real camera records: melted, doubled or floating"
                                + " objects, lane lines that break or bend without reason, text or watermarks?"));
    }

    private static String air(Weather weather) {
        if (weather.snowMmPerHour() > 0) {
            return weather.snowMmPerHour() < 1 ? "light snowfall" : "snowfall";
        }
        if (weather.rainMmPerHour() > 0) {
            return weather.rainMmPerHour() < 2.5 ? "light rain" : "rain";
        }
        if (weather.fogVisibilityMetres() < 1000) {
            return String.format(Locale.ROOT, "fog, one sees about %.0f metres far", weather.fogVisibilityMetres());
        }
        return weather.cloudCover() >= 0.85 ? "overcast, dry air" : "no rain, no snow, no fog";
    }

    private static String light(SunPosition sun) {
        double elevation = Math.toDegrees(sun.elevation());
        if (sun.isNight()) {
            return "night";
        }
        if (elevation < 0) {
            return "twilight, the sun is below the horizon";
        }
        return elevation < 10 ? "daylight with a low sun" : "full daylight";
    }

    private static String ground(Weather weather) {
        if (weather.snowCover() > 0.2) {
            return "snow lies on it or beside it";
        }
        if (weather.roadWetness() >= 0.5) {
            return "wet";
        }
        return weather.roadWetness() >= 0.15 ? "damp" : "dry";
    }
}
