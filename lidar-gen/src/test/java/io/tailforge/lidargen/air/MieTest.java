package io.tailforge.lidargen.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MieTest {
    /** Bohren and Huffman's book prints 3.10543 and 2.92534 for the first; the rest is miepython 3.3. */
    @ParameterizedTest
    @CsvSource({
        "1.55, 0, 5.21282, 3.10542474, 3.10542474, 2.92533857",
        "1.55, 0, 5.213, 3.104996, 3.104996, 2.924209",
        "1.55, 0, 0.1, 2.70923958e-5, 2.70923958e-5, 4.04433082e-5",
        "0.75, 0, 10, 2.23226484, 2.23226484, 0.0465844101",
        "1.33, 0.01, 50, 2.08889276, 1.23901957, 0.100664828",
        "1.5, 1, 10, 2.41729453, 1.34695783, 0.172926202",
        "1.5, 1, 1000, 2.02062174, 1.24769171, 0.172413849",
        "1.328, 5e-7, 173.5, 2.02875548, 2.02844973, 0.322982738",
        "1.328, 5e-7, 3471, 2.00751757, 2.00163533, 5.98238395",
        "1.318, 1.35e-4, 2026.8, 2.0104635, 1.43189688, 0.00832223717",
        "1.33, 1e-5, 10000, 2.00408893, 1.72385722, 0.0375719103"
    })
    void spheresOfEverySizeScatterAsPublished(
            double n, double k, double size, double extinction, double scattering, double backscatter) {
        Mie mie = Mie.sphere(size, new RefractiveIndex(n, k));
        assertThat(mie.extinction()).isCloseTo(extinction, Percentage.withPercentage(1e-5));
        assertThat(mie.scattering()).isCloseTo(scattering, Percentage.withPercentage(1e-4));
        assertThat(mie.backscatter()).isCloseTo(backscatter, Percentage.withPercentage(5e-4));
    }

    @Test
    void smallSpheresScatterAfterRayleigh() {
        double size = 0.01;
        RefractiveIndex index = new RefractiveIndex(1.33, 0);
        double polarisability = (1.33 * 1.33 - 1) / (1.33 * 1.33 + 2);
        double rayleigh = 8.0 / 3 * Math.pow(size, 4) * polarisability * polarisability;
        assertThat(Mie.sphere(size, index).scattering()).isCloseTo(rayleigh, Percentage.withPercentage(0.05));
    }

    @Test
    void clearWaterAbsorbsNothing() {
        for (double size : new double[] {0.3, 7, 60, 900}) {
            assertThat(Mie.sphere(size, new RefractiveIndex(1.33, 0)).absorption())
                    .isCloseTo(0, within(1e-10));
        }
    }

    @Test
    void blackSpheresOfAnySizeTakeTheLimitOutOfTheBeam() {
        RefractiveIndex soot = new RefractiveIndex(1.5, 1);
        double last = Double.MAX_VALUE;
        for (double size : new double[] {30, 100, 1000, 10_000}) {
            double above = Mie.sphere(size, soot).extinction() - 2;
            assertThat(above).isBetween(0.0, last);
            last = above;
        }
        assertThat(last).isCloseTo(1.9923861 * Math.pow(10_000, -2.0 / 3), within(5e-4));
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        RefractiveIndex water = RefractiveIndex.water(905);
        assertThatThrownBy(() -> Mie.sphere(0, water)).hasMessageContaining("0..1e6");
        assertThatThrownBy(() -> Mie.sphere(1e7, water)).hasMessageContaining("1.0E7");
    }

    @Test
    void waterHasTheIndexOfTheTablesAndBetweenThem() {
        assertThat(RefractiveIndex.water(905).real()).isEqualTo(1.328);
        assertThat(RefractiveIndex.water(885).imaginary()).isBetween(3.2e-7, 5.0e-7);
        assertThat(RefractiveIndex.water(2000)).isEqualTo(RefractiveIndex.water(1600));
        assertThat(RefractiveIndex.water(905).absorption(905)).isCloseTo(6.9, within(0.1));
        assertThat(RefractiveIndex.water(1550).absorption(1550)).isCloseTo(1090, within(20.0));
        assertThat(RefractiveIndex.water(905).mirrored()).isCloseTo(0.01985, within(1e-5));
    }
}
