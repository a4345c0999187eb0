package io.tailforge.scene.variation;

import java.util.Objects;

/**
 * One look of a scene: a cell of the plan, realised.
 *
 * @param name slug of {@code [a-z0-9-]}, unique within its request, for example {@code foggy-dusk}
 */
public record Variation(String name, Weather weather, SunPosition sun, Region region) {
    /** Name of the look of a clip of which nobody said what weather, light and place it should show. */
    public static final String UNTOLD = "untold";

    public Variation {
        Objects.requireNonNull(weather);
        Objects.requireNonNull(sun);
        Objects.requireNonNull(region);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw new IllegalArgumentException(
                    "a variation's name is lower-case letters, digits and '-', not '" + name + "'");
        }
    }

    /** Whether weather, sun and region are what the clip should show, and not mere fillers. */
    public boolean isTold() {
        return !name.equals(UNTOLD);
    }
}
