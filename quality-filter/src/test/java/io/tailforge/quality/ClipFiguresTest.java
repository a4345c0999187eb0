package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClipFiguresTest {
    /** A plain map's order differs from one process to the next, and with it the last bit of the joint score. */
    @Test
    void areSummedInOneOrder() {
        Map<String, ClipFigures.Value> shuffled = new HashMap<>();
        IntStream.range(0, 40).forEach(i -> {
            Measure measure = Measure.atMost("check-" + i, "CODE", 1, "px");
            shuffled.put(measure.key(), new ClipFigures.Value(measure, i));
        });

        assertThat(List.copyOf(new ClipFigures(shuffled).worst().keySet())).isSorted();
    }
}
