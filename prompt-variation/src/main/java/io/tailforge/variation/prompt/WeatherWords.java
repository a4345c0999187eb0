package io.tailforge.variation.prompt;

import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.List;

/** The weather in words, by its physical fields; rain classes as meteorologists use them (2.5 and 7.6 mm/h). */
final class WeatherWords {
    private WeatherWords() {}

    static String of(Weather weather, SunPosition sun) {
        List<String> sentences = new ArrayList<>();
        sentences.add(sky(weather, sun));
        if (weather.rainMmPerHour() > 0) {
            sentences.add(rain(weather.rainMmPerHour()));
        }
        if (weather.snowMmPerHour() > 0) {
            sentences.add(snow(weather.snowMmPerHour()));
        }
        fog(weather.fogVisibilityMetres(), sentences);
        ground(weather, sentences);
        return String.join(" ", sentences);
    }

    private static String sky(Weather weather, SunPosition sun) {
        double cover = weather.cloudCover();
        boolean sunUp = sun.elevation() > 0;
        if (cover >= 0.85) {
            return "The sky is overcast.";
        }
        if (cover >= 0.5) {
            return "The sky is mostly cloudy.";
        }
        if (cover >= 0.15) {
            return sunUp ? "The sky is partly cloudy and the sun shines." : "The sky is partly cloudy.";
        }
        return sunUp ? "It is sunny under a clear sky." : "The sky is clear.";
    }

    private static String rain(double mmPerHour) {
        if (mmPerHour < 1) {
            return "A fine drizzle falls.";
        }
        if (mmPerHour < 2.5) {
            return "Light rain falls.";
        }
        return mmPerHour < 7.6
                ? "Rain falls."
                : mmPerHour < 20 ? "Steady, strong rain falls." : "Very heavy rain pours down.";
    }

    private static String snow(double mmPerHour) {
        if (mmPerHour < 1) {
            return "Light snow falls.";
        }
        return mmPerHour < 5 ? "Snow falls." : "Very heavy snow falls, as in a blizzard.";
    }

    private static void fog(double visibility, List<String> sentences) {
        if (visibility < 200) {
            sentences.add("Dense fog hides everything beyond about " + tens(visibility) + " metres.");
        } else if (visibility < 1000) {
            sentences.add("Fog limits the view to about " + tens(visibility) + " metres.");
        } else if (visibility < 5000) {
            sentences.add("The distance is hazy.");
        }
    }

    private static long tens(double metres) {
        return Math.max(10, Math.round(metres / 10) * 10);
    }

    private static void ground(Weather weather, List<String> sentences) {
        if (weather.snowCover() >= 0.9) {
            sentences.add("The ground is covered with snow.");
        } else if (weather.snowCover() > 0.2) {
            sentences.add("Snow lies on the ground.");
        }
        if (weather.surfaceWetness() >= 0.9) {
            sentences.add("Puddles stand on the wet, reflecting road.");
        } else if (weather.surfaceWetness() >= 0.5) {
            sentences.add("The road is wet and reflects.");
        } else if (weather.surfaceWetness() >= 0.15) {
            sentences.add("The road is damp.");
        }
    }
}
