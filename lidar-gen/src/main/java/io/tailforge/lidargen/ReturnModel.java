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

    /**
     * Receivers lower their gain near by, where single drops and flakes are: the most sensitive ones report no weaker ones
     * than one that sees a 90 % target at 200 m, for which the published figures are.
     */
    private static final double LEAST_PARTICLE = 0.9 / (200.0 * 200);

    private static final double NEAREST_FOG = 1.0;

    private final LidarModel model;
    private final Atmosphere air;
    private final double leastPower;
    private final boolean sharp;
    private final double dropOut;

    /** Detects softly about the least power and loses a shot now and then, as sensors do. */
    ReturnModel(LidarModel model, Atmosphere air) {
        this(model, air, false, DROP_OUT);
    }

    private ReturnModel(LidarModel model, Atmosphere air, boolean sharp, double dropOut) {
        this.model = model;
        this.air = air;
        this.leastPower = 0.1 / (model.maxRange() * model.maxRange());
        this.sharp = sharp;
        this.dropOut = dropOut;
    }

    /** Detects all above the least power and nothing below it, as published simulators do. */
    static ReturnModel sharp(LidarModel model, Atmosphere air) {
        return new ReturnModel(model, air, true, 0);
    }

    /**
     * @param range metres; infinite where there is no target
     * @param reflectance towards the sensor: that of a matt plate that would send back as much
     * @param shot from {@link ShotRandom#shot}
     */
    Echo receive(double range, double reflectance, long shot) {
        return receive(range, reflectance, Spray.Way.CLEAR, shot);
    }

    Echo receive(double range, double reflectance, Spray.Way spray, long shot) {
        return receive(range, reflectance, 1, spray, shot);
    }

    /**
     * @param stretch how many times longer than the pulse its echo is
     * @param spray what the beam meets of it before the target
     */
    Echo receive(double range, double reflectance, double stretch, Spray.Way spray, long shot) {
        if (ShotRandom.uniform(shot, ShotRandom.DROP_OUT) < dropOut) {
            return Echo.LOST;
        }
        double clear = isInWindow(range) ? reflectance * seen(range) / (range * range) : 0;
        double power = clear == 0 ? 0 : clear * air.transmission(range) * spray.transmission();
        double chance = ShotRandom.uniform(shot, ShotRandom.DETECTION);
        boolean detected = isDetected(power, chance);
        Echo near = particle(range, detected ? Math.max(power, leastPower) : leastPower, spray, shot);
        if (near.kind() != Echo.Kind.LOST) {
            return near;
        }
        if (range > air.fog().peakRange()) {
            if (isDetected(clear, chance) && reflectance * air.fog().strength() > power) {
                return fog(range, reflectance, shot);
            }
            if (!detected && isDetected(air.fog().strength(), chance)) {
                return fog(range, 1, shot);
            }
        }
        return detected ? target(range, power, stretch, shot) : Echo.LOST;
    }

    private boolean isInWindow(double range) {
        return range >= model.minRange() && range <= model.reach();
    }

    /** The strongest of spray, drops and flakes before the target, if it is stronger than {@code power}. */
    private Echo particle(double targetRange, double power, Spray.Way spray, long shot) {
        double cloud = spray.depth() == 0 ? 0 : spray.power() * air.transmission(spray.range());
        double least = Math.max(cloud, power);
        double dropOrFlake = Math.max(least, LEAST_PARTICLE);
        double range = air.particle(dropOrFlake, targetRange, shot);
        if (range >= model.minRange()) {
            double sent = air.particlePower(dropOrFlake, targetRange, range, shot);
            return new Echo(Echo.Kind.PARTICLE, range, intensity(sent, range));
        }
        return cloud == least && spray.range() >= model.minRange()
                ? new Echo(Echo.Kind.PARTICLE, spray.range(), intensity(cloud, spray.range()))
                : Echo.LOST;
    }

    /** Share of an echo that the receiver looks at. */
    private double seen(double range) {
        return range / (range + model.receiver().focalRange());
    }

    private Echo target(double range, double power, double stretch, long shot) {
        double noise = stretch * sigma(power) * ShotRandom.gaussian(shot, ShotRandom.RANGE_NOISE);
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

    /** Odds of detection grow with the tenth power of the light. */
    private boolean isDetected(double power, double chance) {
        if (sharp || power > 4 * leastPower || power < leastPower / 4) {
            return power > leastPower;
        }
        double ratio = leastPower / power;
        double fourth = ratio * ratio * ratio * ratio;
        return chance < 1 / (1 + fourth * fourth * ratio * ratio);
    }

    private static int intensity(double power, double range) {
        return (int) Math.min(255, Math.round(100 * power * range * range));
    }

    double leastPower() {
        return leastPower;
    }
}
