package io.tailforge.quality.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignsTest {
    @Test
    void oneSignIsAsStrangeAsItIsRare() {
        assertThat(Signs.strangeness(List.of(0.01))).isCloseTo(-Math.log(0.01), within(1e-12));
        assertThat(Signs.harmonicMean(List.of(0.01))).isCloseTo(0.01, within(1e-12));
    }

    /** Chi-squared table: 18.307 with 10 degrees of freedom is exceeded by 5 %. */
    @Test
    void strangenessIsThatOfTheChiSquaredTail() {
        double each = Math.exp(-18.307 / 10);
        assertThat(Math.exp(-Signs.strangeness(Collections.nCopies(5, each)))).isCloseTo(0.05, within(1e-5));
    }

    @Test
    void severalWeakSignsMakeAStrongOne() {
        assertThat(Signs.strangeness(Collections.nCopies(6, 0.05)))
                .isGreaterThan(Signs.strangeness(List.of(0.001, 0.5, 0.5, 0.5, 0.5, 0.5)));
    }

    @Test
    void manyTinyProbabilitiesStayFinite() {
        assertThat(Signs.strangeness(Collections.nCopies(60, 1e-12))).isBetween(1000.0, 2000.0);
        assertThat(Signs.strangeness(List.of())).isZero();
        assertThat(Signs.strangeness(List.of(1.0, 1.0))).isZero();
    }

    @Test
    void theLeastOfManyIsLessRareThanOne() {
        assertThat(Signs.leastOf(0.01, 5)).isCloseTo(1 - Math.pow(0.99, 5), within(1e-12));
        assertThat(Signs.leastOf(1, 3)).isCloseTo(1, within(1e-9));
    }
}
