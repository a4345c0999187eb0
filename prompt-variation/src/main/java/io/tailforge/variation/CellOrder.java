package io.tailforge.variation;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The order in which a sample visits the cells of three axes, as a pure function of the index. With axis lengths sorted
 * a >= b >= c: each value of the two longer axes is met within the first a indices, each pair of values of any two axes
 * within the first a*b (no shorter order can), each cell exactly once within the first a*b*c; then all over again. Pairs
 * come from a cyclic Latin square, (i, j, i + j mod c), walked along its diagonals; the seed shuffles the values of each
 * axis anew in every round.
 */
final class CellOrder {
    private final int[] lengths;
    private final long seed;

    CellOrder(int[] lengths, long seed) {
        this.lengths = lengths.clone();
        this.seed = seed;
    }

    /** Position on each axis, in the axes' given order. */
    int[] cell(long index) {
        Integer[] byLength = IntStream.range(0, 3)
                .boxed()
                .sorted(Comparator.comparingInt((Integer axis) -> -lengths[axis]))
                .toArray(Integer[]::new);
        int a = lengths[byLength[0]];
        int b = lengths[byLength[1]];
        int c = lengths[byLength[2]];
        long pairs = (long) a * b;
        long round = index / (pairs * c);
        long inSquare = index % pairs;
        int square = (int) (index / pairs % c);
        int i = (int) (inSquare % a);
        int j = (int) ((i + inSquare / a) % b);
        int k = (int) (((long) i + j + square) % c);
        int[] cell = new int[3];
        cell[byLength[0]] = shuffled(i, a, round, 0);
        cell[byLength[1]] = shuffled(j, b, round, 1);
        cell[byLength[2]] = shuffled(k, c, round, 2);
        return cell;
    }

    private int shuffled(int position, int length, long round, int axis) {
        SplittableRandom random = StableRandom.of(seed, "cell-order", round, axis);
        int[] order = IntStream.range(0, length).toArray();
        for (int i = length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return order[position];
    }
}
