package io.tailforge.generation.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sums that can be made of some numbers, each as often as one likes, with the fewest of them. */
final class Coins {
    private final int[] fewest;
    private final int[] last;

    /** @param most the largest sum that will be asked for */
    Coins(int[] coins, int most) {
        fewest = new int[most + 1];
        last = new int[most + 1];
        Arrays.fill(fewest, 1, most + 1, Integer.MAX_VALUE);
        for (int sum = 1; sum <= most; sum++) {
            for (int coin : coins) {
                if (coin <= sum && fewest[sum - coin] < fewest[sum] - 1) {
                    fewest[sum] = fewest[sum - coin] + 1;
                    last[sum] = coin;
                }
            }
        }
    }

    boolean make(int sum) {
        return sum > 0 && fewest[sum] != Integer.MAX_VALUE;
    }

    /** The numbers that make up a sum, largest first. */
    int[] of(int sum) {
        return IntStream.iterate(sum, s -> s > 0, s -> s - last[s])
                .map(s -> -last[s])
                .sorted()
                .map(n -> -n)
                .toArray();
    }
}
