package io.tailforge.lidargen;

import io.tailforge.lidargen.air.FogEcho;
import io.tailforge.lidargen.air.ParticleEchoes;
import io.tailforge.lidargen.air.Precipitation;
import io.tailforge.lidargen.air.Snowfall;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;

/**
 * The air between sensor and target: extinction of fog, rain and snow together, and the echoes of their particles. Powers
 * are relative to a white matt plate at one metre.
 */
final class Atmosphere {
    private final double extinction;
    private final FogEcho fog;
    private final ParticleEchoes rain;
    private final ParticleEchoes snow;

    Atmosphere(Weather weather, LidarModel model) {
        double wavelength = model.wavelengthNm();
        Precipitation drops = Precipitation.rain(weather.rainMmPerHour(), wavelength);
        double snowExtinction =
                Precipitation.snow(weather.snowMmPerHour(), wavelength).extinction(wavelength);
        Snowfall flakes = new Snowfall(weather.snowMmPerHour(), Snowfall.USUAL_METRES_PER_SECOND);
        this.extinction = weather.fogExtinction() + drops.extinction(wavelength) + snowExtinction;
        this.fog = new FogEcho(weather.fogExtinction());
        this.rain = new ParticleEchoes(drops, extinction, model.divergence());
        this.snow = new ParticleEchoes(flakes.flakes(), extinction, model.divergence());
    }

    /** 1/m */
    double extinction() {
        return extinction;
    }

    /** What is left of a power after the way to a range and back; exactly 1 in clear air. */
    double transmission(double range) {
        return extinction == 0 ? 1 : StrictMath.exp(-2 * extinction * range);
    }

    /** Range of a drop or flake that returns more than {@code power} and stands before the target, or NaN. */
    double particle(double power, double targetRange, long shot) {
        double drop = drop(power, targetRange, shot);
        double flake = snow.range(power, targetRange, ShotRandom.uniform(shot, ShotRandom.SNOW));
        return Double.isNaN(drop) ? flake : Double.isNaN(flake) ? drop : Math.min(drop, flake);
    }

    private double drop(double power, double targetRange, long shot) {
        return rain.range(power, targetRange, ShotRandom.uniform(shot, ShotRandom.RAIN));
    }

    /** What that particle sends back. */
    double particlePower(double power, double targetRange, double range, long shot) {
        ParticleEchoes kind = drop(power, targetRange, shot) == range ? rain : snow;
        return kind.power(range, power, ShotRandom.uniform(shot, ShotRandom.PARTICLE_SIZE));
    }

    FogEcho fog() {
        return fog;
    }
}
