package io.tailforge.variation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What can be crossed: weathers x times x regions. An axis that is empty takes the default (or, for times, what the weather
 * preset brings along) and does not show in names.
 */
public record LookAxes(
        List<WeatherCell> weathers,
        List<TimeCell> times,
        List<RegionCell> regions,
        WeatherCell defaultWeather,
        TimeCell defaultTime,
        RegionCell defaultRegion) {
    public LookAxes {
        weathers = List.copyOf(weathers);
        times = List.copyOf(times);
        regions = List.copyOf(regions);
        Objects.requireNonNull(defaultWeather);
        Objects.requireNonNull(defaultTime);
        Objects.requireNonNull(defaultRegion);
        requireUnique(weathers.stream().map(WeatherCell::name).toList());
        requireUnique(times.stream().map(TimeCell::name).toList());
        requireUnique(regions.stream().map(cell -> cell.region().id()).toList());
    }

    /** Lengths of the three axes, an empty one counted as 1. */
    int[] lengths() {
        return new int[] {length(weathers), length(times), length(regions)};
    }

    Look at(int weather, int time, int region, String prefix) {
        WeatherCell weatherCell = weathers.isEmpty() ? defaultWeather : weathers.get(weather);
        TimeCell timeCell = times.isEmpty() ? weatherCell.ownTime().orElse(defaultTime) : times.get(time);
        RegionCell regionCell = regions.isEmpty() ? defaultRegion : regions.get(region);
        return new Look(prefix + name(weatherCell, timeCell, regionCell), weatherCell, timeCell, regionCell);
    }

    private String name(WeatherCell weather, TimeCell time, RegionCell region) {
        List<String> parts = new ArrayList<>();
        if (!weathers.isEmpty()) {
            parts.add(weather.name());
        }
        if (!times.isEmpty()) {
            parts.add(time.name());
        }
        if (!regions.isEmpty()) {
            parts.add(region.region().id());
        }
        return parts.isEmpty() ? "plain" : String.join("--", parts);
    }

    private static int length(List<?> axis) {
        return Math.max(1, axis.size());
    }

    private static void requireUnique(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "two cells of one axis are called '" + name + "'; give one a 'name'");
            }
        }
    }
}
