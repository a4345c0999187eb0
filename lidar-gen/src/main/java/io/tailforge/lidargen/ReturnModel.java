package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.scene.sensor.LidarModel;

/**
 * What comes back from a target through the air. Power is relative to a white matt plate at one metre:
 * {@code reflectance e^(-2 alpha r) / r^2}. A 10 % target is still seen at the sensor's {@code maxRange} and a 90 % one at
 * three times that, so the least power is {@code 0.1 / maxRange^2 = 0.9 / (3 maxRange)^2}, the convention of Kilic et al.
 * (2021). Ranges scatter by the sensor's sigma, more where the echo is near the least: {@code 4.5 sigma / sqrt(2 SNR)}.
 * The fog's echo is scaled by the target behind it, as in its source; a shot that has none gets that of a white one, if it is
 * strong enough to be seen.
 */
final class ReturnModel {
    private static final double NOISE_AT_LEAST_POWER = 4.5;
    private static final double DROP_OUT = 0.004;
    /** Standard deviation of the fog's echo about its peak, metres. */
    private static final double FOG_SCATTER = 0.6;

    private static final double NEAREST_FOG = 1.0;
    static final double SOFT_EDGE = 0.1;

    private final LidarModel model;
    private final Atmosphere air;
    private final double leastPower;
    private final double softness;
    private final double dropOut;

    ReturnModel(LidarModel model, Atmosphere air) {
        this(model, air, SOFT_EDGE, DROP_OUT);
    }

    /** @param softness width of the detection's edge in the logarithm of power; 0 is a hard threshold */
    ReturnModel(LidarModel model, Atmosphere air, double softness, double dropOut) {
        this.model = model;
        this.air = air;
        this.leastPower = 0.1 / (model.maxRange() * model.maxRange());
        this.softness = softness;
        this.dropOut = dropOut;
    }

    /**
     * @param range metres; infinite where there is no target
     * @param reflectance towards the sensor: that of a matt plate that would send back as much
     * @param shot from {@link ShotRandom#shot}
     */
    Echo receive(double range, double reflectance, long shot) {
        return receive(range, reflectance, Spray.Way.CLEAR, shot);
    }

    /** @param spray what the beam meets of it before the target */
    Echo receive(double range, double reflectance, Spray.Way spray, long shot) {
        if (ShotRandom.uniform(shot, ShotRandom.DROP_OUT) < dropOut) {
            return Echo.LOST;
        }
        boolean inWindow = range >= model.minRange() && range <= 3 * model.maxRange();
        double clear = inWindow ? reflectance / (range * range) : 0;
        double power = inWindow ? clear * air.transmission(range) * spray.transmission() : 0;
        double chance = ShotRandom.uniform(shot, ShotRandom.DETECTION);
        boolean detected = isDetected(power, chance);
        double cloud = spray.depth() == 0 ? 0 : spray.power() * air.transmission(spray.range());
        double strongest = Math.max(cloud, detected ? Math.max(power, leastPower) : leastPower);
        double particle = air.particle(strongest, range, shot);
        if (particle >= model.minRange()) {
            double sent = air.particlePower(strongest, range, particle, shot);
            return new Echo(Echo.Kind.PARTICLE, particle, intensity(sent, particle));
        }
        if (cloud == strongest && spray.range() >= model.minRange()) {
            return new Echo(Echo.Kind.PARTICLE, spray.range(), intensity(cloud, spray.range()));
        }
        if (range > air.fog().peakRange()
                && isDetected(clear, chance)
                && reflectance * air.fog().strength() > power) {
            return fog(range, reflectance, shot);
        }
        if (!detected && range > air.fog().peakRange() && isDetected(air.fog().strength(), chance)) {
            return fog(range, 1, shot);
        }
        return detected ? target(range, power, shot) : Echo.LOST;
    }

    private Echo target(double range, double power, long shot) {
        double noise = sigma(power) * ShotRandom.gaussian(shot, ShotRandom.RANGE_NOISE);
        return new Echo(Echo.Kind.TARGET, range + noise, intensity(power, range));
    }

    private Echo fog(double range, double reflectance, long shot) {
        double peak = air.fog().peakRange() + FOG_SCATTER * ShotRandom.gaussian(shot, ShotRandom.FOG);
        double at = Math.clamp(peak, Math.max(NEAREST_FOG, model.minRange()), range);
        return new Echo(Echo.Kind.FOG, at, intensity(reflectance * air.fog().strength(), at));
    }

    /** One sigma of the range, metres. */
    double sigma(double power) {
        return model.rangeNoise() * Math.max(1, NOISE_AT_LEAST_POWER / Math.sqrt(2 * power / leastPower));
    }

    private boolean isDetected(double power, double chance) {
        if (softness == 0 || power > 4 * leastPower || power < leastPower / 4) {
            return power > leastPower;
        }
        return chance < 1 / (1 + StrictMath.pow(leastPower / power, 1 / softness));
    }

    private static int intensity(double power, double range) {
        return (int) Math.min(255, Math.round(100 * power * range * range));
    }

    double leastPower() {
        return leastPower;
    }
}
