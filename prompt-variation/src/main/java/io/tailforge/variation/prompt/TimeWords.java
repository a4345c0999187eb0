package io.tailforge.variation.prompt;

import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;

/** The time of day in words, by the sun: in the east it is before noon, wherever one is. */
final class TimeWords {
    private static final double OVERCAST = 0.85;
    /** Sine of 25 degrees: how far from due south (or north) still counts as midday. */
    private static final double MERIDIAN = 0.4226;

    private TimeWords() {}

    static String of(SunPosition sun, Weather weather) {
        double elevation = Math.toDegrees(sun.elevation());
        boolean east = StrictMath.cos(sun.azimuth()) > 0;
        if (sun.isNight()) {
            return "It is night, the sky is dark and lamps give the light.";
        }
        if (elevation < 0) {
            return east ? "It is dawn, before sunrise." : "It is dusk, after sunset.";
        }
        if (elevation < 10) {
            return low(east, weather);
        }
        boolean culminates = Math.abs(StrictMath.cos(sun.azimuth())) < MERIDIAN;
        if (elevation >= 45 || culminates) {
            return "It is around midday.";
        }
        return east ? "It is morning." : "It is afternoon.";
    }

    private static String low(boolean east, Weather weather) {
        boolean seen = weather.cloudCover() < OVERCAST && weather.fogVisibilityMetres() > 1000;
        if (!seen) {
            return east ? "It is early morning." : "It is evening.";
        }
        return (east ? "It is early morning" : "It is evening") + ", the golden hour, with warm light from a low sun.";
    }
}
