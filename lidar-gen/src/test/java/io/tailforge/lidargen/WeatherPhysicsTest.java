package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.lidargen.air.FogEcho;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against figures measured with the published simulators, see the sources named in the classes under test. */
class WeatherPhysicsTest {
    private static final int SHOTS = 20_000;
    private static final double PUBLISHED_SHOTS = 1500;

    /** Rain: largest range 200 m for a 90 % target, 3 mrad, 9 cm resolution. */
    private static final LidarModel SIMULATED = new LidarModel(
            "simulated", "", "", 1, List.of(new LidarModel.Beam(0, 0, 0)), 1.5, 200 / 3.0, 0.02, 0.003, 905);

    @ParameterizedTest
    @CsvSource({
        "10, 30, 0.1, 0.000, 0.009",
        "10, 60, 0.1, 0.000, 0.049",
        "10, 100, 0.1, 0.942, 0.058",
        "10, 100, 0.5, 0.000, 0.037",
        "30, 30, 0.1, 0.000, 0.029",
        "30, 60, 0.1, 0.887, 0.113",
        "30, 60, 0.5, 0.000, 0.025",
        "30, 100, 0.5, 0.000, 0.091",
        "50, 60, 0.5, 0.000, 0.035",
        "50, 100, 0.5, 0.877, 0.123",
        "100, 30, 0.1, 0.000, 0.073",
        "100, 60, 0.5, 0.000, 0.086",
        "100, 100, 0.5, 0.823, 0.177"
    })
    void rainLosesAndScattersAsManyShotsAsPublished(
            double rate, double range, double reflectance, double lost, double scattered) {
        ReturnModel returns = ReturnModel.sharp(SIMULATED, air(rain(rate)));
        int[] kinds = new int[Echo.Kind.values().length];
        for (int shot = 0; shot < SHOTS; shot++) {
            kinds[
                    returns.receive(range, reflectance, ShotRandom.shot(1, 0, shot, 0))
                            .kind()
                            .ordinal()]++;
        }
        assertThat(kinds[Echo.Kind.LOST.ordinal()] / (double) SHOTS).isCloseTo(lost, within(threeSigma(lost)));
        assertThat(kinds[Echo.Kind.PARTICLE.ordinal()] / (double) SHOTS)
                .isCloseTo(scattered, within(threeSigma(scattered)));
    }

    /** Of the published count and ours; a published zero is not better known than one in 1500. */
    private static double threeSigma(double share) {
        double p = Math.max(share, 1 / PUBLISHED_SHOTS);
        return 3 * Math.sqrt(p * (1 - p) * (1 / PUBLISHED_SHOTS + 1.0 / SHOTS));
    }

