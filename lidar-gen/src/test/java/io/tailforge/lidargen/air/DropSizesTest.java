package io.tailforge.lidargen.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropSizesTest {
    private static final double LASER = 905;
    private static final RefractiveIndex WATER = RefractiveIndex.water(LASER);
    private static final List<Droplets> KINDS = List.of(
            Droplets.STRONG_ADVECTION_FOG,
            Droplets.MODERATE_ADVECTION_FOG,
            Droplets.CHU_HOGG_FOG,
            Droplets.STRONG_SPRAY,
            Droplets.MODERATE_SPRAY);

    @ParameterizedTest
    @CsvSource({
        "1, 3.685e-4, 1590",
        "5, 1.014e-3, 2364",
        "10, 1.568e-3, 2789",
        "25, 2.790e-3, 3456",
        "30, 3.129e-3, 3605",
        "50, 4.314e-3, 4055",
        "100, 6.672e-3, 4747"
    })
    void rainTakesAsMuchLightAndHasAsManyDropsAsPublished(double rate, double extinction, double drops) {
        Precipitation rain = Precipitation.rain(rate, LASER);
        assertThat(rain.extinction(LASER)).isCloseTo(extinction, Percentage.withPercentage(0.5));
        assertThat(rain.larger(0)).isCloseTo(drops, Percentage.withPercentage(0.1));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 9.79e-4, 3269",
        "1, 1.451e-3, 2624",
        "2.5, 2.441e-3, 1921",
        "5, 3.615e-3, 1500",
        "10, 5.306e-3, 1164"
    })
    void snowTakesAsMuchLightAndHasAsManyFlakesAsPublished(double rate, double extinction, double flakes) {
        Precipitation snow = Precipitation.snow(rate, LASER);
        assertThat(snow.extinction(LASER)).isCloseTo(extinction, Percentage.withPercentage(1.2));
        assertThat(snow.larger(0)).isCloseTo(flakes, Percentage.withPercentage(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2.2, 17, 64, 150})
    void theClosedFormIsMiesTheoryBetweenThePublishedRatesToo(double rate) {
        for (double laser : new double[] {865, 1550}) {
            Precipitation rain = Precipitation.rain(rate, laser);
            assertThat(rain.extinction(laser))
                    .isCloseTo(rain.extinction(RefractiveIndex.water(laser), laser), Percentage.withPercentage(0.7));
        }
        assertThat(Precipitation.rain(rate, LASER).extinction(LASER))
                .isCloseTo(3.65e-4 * Math.pow(rate, 0.63), Percentage.withPercentage(1.5));
    }

    @Test
    void extinctionGrowsWithTheRateAndIsZeroAtZero() {
        double rain = Precipitation.rain(0, LASER).extinction(LASER);
        double snow = Precipitation.snow(0, LASER).extinction(LASER);
        assertThat(rain).isZero();
        assertThat(snow).isZero();
        for (double rate = 0.05; rate < 150; rate *= 1.3) {
            assertThat(Precipitation.rain(rate, LASER).extinction(LASER)).isGreaterThan(rain);
            assertThat(Precipitation.snow(rate, LASER).extinction(LASER)).isGreaterThan(snow);
            rain = Precipitation.rain(rate, LASER).extinction(LASER);
            snow = Precipitation.snow(rate, LASER).extinction(LASER);
        }
    }

    /**
     * The published program takes half the true size parameter, which a laser of twice the wavelength in the same water
     * does as well: then every figure is met. With the true one small droplets take a few per cent less.
     */
    @ParameterizedTest
    @CsvSource({"0, 0.0595, 0.0582", "1, 0.0385, 0.0375", "2, 0.0035, 0.00327", "3, 0.0359, 0.0342", "4, 0.0104, 0.0090"
    })
    void fogAndSprayTakeAsMuchLightAsPublishedOnceItsSizeIsHalved(int kind, double published, double extinction) {
        Droplets droplets = KINDS.get(kind);
        assertThat(droplets.extinction(WATER, 2 * LASER)).isCloseTo(published, Percentage.withPercentage(1.2));
        assertThat(droplets.extinction(WATER, LASER)).isCloseTo(extinction, Percentage.withPercentage(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 3.685e-4", "10, 1.568e-3", "100, 6.672e-3"})
    void halvingItExplainsThePublishedRainToTheLastDigitsAsWell(double rate, double published) {
        assertThat(Precipitation.rain(rate, LASER).extinction(WATER, 2 * LASER))
                .isCloseTo(published, Percentage.withPercentage(0.2));
    }

    @Test
    void dropletsAreAsManyAsTheirLawSays() {
        for (Droplets droplets : KINDS) {
            double step = Math.log(droplets.largest() / droplets.smallest()) / 3000;
            double number = 0;
            for (int i = 0; i < 3000; i++) {
                double diameter = droplets.smallest() * Math.exp((i + 0.5) * step);
                number += droplets.density(diameter) * diameter * step;
            }
            assertThat(number * 1e-6)
                    .as(droplets.name())
                    .isCloseTo(droplets.perCubicCentimetre(), Percentage.withPercentage(0.01));
        }
    }

    /** Fog is defined by what eyes see, near 550 nm: a laser at 905 nm loses as much within 4 %, one at 1550 nm within 14 %. */
    @Test
    void fogIsNearlyTheSameForEveryLaserAndForTheEye() {
        for (Droplets droplets : KINDS) {
            double visible = droplets.extinction(RefractiveIndex.water(550), 550);
            assertThat(droplets.extinction(WATER, LASER) / visible).isBetween(1.0, 1.04);
            assertThat(droplets.extinction(RefractiveIndex.water(1550), 1550) / visible)
                    .isBetween(1.02, 1.14);
        }
    }

    @Test
    void fogSendsBackAboutATwentiethASteradianOfWhatItTakes() {
        for (Droplets droplets : KINDS.subList(0, 3)) {
            double lidarRatio = droplets.extinction(WATER, LASER) / droplets.backscatter(WATER, LASER);
            assertThat(lidarRatio).as(droplets.name()).isCloseTo(20, within(3.0));
        }
    }
}
