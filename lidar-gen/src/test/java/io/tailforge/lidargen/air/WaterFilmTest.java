package io.tailforge.lidargen.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaterFilmTest {
    private static final double WATER_IN_AIR = 1.33 / 1.0003;

    @ParameterizedTest
    @CsvSource({"0, 0.0962", "45, 0.0995", "60, 0.0992", "70, 0.0912", "80, 0.0594", "85, 0.0270", "88, 0.0065"})
    void aFilmTakesTheGrazingLightAsPublished(double degrees, double reflectance) {
        assertThat(WaterFilm.matt(0.1, cosine(degrees), WATER_IN_AIR))
                .isCloseTo(reflectance, Percentage.withPercentage(1.2));
    }

    @ParameterizedTest
    @CsvSource({"60, 0.1137, 0.0044", "80, 0.4549, 0.2386"})
    void itsSurfaceMirrorsAsFresnelSays(double degrees, double senkrecht, double parallel) {
        assertThat(WaterFilm.senkrecht(cosine(degrees), WATER_IN_AIR)).isCloseTo(senkrecht, within(2e-3));
        assertThat(WaterFilm.parallel(cosine(degrees), WATER_IN_AIR)).isCloseTo(parallel, within(2e-3));
    }

    @Test
    void itMirrorsAllAtGrazingIncidenceAndTheMeanOfBothPolarisations() {
        WaterFilm film = WaterFilm.of(1, 1.2, 905);
        assertThat(film.mirrored(0)).isCloseTo(1, within(1e-12));
        assertThat(film.mirrored(1)).isCloseTo(RefractiveIndex.water(905).mirrored(), within(1e-6));
        assertThat(film.mirrored(cosine(80))).isCloseTo((0.4549 + 0.2386) / 2, within(3e-3));
        double last = 1;
        for (double degrees = 89; degrees > 60; degrees--) {
            assertThat(film.mirrored(cosine(degrees))).isLessThan(last);
            last = film.mirrored(cosine(degrees));
        }
    }

    @Test
    void dryGroundStaysAsItIsAndHalfAFilmIsHalfWay() {
        double cosine = cosine(75);
        assertThat(WaterFilm.of(0, 0, 905).over(0.17, cosine)).isEqualTo(0.17);
        double full = new WaterFilm(1, 1, RefractiveIndex.water(905), 0).over(0.17, cosine);
        double half = new WaterFilm(0.5, 1, RefractiveIndex.water(905), 0).over(0.17, cosine);
        assertThat(half).isCloseTo((0.17 + full) / 2, within(1e-12));
        assertThat(full).isEqualTo(WaterFilm.matt(0.17, cosine, 1.328));
    }

    @Test
    void waterIsClearAt905NanometresAndInkAt1550() {
        double transparent = WaterFilm.matt(0.2, 1, 1.328);
        assertThat(WaterFilm.of(1, 1, 905).over(0.2, 1)).isCloseTo(transparent, Percentage.withPercentage(1.5));
        assertThat(WaterFilm.of(1, 1, 1550).over(0.2, 1)).isLessThan(0.15 * transparent);
    }

    private static double cosine(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
