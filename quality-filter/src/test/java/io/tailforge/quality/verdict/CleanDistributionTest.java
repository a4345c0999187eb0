package io.tailforge.quality.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanDistributionTest {
    @Test
    void whatWasSeenIsToldAsItWasSeen() {
        CleanDistribution clean = CleanDistribution.fit(
                IntStream.rangeClosed(1, 101).mapToDouble(i -> i).toArray());

        assertThat(clean.tail(0)).isEqualTo(1);
        assertThat(clean.tail(51)).isCloseTo(0.5, within(1e-9));
        assertThat(clean.tail(81)).isCloseTo(0.2, within(1e-9));
        assertThat(clean.median()).isEqualTo(51);
    }

    /** Thin, exponential and heavy tails: the value beyond which one of 2000 lies is never set much too near. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "normal", "exponential", "lognormal"})
    void rareValuesAreToldFromTwoHundredClips(String shape) {
        SplittableRandom random = new SplittableRandom(7);
        double[] world = values(shape, random, 200_000);
        Arrays.sort(world);
        double share = 1 / 2000.0;
        double worst = 0;
        double sum = 0;
        int rounds = 100;
        for (int round = 0; round < rounds; round++) {
            double exceeded = exceeded(
                    world, CleanDistribution.fit(values(shape, random, 200)).exceededBy(share));
            worst = Math.max(worst, exceeded);
            sum += exceeded;
        }
        assertThat(sum / rounds).as("on average").isLessThan(2.5 * share);
        assertThat(worst).as("at worst").isLessThan(20 * share);
    }

    private static double[] values(String shape, SplittableRandom random, int count) {
        return switch (shape) {
            case "uniform" -> random.doubles(count).toArray();
            case "normal" ->
                DoubleStream.generate(random::nextGaussian).limit(count).toArray();
            case "exponential" ->
                DoubleStream.generate(random::nextExponential).limit(count).toArray();
            case "lognormal" ->
                DoubleStream.generate(() -> Math.exp(random.nextGaussian()))
                        .limit(count)
                        .toArray();
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static double exceeded(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        return 1 - (double) (at < 0 ? -at - 1 : at) / sorted.length;
    }

    @Test
    void aFaultyClipAmongTheCleanOnesMovesNoThresholdFar() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(200).toArray();
        double without = CleanDistribution.fit(values).exceededBy(1e-4);
        values[17] = 1e6;

        assertThat(CleanDistribution.fit(values).exceededBy(1e-4)).isLessThan(2 * without);
    }

    @Test
    void rarityAndThresholdAreEachOthersInverse() {
        SplittableRandom random = new SplittableRandom(11);
        CleanDistribution clean = CleanDistribution.fit(random.doubles(80).toArray());

        for (double share : List.of(0.1, 1e-3, 1e-6)) {
            assertThat(clean.tail(clean.exceededBy(share))).isCloseTo(share, within(share * 1e-6));
        }
    }

    @Test
    void equalValuesHaveNoTailUntilTheyAreGivenOne() {
        CleanDistribution clean = CleanDistribution.fit(new double[50]);
        assertThat(clean.exceededBy(1e-3)).isZero();
        assertThat(clean.tail(0)).isEqualTo(1);

        CleanDistribution wider = clean.reaching(0.5, 1e-3);
        assertThat(wider.exceededBy(1e-3)).isCloseTo(0.5, within(1e-12));
        assertThat(wider.tail(0.5)).isCloseTo(1e-3, within(1e-9));
    }

    @Test
    void fewClipsTellNothing() {
        assertThatThrownBy(() -> CleanDistribution.fit(new double[39])).hasMessageContaining("40 are needed");
    }
}
