package io.tailforge.quality.check.view;

import java.util.Comparator;
import java.util.List;

/** Which camera of a pair that disagrees is to blame: the one that disagrees with more of its neighbours. */
record Blame(List<Pair> judged) {
    record Pair(String first, String second, boolean agrees) {
        boolean has(String camera) {
            return first.equals(camera) || second.equals(camera);
        }
    }

    /** The second of the pair where nothing tells them apart. */
    String of(Pair pair) {
        Comparator<String> worse = Comparator.comparingDouble(this::share).thenComparingLong(this::disagreements);
        return worse.compare(pair.first(), pair.second()) > 0 ? pair.first() : pair.second();
    }

    private double share(String camera) {
        long all = judged.stream().filter(pair -> pair.has(camera)).count();
        return (double) disagreements(camera) / Math.max(1, all);
    }

    private long disagreements(String camera) {
        return judged.stream()
                .filter(pair -> pair.has(camera) && !pair.agrees())
                .count();
    }
}