    @Test
    void dropsThatHideATargetStandTwoToThreeMetresAway() {
        ReturnModel returns = ReturnModel.sharp(SIMULATED, air(rain(50)));
        double[] ranges = java.util.stream.IntStream.range(0, SHOTS)
                .mapToObj(shot -> returns.receive(100, 0.1, ShotRandom.shot(2, 0, shot, 0)))
                .filter(echo -> echo.kind() == Echo.Kind.PARTICLE)
                .mapToDouble(Echo::range)
                .sorted()
                .toArray();
        assertThat(ranges[ranges.length / 2]).isBetween(2.0, 3.0);
        assertThat(ranges[ranges.length - 1]).isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"10, 30, 0.1, 0.030", "10, 100, 0.5, 0.050"})
    void rangesScatterMoreWhereTheEchoIsWeak(double rate, double range, double reflectance, double sigma) {
        Atmosphere air = air(rain(rate));
        ReturnModel returns = ReturnModel.sharp(SIMULATED, air);
        double power = reflectance / (range * range) * air.transmission(range);
        assertThat(returns.sigma(power)).isCloseTo(sigma, within(0.0015));
    }

    /** Intensity 10, 50 and 200 of the clear echo; -1 where the fog's echo wins. */
    @ParameterizedTest
    @CsvSource({
        "0.005, 30, 7, 37, 148",
        "0.005, 60, 5, 27, 110",
        "0.005, 100, 4, 18, 74",
        "0.01, 30, 5, 27, 110",
        "0.01, 100, 1, 7, 27",
        "0.02, 60, 1, 5, 18",
        "0.02, 100, -1, -1, -1",
        "0.03, 30, 2, 8, 33",
        "0.03, 60, -1, -1, 5",
        "0.06, 10, 3, 15, 60",
        "0.06, 30, -1, 1, 5",
        "0.06, 60, -1, -1, -1",
        "0.06, 100, -1, -1, -1",
        "0.1, 10, 1, 7, 27",
        "0.1, 30, -1, -1, -1",
        "0.1, 100, -1, -1, -1",
        "0.2, 10, -1, 1, 4",
        "0.2, 30, -1, -1, -1",
        "0.2, 100, -1, -1, -1"
    })
    void fogDimsTheTargetOrHidesItAsPublished(double extinction, double range, int weak, int middle, int strong) {
        FogEcho fog = new FogEcho(extinction);
        int[] expected = {weak, middle, strong};
        double[] clear = {10, 50, 200};
        for (int i = 0; i < 3; i++) {
            double hard = Math.round(clear[i] * Math.exp(-2 * extinction * range));
            double soft = clear[i] * range * range * fog.strength();
            assertThat(soft > hard ? -1 : hard).isEqualTo(expected[i]);
        }
    }

    /** The fog's intensity where the clear echo would have 1. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 100, 0.0420, 4.7",
        "0.03, 60, 0.0220, 4.7",
        "0.06, 60, 0.0398, 4.6",
        "0.06, 100, 0.1105, 4.6",
        "0.1, 100, -1, 4.6",
        "0.2, 100, -1, 4.5"
    })
    void theFogsOwnEchoIsAsStrongAndAsNearAsPublished(double extinction, double range, double perUnit, double peak) {
        FogEcho fog = new FogEcho(extinction);
        if (perUnit > 0) {
            assertThat(range * range * fog.strength()).isCloseTo(perUnit, Percentage.withPercentage(2));
        }
        assertThat(fog.peakRange()).isCloseTo(peak, within(0.051));
    }

    /** Visibility of the published extinctions; 90 % is seen to 200 m in clear air. */
    @ParameterizedTest
    @CsvSource({
        "0.0595, 0.1, 20.1",
        "0.0385, 0.1, 25.2",
        "0.0035, 0.1, 54.9",
        "0.0595, 0.5, 28.0",
        "0.0385, 0.5, 36.5",
        "0.0035, 0.5, 103.6"
    })
    void targetsInFogAreSeenAsFarAsPublished(double extinction, double reflectance, double range) {
        Weather fog = new Weather(1, 0, 0, Math.log(20) / extinction, 0, 0);
        ReturnModel returns = ReturnModel.sharp(SIMULATED, air(fog));
        assertThat(returns.receive(0.995 * range, reflectance, 1).kind()).isEqualTo(Echo.Kind.TARGET);
        assertThat(returns.receive(1.005 * range, reflectance, 1).kind()).isEqualTo(Echo.Kind.LOST);
    }

    @Test
    void theExtinctionsOfAllThatFallsAndFloatsAddUp() {
        double rain = air(rain(20)).extinction();
        double snow = air(new Weather(1, 0, 2, Double.POSITIVE_INFINITY, 0, 0)).extinction();
        double fog = air(new Weather(1, 0, 0, 200, 0, 0)).extinction();
        assertThat(fog).isEqualTo(new Weather(1, 0, 0, 200, 0, 0).fogExtinction());
        assertThat(air(new Weather(1, 20, 2, 200, 1, 1)).extinction()).isCloseTo(rain + snow + fog, within(1e-15));
    }

    @Test
    void whatIsKeptReturnsWithItsReflectanceLessTheWayThereAndBack() {
        assertThat(0.1 * air(rain(30)).transmission(30)).isCloseTo(0.0829, Percentage.withPercentage(0.1));
        Echo echo = ReturnModel.sharp(SIMULATED, air(rain(30))).receive(30, 0.5, 5);
        assertThat(echo.kind()).isEqualTo(Echo.Kind.TARGET);
        assertThat(echo.intensity()).isEqualTo((int) Math.round(50 * Math.exp(-2 * 3.129e-3 * 30)));
    }

    @Test
    void denseFogIsSeenByAShotIntoTheOpenAndThinFogIsNot() {
        LidarModel far =
                new LidarModel("far", "", "", 1, List.of(new LidarModel.Beam(0, 0, 0)), 1, 250, 0.02, 0.001, 905);
        double open = Double.POSITIVE_INFINITY;
        Echo dense = ReturnModel.sharp(far, new Atmosphere(fog(30), far)).receive(open, 0, 1);
        assertThat(dense.kind()).isEqualTo(Echo.Kind.FOG);
        assertThat(dense.range()).isBetween(2.0, 7.5);
        assertThat(ReturnModel.sharp(far, new Atmosphere(fog(2000), far))
                        .receive(open, 0, 1)
                        .kind())
                .isEqualTo(Echo.Kind.LOST);
    }

    private static Weather fog(double visibility) {
        return new Weather(1, 0, 0, visibility, 0, 0);
    }

    /** Shot by shot, in weathers, at ranges and with seeds drawn by chance. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsKeptIsKeptNearerBrighterAndInLessOfTheWeatherToo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 12; i++) {
            double rain = random.nextInt(3) * random.nextDouble(20);
            double fog = random.nextDouble(40, 600);
            double range = random.nextDouble(5, 60);
            double reflectance = random.nextDouble(0.03, 0.9);
            ReturnModel returns = new ReturnModel(SIMULATED, air(weather(rain, fog)));
            ReturnModel wetter = new ReturnModel(SIMULATED, air(weather(rain * 1.3 + 0.5, fog)));
            ReturnModel thicker = new ReturnModel(SIMULATED, air(weather(rain, fog * 0.7)));
            for (int shot = 0; shot < 300; shot++) {
                long number = ShotRandom.shot(seed, i, shot, 0);
                if (!isKept(returns, range, reflectance, number)) {
                    assertThat(isKept(returns, range * 1.2, reflectance, number))
                            .isFalse();
                    assertThat(isKept(returns, range, reflectance * 0.7, number))
                            .isFalse();
                    assertThat(isKept(wetter, range, reflectance, number)).isFalse();
                    assertThat(isKept(thicker, range, reflectance, number)).isFalse();
                }
            }
        }
    }

    private static boolean isKept(ReturnModel returns, double range, double reflectance, long shot) {
        return returns.receive(range, reflectance, shot).kind() == Echo.Kind.TARGET;
    }

    private static Weather weather(double rain, double fog) {
        return new Weather(1, rain, 0, fog, 0, 0);
    }

    @Test
    void fartherAndDarkerTargetsAreLostMoreOften() {
        assertThat(lost(70, 0.1)).isGreaterThan(lost(60, 0.1));
        assertThat(lost(67, 0.09)).isGreaterThan(lost(67, 0.1));
        assertThat(lost(67, 0.1)).isBetween(0.4, 0.6);
    }

    private static double lost(double range, double reflectance) {
        ReturnModel returns = new ReturnModel(SIMULATED, air(Weather.CLEAR));
        int lost = 0;
        for (int shot = 0; shot < 4000; shot++) {
            lost += returns.receive(range, reflectance, ShotRandom.shot(4, 0, shot, 0))
                                    .kind()
                            == Echo.Kind.LOST
                    ? 1
                    : 0;
        }
        return lost / 4000.0;
    }

    private static Weather rain(double rate) {
        return new Weather(1, rate, 0, Double.POSITIVE_INFINITY, 0, 0);
    }

    private static Atmosphere air(Weather weather) {
        return new Atmosphere(weather, SIMULATED);
    }
}
