package io.tailforge.videogen;

import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;

/**
 * What the weather does to light and surfaces. Every term is exactly zero where its cause is.
 *
 * @param extinction of the air, 1/m: fog as the LiDAR has it (ln 20 / visibility), mist of rain, falling snow
 * @param wetness 0 dry .. 1 film of water everywhere
 * @param puddles share of the level ground under standing water
 * @param ripples strength of the rings that drops make, 0..1
 * @param rain drops in the air, mm/h
 * @param snowfall mm/h of water
 * @param snowCover 0..1
 * @param sunShare of the direct sun that passes the clouds
 * @param cloud cover that the sky shows, raised by rain, snow and thick fog
 * @param dark street lamps are on
 * @param headlights vehicles have their lights on
 */
record WeatherLook(
        float extinction,
        float wetness,
        float puddles,
        float ripples,
        float rain,
        float snowfall,
        float snowCover,
        float sunShare,
        float cloud,
        boolean dark,
        boolean headlights) {
    private static final double LAMPS_ON_BELOW = Math.toRadians(-1);
    private static final double HEADLIGHTS_ON_BELOW = Math.toRadians(4);

    static WeatherLook of(Weather weather, SunPosition sun) {
        float rain = (float) weather.rainMmPerHour();
        float snow = (float) weather.snowMmPerHour();
        double mist = 7.5e-3 * StrictMath.pow(rain / 50, 0.8) + 6.5e-3 * StrictMath.pow(snow / 2.5, 0.75);
        double fog = weather.fogExtinction();
        float wetness = (float) weather.roadWetness();
        float cloud = (float) weather.cloudCover();
        cloud = Math.max(cloud, 1 - Elementary.exp(-rain / 1.5f));
        cloud = Math.max(cloud, 1 - Elementary.exp(-snow / 0.5f));
        float sunShare = 1 - Elementary.smoothstep(0.5f, 0.92f, cloud);
        boolean murky = fog > 0.01 || rain > 3 || snow > 0.7;
        return new WeatherLook(
                (float) (fog + mist),
                wetness,
                Elementary.smoothstep(0.35f, 1, wetness) * 0.45f,
                Math.min(1, rain / 25),
                rain,
                snow,
                (float) weather.snowCover(),
                sunShare,
                cloud,
                sun.elevation() < LAMPS_ON_BELOW || fog > 0.02 && sun.elevation() < HEADLIGHTS_ON_BELOW,
                murky || sun.elevation() < HEADLIGHTS_ON_BELOW);
    }

    /** Brightness that the scene is meant to have, beside a clear one's: murk and snow are white, rain is gloomy. */
    float key() {
        float murk = Elementary.smoothstep(0.002f, 0.04f, extinction);
        float gloom = 0.42f * Math.min(1, rain / 12);
        return dark ? 1 : (1 + 0.75f * murk + 0.95f * snowCover * (1 - murk)) * (1 - gloom);
    }

    /** Share of the light that passes a stretch of air. */
    float transmission(float metres) {
        return Elementary.exp(-extinction * metres);
    }
}
