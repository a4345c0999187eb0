package io.tailforge.quality.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.FrameLuma;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    @Test
    void gainOffsetAndNoiseChangeFewBitsAnotherPictureHalfOfThem() {
        FrameLuma street = picture(1, value -> value);
        SplittableRandom noise = new SplittableRandom(5);
        FrameLuma brighter = picture(1, value -> 0.8 * value + 30);
        FrameLuma noisy = picture(1, value -> value + 3 * noise.nextGaussian());
        assertThat(bits(street, brighter)).isLessThanOrEqualTo(1);
        assertThat(bits(street, noisy)).isLessThanOrEqualTo(4);
        double others = IntStream.range(2, 22)
                .mapToLong(seed -> bits(street, picture(seed, value -> value)))
                .average()
                .orElseThrow();
        assertThat(others).isBetween(24.0, 38.0);
    }

    @Test
    void aClipLooksLikeItselfAndNotLikeOthers() {
        NearDuplicates all = new NearDuplicates(6);
        IntStream.range(0, 200).forEach(seed -> all.add("clip-" + seed, print(seed)));
        ClipPrint twin = new ClipPrint(Map.of("front", flip(hashes(7), 3)));
        assertThat(all.find(twin)).singleElement().satisfies(match -> {
            assertThat(match.id()).isEqualTo("clip-7");
            assertThat(match.bits()).isEqualTo(3);
            assertThat(print(7).distanceTo(twin)).hasValue(3);
        });
        assertThat(all.find(print(1000))).isEmpty();
        assertThat(all.find(new ClipPrint(Map.of("rear", hashes(7)))))
                .as("another camera is another picture")
                .isEmpty();
        assertThat(all.find(new ClipPrint(Map.of()))).isEmpty();
    }

    @Test
    void aPrintSurvivesItsDocumentAndADamagedOneIsRefused() {
        ClipPrint print = print(3);
        assertThat(ClipPrint.read("print", print.write())).isEqualTo(print);
        byte[] damaged = new String(print.write(), StandardCharsets.UTF_8)
                .replaceFirst("[0-9a-f]{16}", "not-a-hash")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClipPrint.read("print", damaged))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("16 hexadecimal digits");
    }

    @Test
    void lotsOfOneDistributionDoNotDriftAndShiftedOnesDo() {
        int drifted = 0;
        for (int seed = 0; seed < 200; seed++) {
            drifted += Drift.between(normal(seed, 80, 0), normal(seed + 1000, 300, 0))
                            .isReal()
                    ? 1
                    : 0;
        }
        assertThat(drifted).as("one in a hundred by chance").isLessThanOrEqualTo(8);
        assertThat(Drift.between(normal(1, 80, 1), normal(2, 300, 0)).isReal()).isTrue();
        assertThat(Drift.between(new double[] {1, 2, 3}, new double[] {2, 3, 4}).statistic())
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Drift.between(new double[] {1, Double.NaN}, new double[0]).isReal())
                .isFalse();
        assertThat(Drift.between(new double[] {5, 5, 5}, new double[] {5, 5}).statistic())
                .isZero();
    }

    private static double[] normal(long seed, int count, double mean) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + random.nextGaussian())
                .toArray();
    }

    private static long bits(FrameLuma a, FrameLuma b) {
        return Long.bitCount(PictureHash.of(a) ^ PictureHash.of(b));
    }

    private static ClipPrint print(int seed) {
        return new ClipPrint(Map.of("front", hashes(seed)));
    }

    private static List<Long> hashes(int seed) {
        return new SplittableRandom(seed)
                .longs(4)
                .map(hash -> hash & ~1L)
                .boxed()
                .toList();
    }

    private static List<Long> flip(List<Long> hashes, int bits) {
        return hashes.stream().map(hash -> hash ^ (((1L << bits) - 1) << 9)).toList();
    }

    /** Some waves of any direction. */
    private static FrameLuma picture(int seed, DoubleUnaryOperator change) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] cells = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        for (int wave = 0; wave < 24; wave++) {
            double u = random.nextDouble() * 0.15;
            double v = random.nextDouble(-0.2, 0.2);
            double phase = random.nextDouble(6);
            for (int i = 0; i < cells.length; i++) {
                cells[i] += (float)
                        (8 * Math.sin(u * (i % FrameLuma.COLUMNS) + v * Math.floorDiv(i, FrameLuma.COLUMNS) + phase));
            }
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (float) change.applyAsDouble(120 + cells[i]);
        }
        return new FrameLuma(cells);
    }
}
