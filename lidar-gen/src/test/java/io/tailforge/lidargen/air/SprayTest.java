package io.tailforge.lidargen.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SprayTest {
    private static final double FAR = 80;

    @Test
    void aMillimetreOfWaterGivesThePublishedSpray() {
        assertThat(SprayPlume.extinction(108 / 3.6, 1)).isCloseTo(0.0359, Percentage.withPercentage(1));
        assertThat(SprayPlume.extinction(58 / 3.6, 1)).isCloseTo(0.0104, Percentage.withPercentage(1));
        assertThat(SprayPlume.extinction(30, 0)).isZero();
        assertThat(SprayPlume.extinction(0, 1)).isZero();
    }

    @Test
    void thePlumesCoreIsAsThickAsItSays() {
        SprayPlume plume = plume(0.03);
        SplittableRandom random = new SplittableRandom(3);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += plume.extinction(
                    -random.nextDouble(0.5, 3), random.nextDouble(-0.5, 0.5), random.nextDouble(0.2, 0.8));
        }
        assertThat(sum / 20_000).isCloseTo(0.03, Percentage.withPercentage(10));
    }

    @Test
    void itReachesTenMetresBackAndTwoUpAndNoFarther() {
        SprayPlume plume = plume(0.03);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 50_000; i++) {
            double x = random.nextDouble(-14, 4);
            double y = random.nextDouble(-4, 4);
            double z = random.nextDouble(-1, 4);
            boolean inside = x < 0 && x > -10 && z >= 0 && z < 2 && Math.abs(y) < 0.9 - 0.08 * x;
            assertThat(plume.extinction(x, y, z) > 0).isEqualTo(inside);
        }
    }

    @Test
    void puffsAreOneInTheMeanWithGapsBetweenThem() {
        Puffs puffs = new Puffs(5, 0);
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        int gaps = 0;
        int dense = 0;
        for (int i = 0; i < 100_000; i++) {
            double puff = puffs.at(random.nextDouble(-50, 50), random.nextDouble(-50, 50), random.nextDouble(0, 2));
            sum += puff;
            gaps += puff == 0 ? 1 : 0;
            dense += puff > 2.5 ? 1 : 0;
        }
        assertThat(sum / 100_000).isCloseTo(1, within(0.05));
        assertThat(gaps).isBetween(15_000, 30_000);
        assertThat(dense).isBetween(5_000, 20_000);
    }

    @Test
    void aBeamAlongThePlumeLosesItsMeanExtinctionOnAverage() {
        double depth = 0;
        double expected = 0;
        SprayPlume plume = plume(0.03);
        for (int seed = 0; seed < 300; seed++) {
            Spray spray = new Spray(List.of(plume), seed, 0);
            depth += spray.along(-20, 0, 0.6, 1, 0, 0, FAR, seed).depth();
        }
        for (double x = -9.95; x < 0; x += 0.1) {
            expected += 0.1 * plume.extinction(x, 0, 0.6);
        }
        assertThat(depth / 300).isCloseTo(expected, Percentage.withPercentage(8));
    }

    @Test
    void echoesComeFromThePlumeAndNeverFromBehindTheTarget() {
        Spray spray = new Spray(List.of(plume(0.03)), 1, 0);
        for (int shot = 0; shot < 2000; shot++) {
            Spray.Way way = spray.along(-20, 0, 0.6, 1, 0, 0, 14, shot);
            assertThat(way.range()).isBetween(10.0, 14.0);
            assertThat(way.transmission()).isBetween(0.5, 0.999);
        }
    }

    @Test
    void thickerSprayTakesMoreOfEveryBeam() {
        Spray.Way last = Spray.Way.CLEAR;
        for (double core : new double[] {0.004, 0.01, 0.03, 0.1}) {
            Spray.Way way = new Spray(List.of(plume(core)), 9, 0.3).along(-15, 0.2, 0.5, 1, 0, 0, FAR, 77);
            assertThat(way.transmission()).isLessThan(last.transmission());
            last = way;
        }
    }

    @Test
    void beamsThatPassBesideOrAboveMeetNothing() {
        Spray spray = new Spray(List.of(plume(0.03)), 1, 0);
        assertThat(spray.along(-20, 5, 0.6, 1, 0, 0, FAR, 1)).isEqualTo(Spray.Way.CLEAR);
        assertThat(spray.along(-20, 0, 2.5, 1, 0, 0, FAR, 1)).isEqualTo(Spray.Way.CLEAR);
        assertThat(spray.along(-20, 0, 0.6, -1, 0, 0, FAR, 1)).isEqualTo(Spray.Way.CLEAR);
        assertThat(spray.along(-20, 0, 0.6, 1, 0, 0, 9.9, 1)).isEqualTo(Spray.Way.CLEAR);
        assertThat(Spray.Way.CLEAR.transmission()).isEqualTo(1);
    }

    @Test
    void twoPlumesDimTheTargetByBoth() {
        SprayPlume near = new SprayPlume(5, 0, 0, 1, 0, 0.9, 0.02);
        SprayPlume far = new SprayPlume(25, 0, 0, 1, 0, 0.9, 0.02);
        double one = new Spray(List.of(near), 3, 0)
                .along(-10, 0, 0.5, 1, 0, 0, FAR, 5)
                .depth();
        double other = new Spray(List.of(far), 3, 0)
                .along(-10, 0, 0.5, 1, 0, 0, FAR, 5)
                .depth();
        Spray.Way both = new Spray(List.of(near, far), 3, 0).along(-10, 0, 0.5, 1, 0, 0, FAR, 5);
        assertThat(both.depth()).isCloseTo(one + other, within(1e-12));
        assertThat(both.range()).isLessThan(15);
    }

    private static SprayPlume plume(double core) {
        return new SprayPlume(0, 0, 0, 1, 0, 0.9, core);
    }
}
