package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitPolicyTest {
    @Test
    void scenesAreSharedOutAsAskedFor() {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (int i = 0; i < 10_000; i++) {
            counts.merge(SplitPolicy.DEFAULT.of("00", "scene-" + i), 1, Integer::sum);
        }
        assertThat(counts.get(Split.TRAIN)).isBetween(7_850, 8_150);
        assertThat(counts.get(Split.VAL)).isBetween(900, 1_100);
        assertThat(counts.get(Split.TEST)).isBetween(900, 1_100);
    }

    @Test
    void allOrNothingIsPossible() {
        for (int i = 0; i < 100; i++) {
            assertThat(new SplitPolicy(1, 0).of("00", "s" + i)).isEqualTo(Split.TRAIN);
            assertThat(new SplitPolicy(0, 0).of("00", "s" + i)).isEqualTo(Split.TEST);
        }
    }

    @Test
    void theSplitOfASceneNeverMoves() {
        assertThat(SplitPolicy.DEFAULT.of("ab".repeat(32), "scene-0")).isEqualTo(Split.TRAIN);
        assertThat(SplitPolicy.DEFAULT.of("ab".repeat(32), "scene-1")).isEqualTo(Split.TRAIN);
    }
}
