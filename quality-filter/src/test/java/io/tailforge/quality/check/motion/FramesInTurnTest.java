package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.Plane;
import io.tailforge.quality.check.Medians;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What single frames and parts of the picture are told by, on figures made up for it. */
final class FramesInTurnTest {
    private static final int FRAMES = 40;
    private static final int AT = 17;

    @Test
    void aFrameOutOfTurnKeepsFewOfThePointsThatTell() {
        PoorFrame worst =
                PoorFrame.outOfTurn(turns(30, frame -> frame == AT ? 2 : 24)).orElseThrow();
        assertThat(worst.frame()).isEqualTo(AT);
        assertThat(worst.share()).isCloseTo((2 + 1.5 * Math.sqrt(24 * 0.2)) / 24, within(1e-9));
    }

    @Test
    void ofFewPointsNoneInTurnIsChance() {
        assertThat(PoorFrame.outOfTurn(turns(13, frame -> frame == AT ? 0 : 4))
                        .orElseThrow()
                        .share())
                .isGreaterThan(0.6);
        assertThat(PoorFrame.outOfTurn(turns(11, frame -> frame == AT ? 0 : 11)))
                .isEmpty();
    }

    @Test
    void whatIsUsualIsToldByTheFramesAround() {
        assertThat(PoorFrame.outOfTurn(turns(60, frame -> frame < FRAMES / 2 ? 50 : 20))
                        .orElseThrow()
                        .share())
                .isGreaterThan(0.46);
    }

    @Test
    void whereNothingIsUsuallyInPlaceNothingIsMissed() {
        assertThat(PoorFrame.outOfTurn(turns(60, frame -> 3))).isEmpty();
    }

    @Test
    void aPictureThatBreathesSways() {
        assertThat(PartSway.of(breathing(0.2, part -> true)).orElseThrow()).isGreaterThan(2);
        assertThat(PartSway.of(breathing(0, part -> true)).orElseThrow()).isBetween(0.4, 1.0);
        assertThat(PartSway.of(breathing(0.2, part -> part < 2))).isEmpty();
    }

    @Test
    void mostPointsAreThoseThatLieClosest() {
        assertThat(Medians.mode(new double[] {-0.1, 0.2, 0.3, 0.45, 0.6, 0.7, 0.85, 0.99, 1, 1, 1.01, 1.02}))
                .isCloseTo(1, within(0.011));
        assertThat(Medians.mode(new double[] {})).isZero();
        assertThat(Medians.mode(new double[] {3})).isEqualTo(3);
    }

    @Test
    void anEdgeTellsOfTheWayAcrossItAlone() {
        PatchTracker tracker = new PatchTracker();
        assertThat(tracker.take(edge(), 20, 20)).isTrue();
        assertThat(tracker.telling(3, 0)).isGreaterThan(0.9);
        assertThat(tracker.telling(0, 3)).isLessThan(0.1);
        assertThat(tracker.telling(0, 0)).isZero();
    }

    /** Dark to the left and bright to the right, with little spots all over. */
    private static Plane edge() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] pixels = new byte[40 * 40];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i % 40 < 20 ? 60 : 160) + random.nextInt(20));
        }
        return new Plane(40, 40, pixels);
    }

    private static List<PairFigures> turns(int telling, IntUnaryOperator inTurn) {
        return IntStream.range(1, FRAMES)
                .mapToObj(frame -> pair(frame, telling, inTurn.applyAsInt(frame), new double[0], new double[0]))
                .toList();
    }

    /** Parts whose places have a noise of 0.1 pixels and go to and fro in 14 frames. @param which have points */
    private static List<PairFigures> breathing(double amplitude, IntPredicate which) {
        SplittableRandom random = new SplittableRandom(7);
        return IntStream.range(1, FRAMES)
                .mapToObj(frame -> {
                    double[] places = new double[PairFigures.PARTS];
                    double[] noise = new double[PairFigures.PARTS];
                    for (int part = 0; part < PairFigures.PARTS; part++) {
                        double place = amplitude * Math.sin(part + frame * Math.PI / 7) + 0.1 * random.nextGaussian();
                        places[part] = which.test(part) ? place : Double.NaN;
                        noise[part] = which.test(part) ? 0.1 : Double.NaN;
                    }
                    return pair(frame, 0, 0, places, noise);
                })
                .toList();
    }

    private static PairFigures pair(int frame, int telling, int inTurn, double[] places, double[] noise) {
        return new PairFigures(
                frame,
                100,
                100,
                100,
                OptionalDouble.empty(),
                new double[0],
                new int[] {telling, 40},
                new int[] {inTurn, 0},
                0,
                0,
                0,
                places,
                places,
                noise,
                0,
                new double[0],
                0);
    }
}
