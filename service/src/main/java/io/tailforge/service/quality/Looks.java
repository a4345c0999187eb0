package io.tailforge.service.quality;

import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;

/** A variation in a word or two, for tables. */
final class Looks {
    private static final double FOG_METRES = 2000;

    private Looks() {}

    static String of(Variation variation) {
        return variation.sun().isNight() ? weather(variation.weather()) + ", night" : weather(variation.weather());
    }

    private static String weather(Weather weather) {
        if (weather.snowMmPerHour() > 0 || weather.snowCover() > 0.1) {
            return "snow";
        }
        if (weather.fogVisibilityMetres() < FOG_METRES) {
            return "fog";
        }
        if (weather.rainMmPerHour() > 0) {
            return "rain";
        }
        if (weather.surfaceWetness() > 0.1) {
            return "wet";
        }
        return weather.cloudCover() > 0.7 ? "overcast" : "clear";
    }
}
