package io.tailforge.variation;

import io.tailforge.scene.json.JsonView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A named look.
 *
 * @param title as people write it
 * @param weather its weather, with its own time where it has one; empty for names of a time of day only
 * @param time the time of day it stands for
 * @param words what a prompt for it must say
 */
public record Preset(String title, Optional<WeatherCell> weather, Optional<TimeCell> time, List<String> words) {
    public Preset {
        Objects.requireNonNull(title);
        Objects.requireNonNull(weather);
        Objects.requireNonNull(time);
        words = List.copyOf(words);
    }

    static Preset read(JsonView row) {
        row.onlyKeys("title", "weather", "sun", "words");
        String title = row.field("title").asString();
        Optional<TimeCell> time = row.find("sun").map(sun -> readSun(title, sun));
        return new Preset(
                title,
                row.find("weather").map(weather -> readWeather(title, weather, time)),
                time,
                row.field("words").asStrings());
    }

    private static TimeCell readSun(String title, JsonView sun) {
        sun.onlyKeys("elevation_deg", "azimuth_deg");
        return new TimeCell(
                Slug.cell(title),
                new TimeOfDay.SunAngles(
                        Interval.of(sun.field("elevation_deg").asDouble()),
                        Interval.of(sun.field("azimuth_deg").asDouble())));
    }

    private static WeatherCell readWeather(String title, JsonView weather, Optional<TimeCell> time) {
        weather.onlyKeys(WeatherFields.NAMES.toArray(String[]::new));
        double[] values = new double[WeatherFields.NAMES.size()];
        for (int i = 0; i < values.length; i++) {
            double absent = WeatherFields.absent(i);
            values[i] = weather.find(WeatherFields.NAMES.get(i))
                    .map(JsonView::asDouble)
                    .orElse(absent);
        }
        return WeatherFields.cell(
                Slug.cell(title),
                java.util.Arrays.stream(values).mapToObj(Interval::of).toList(),
                time);
    }
}
