package io.tailforge.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellOrderTest {
    @ParameterizedTest
    @CsvSource({"5,4,2", "2,5,4", "3,3,3", "7,1,1", "1,1,1", "6,4,2", "2,2,2", "4,6,5"})
    void everyPairIsMetWithinTheShortestPossibleTimeAndEveryCellInARound(int x, int y, int z) {
        int[] lengths = {x, y, z};
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        int pairs = sorted[2] * sorted[1];
        CellOrder order = new CellOrder(lengths, 99);
        for (int one = 0; one < 3; one++) {
            for (int other = one + 1; other < 3; other++) {
                assertThat(distinct(order, 0, pairs, one, other)).isEqualTo(lengths[one] * lengths[other]);
            }
        }
        int round = x * y * z;
        assertThat(distinctCells(order, 0, round)).isEqualTo(round);
        assertThat(distinctCells(order, round, 2 * round)).isEqualTo(round);
    }

    private static int distinct(CellOrder order, int from, int to, int one, int other) {
        Set<Integer> seen = new HashSet<>();
        for (int i = from; i < to; i++) {
            int[] cell = order.cell(i);
            seen.add(cell[one] * 1000 + cell[other]);
        }
        return seen.size();
    }

    private static int distinctCells(CellOrder order, int from, int to) {
        Set<String> seen = new HashSet<>();
        for (int i = from; i < to; i++) {
            seen.add(Arrays.toString(order.cell(i)));
        }
        return seen.size();
    }
}
