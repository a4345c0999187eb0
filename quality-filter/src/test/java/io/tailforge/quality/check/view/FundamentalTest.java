package io.tailforge.quality.check.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.check.view.Fundamental.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Points in space seen by two cameras whose places the fit is not told. */
final class FundamentalTest {
    private static final double FOCAL = 277;

    @Test
    void exactMatchesLieOnTheirEpipolarLines() {
        List<Pair> pairs = seen(0, 0, 0.1, 1);
        assertThat(Fundamental.fit(pairs).orElseThrow().median(pairs)).isLessThan(1e-6);
    }

    @Test
    void theErrorIsThatOfTheMatchesAndAFifthOfWrongOnesDoesNotMatter() {
        List<Pair> pairs = seen(0.5, 0.2, 0.1, 1);
        assertThat(Fundamental.fit(pairs).orElseThrow().median(pairs)).isBetween(0.2, 0.9);
    }

    @Test
    void aWorldThatIsMirroredOrPassedTwiceAsFastIsAsGood() {
        List<Pair> right = seen(0.5, 0, 0.1, 1);
        List<Pair> mirrored = right.stream()
                .map(pair -> new Pair(-pair.u0(), pair.v0(), -pair.u1(), pair.v1()))
                .toList();
        double error = Fundamental.fit(right).orElseThrow().median(right);
        assertThat(Fundamental.fit(mirrored).orElseThrow().median(mirrored)).isCloseTo(error, within(0.1));
        List<Pair> faster = seen(0.5, 0, 0.1, 2);
        assertThat(Fundamental.fit(faster).orElseThrow().median(faster)).isCloseTo(error, within(0.2));
    }

    @Test
    void whatIsNotRigidIsSeen() {
        List<Pair> bent = seen(0, 0, 0.1, 1).stream()
                .map(pair -> new Pair(pair.u0(), pair.v0(), pair.u1(), pair.v1() + 6 * Math.sin(pair.u1() / 30)))
                .toList();
        assertThat(Fundamental.fit(bent).orElseThrow().median(bent)).isGreaterThan(0.5);
    }

    @Test
    void fewMatchesFitAnything() {
        assertThat(Fundamental.fit(seen(0, 0, 0.1, 1).subList(0, 15))).isEmpty();
    }

    /** @param noise of either place, pixels @param wrong share @param yaw radians and @param ahead metres that the camera moved */
    private static List<Pair> seen(double noise, double wrong, double yaw, double ahead) {
        SplittableRandom random = new SplittableRandom(7);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble(-15, 15);
            double y = random.nextDouble(-4, 2);
            double z = random.nextDouble(6, 40);
            double depth = Math.cos(yaw) * (z - ahead) - Math.sin(yaw) * (x - 0.3);
            double across = Math.sin(yaw) * (z - ahead) + Math.cos(yaw) * (x - 0.3);
            boolean off = random.nextDouble() < wrong;
            pairs.add(new Pair(
                    FOCAL * x / z + noise * random.nextGaussian(),
                    FOCAL * y / z + noise * random.nextGaussian(),
                    off ? random.nextDouble(-400, 400) : FOCAL * across / depth + noise * random.nextGaussian(),
                    off ? random.nextDouble(-200, 200) : FOCAL * y / depth + noise * random.nextGaussian()));
        }
        return pairs;
    }
}
