package io.tailforge.conditioning.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Polyline3;
import org.junit.jupiter.api.Test;

class HausdorffTest {
    private static final Polyline3 STRAIGHT = Polyline3.of(0, 0, 0, 100, 0, 0);

    @Test
    void aLineIsAsFarFromAnotherAsItsFarthestPoint() {
        assertThat(Hausdorff.between(STRAIGHT, Polyline3.of(0, 0, 0, 50, 0.3, 0, 100, 0, 0)))
                .isCloseTo(0.3, within(1e-9));
        assertThat(Hausdorff.between(STRAIGHT, Polyline3.of(0, 7, 0, 100, 7, 0)))
                .isCloseTo(7, within(1e-9));
    }

    @Test
    void aPartOfALineIsAsFarAsItIsShort() {
        assertThat(Hausdorff.between(STRAIGHT, Polyline3.of(0, 0, 0, 88, 0, 0))).isCloseTo(12, within(1e-9));
    }

    @Test
    void whereThePointsLieAlongALineDoesNotMatter() {
        assertThat(Hausdorff.between(STRAIGHT, Polyline3.of(0, 0, 0, 0.1, 0, 0, 33, 0, 0, 100, 0, 0)))
                .isCloseTo(0, within(1e-12));
    }
}
