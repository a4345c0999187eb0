package io.tailforge.lidargen.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleEchoesTest {
    private static final double DIVERGENCE = 0.003;
    private static final double LEAST = 0.9 / (200.0 * 200);
    private static final int SHOTS = 3000;

    @ParameterizedTest
    @CsvSource({
        "0.5, 1.6, 8.68e-7, 3.13, 0.68",
        "1, 1.6, 1.74e-6, 8.85, 1.12",
        "2.5, 1.6, 4.34e-6, 35.0, 2.16",
        "0.5, 0.2, 6.94e-6, 70.8, 3.03"
    })
    void flakesFillTheAirAndAreAsLargeAsPublished(
            double rate, double velocity, double occupancy, double rain, double diameter) {
        Snowfall snow = new Snowfall(rate, velocity);
        assertThat(snow.occupancy()).isCloseTo(occupancy, Percentage.withPercentage(0.3));
        assertThat(snow.rainEquivalent()).isCloseTo(rain, Percentage.withPercentage(0.3));
        assertThat(Snowfall.meltedDiameter(snow.rainEquivalent())).isCloseTo(diameter, Percentage.withPercentage(0.5));
    }

    /** Two published laws of the same snowfall, independent of each other. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5, 5})
    void discsOfThatSizeTakeAboutTheExtinctionOfGunnAndMarshall(double rate) {
        Precipitation flakes = new Snowfall(rate, 1.6).flakes();
        assertThat(flakes.extinction(905))
                .isCloseTo(Precipitation.snow(rate, 905).extinction(905), Percentage.withPercentage(50));
        double slope = flakes.slope();
        double volume = flakes.n0() * Math.PI / 6 * 6 / Math.pow(slope, 4) * 1e-9;
        assertThat(volume).isCloseTo(new Snowfall(rate, 1.6).occupancy(), Percentage.withPercentage(0.01));
    }

    /** The table against particles thrown one by one into the beam, at rates, ranges and targets drawn by chance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void asManyShotsAreHiddenAsInASimulationDropByDrop(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean snows = seed % 2 == 0;
        double rate = snows ? random.nextDouble(0.3, 3) : random.nextDouble(2, 120);
        Precipitation particles = snows ? new Snowfall(rate, 1.6).flakes() : Precipitation.rain(rate, 905);
        double alpha = particles.extinction(905);
        double target = random.nextDouble(6, 60);
        double power = Math.max(LEAST, random.nextDouble(0.02, 0.3) * Math.exp(-2 * alpha * target) / target / target);
        ParticleEchoes echoes = new ParticleEchoes(particles, alpha, DIVERGENCE);
        double published = 0;
        double ours = 0;
        for (int shot = 0; shot < SHOTS; shot++) {
            published += isHidden(particles, alpha, power, target, random) ? 1 : 0;
            ours += Double.isNaN(echoes.range(power, target, random.nextDouble())) ? 0 : 1;
        }
        double p = Math.max(1, published + ours) / (2 * SHOTS);
        assertThat(ours / SHOTS).isCloseTo(published / SHOTS, within(3 * Math.sqrt(p * (1 - p) * 2 / SHOTS)));
    }

    /** Particles within 30 m of one beam; whether one of them is stronger than the power. */
    private static boolean isHidden(
            Precipitation particles, double alpha, double power, double target, SplittableRandom random) {
        double reach = Math.min(30, target);
        double volume = Math.PI / 12 * DIVERGENCE * DIVERGENCE * (cube(reach) - cube(ParticleEchoes.NEAREST));
        double at = 0;
        while (true) {
            at -= Math.log(1 - random.nextDouble()) / (volume * particles.larger(0));
            if (at > 1) {
                return false;
            }
            double near = cube(ParticleEchoes.NEAREST);
            double range = Math.cbrt(near + random.nextDouble() * (cube(reach) - near));
            double diameter = (0.05 - Math.log(1 - random.nextDouble()) / particles.slope()) * 1e-3;
            double share = Math.min(1, Math.pow(diameter / (DIVERGENCE * range), 2));
            if (particles.backscatter() * share * Math.exp(-2 * alpha * range) / range / range > power) {
                return true;
            }
        }
    }

    private static double cube(double x) {
        return x * x * x;
    }

    @Test
    void aShotThatLessRainHidesIsHiddenByMoreRainToo() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20; i++) {
            double rate = random.nextDouble(0.5, 60);
            ParticleEchoes less = rain(rate);
            ParticleEchoes more = rain(rate * random.nextDouble(1.1, 2));
            for (int shot = 0; shot < 300; shot++) {
                double uniform = 0.3 * random.nextDouble();
                double power = LEAST * random.nextDouble(1, 5);
                if (!Double.isNaN(less.range(power, 40, uniform))) {
                    assertThat(more.range(power, 40, uniform)).isNotNaN();
                }
            }
        }
    }

    private static ParticleEchoes rain(double rate) {
        return new ParticleEchoes(Precipitation.rain(rate, 905), 0.001, DIVERGENCE);
    }

    @Test
    void aParticleStandsBetweenTheSensorAndTheTargetAndIsAsBrightAsItsSize() {
        ParticleEchoes flakes = new ParticleEchoes(new Snowfall(3, 1.6).flakes(), 0.003, DIVERGENCE);
        SplittableRandom random = new SplittableRandom(8);
        int found = 0;
        for (int shot = 0; shot < 2000; shot++) {
            double target = random.nextDouble(2, 50);
            double range = flakes.range(LEAST, target, random.nextDouble());
            if (!Double.isNaN(range)) {
                found++;
                assertThat(range).isBetween(ParticleEchoes.NEAREST, target);
                double most = 0.9 * Math.exp(-2 * 0.003 * range) / (range * range);
                assertThat(flakes.power(range, LEAST, random.nextDouble())).isBetween(LEAST, most);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void dryAirHasNoEchoes() {
        ParticleEchoes none = new ParticleEchoes(Precipitation.rain(0, 905), 0.01, DIVERGENCE);
        assertThat(none.range(1e-9, 100, 0)).isNaN();
    }
}
