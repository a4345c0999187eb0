package io.tailforge.variation;

import java.util.Objects;

/** One cell of the plan before it is realised. @param name the variation's name */
public record Look(String name, WeatherCell weather, TimeCell time, RegionCell region) {
    public Look {
        if (name.isEmpty() || name.length() > 80) {
            throw new IllegalArgumentException("a variation's name has 1 to 80 characters: '" + name + "'");
        }
        Objects.requireNonNull(weather);
        Objects.requireNonNull(time);
        Objects.requireNonNull(region);
    }
}
