package io.tailforge.variation;

import io.tailforge.scene.variation.Weather;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A weather on the plan: a range for each physical field of {@link Weather}, same units.
 *
 * @param name slug, unique on its axis
 * @param ownTime the time of day a preset such as Night brings along; a time given in the spec goes before it
 */
public record WeatherCell(
        String name,
        Interval cloudCover,
        Interval rainMmPerHour,
        Interval snowMmPerHour,
        Interval fogVisibilityMetres,
        Interval surfaceWetness,
        Interval snowCover,
        Optional<TimeCell> ownTime) {
    public WeatherCell {
        Slug.requireCell(name);
        Objects.requireNonNull(ownTime);
        new Weather(
                cloudCover.min(),
                rainMmPerHour.min(),
                snowMmPerHour.min(),
                fogVisibilityMetres.min(),
                surfaceWetness.min(),
                snowCover.min());
        new Weather(
                cloudCover.max(),
                rainMmPerHour.max(),
                snowMmPerHour.max(),
                fogVisibilityMetres.max(),
                surfaceWetness.max(),
                snowCover.max());
        if (fogVisibilityMetres.min() < fogVisibilityMetres.max() && Double.isInfinite(fogVisibilityMetres.max())) {
            throw new IllegalArgumentException("a range of fog visibility needs an upper end");
        }
    }

    /** One weather out of the ranges; always draws six numbers, so that a field's range does not move the others. */
    public Weather realise(RandomGenerator random) {
        return new Weather(
                cloudCover.at(random.nextDouble()),
                rainMmPerHour.at(random.nextDouble()),
                snowMmPerHour.at(random.nextDouble()),
                fogVisibilityMetres.atLog(random.nextDouble()),
                surfaceWetness.at(random.nextDouble()),
                snowCover.at(random.nextDouble()));
    }

    /** Both weathers at once: the stronger of each field; the first own time that there is. */
    public WeatherCell and(WeatherCell other) {
        return new WeatherCell(
                Slug.cell(name + "-" + other.name),
                cloudCover.max(other.cloudCover),
                rainMmPerHour.max(other.rainMmPerHour),
                snowMmPerHour.max(other.snowMmPerHour),
                fogVisibilityMetres.min(other.fogVisibilityMetres),
                surfaceWetness.max(other.surfaceWetness),
                snowCover.max(other.snowCover),
                ownTime.or(other::ownTime));
    }

    /** The same without a time of its own. */
    public WeatherCell timeless() {
        return new WeatherCell(
                name,
                cloudCover,
                rainMmPerHour,
                snowMmPerHour,
                fogVisibilityMetres,
                surfaceWetness,
                snowCover,
                Optional.empty());
    }
}
