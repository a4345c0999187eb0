package io.tailforge.service.filterbench;

import io.tailforge.scene.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A share with the interval that 95 % of the draws of as many scenes, with all their clips, give.
 *
 * @param hits of {@code total}
 * @param low share, as {@code high}; both 0 where there is nothing to count
 */
public record Rate(int hits, int total, double low, double high) {
    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;

    /** One thing that was counted. */
    record Case(String scene, boolean hit) {}

    static Rate of(List<Case> cases) {
        int hits = (int) cases.stream().filter(Case::hit).count();
        if (cases.isEmpty()) {
            return new Rate(0, 0, 0, 0);
        }
        TreeMap<String, int[]> scenes = new TreeMap<>();
        for (Case one : cases) {
            int[] tally = scenes.computeIfAbsent(one.scene(), name -> new int[2]);
            tally[0] += one.hit() ? 1 : 0;
            tally[1]++;
        }
        double[] drawn = draws(new ArrayList<>(scenes.values()));
        return new Rate(
                hits,
                cases.size(),
                drawn[(int) Math.floor(TAIL * (DRAWS - 1))],
                drawn[(int) Math.ceil((1 - TAIL) * (DRAWS - 1))]);
    }

    private static double[] draws(List<int[]> scenes) {
        SplittableRandom random = new SplittableRandom(scenes.size());
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double hits = 0;
            double total = 0;
            for (int i = 0; i < scenes.size(); i++) {
                int[] tally = scenes.get(random.nextInt(scenes.size()));
                hits += tally[0];
                total += tally[1];
            }
            drawn[draw] = hits / total;
        }
        Arrays.sort(drawn);
        return drawn;
    }

    public double share() {
        return total == 0 ? 0 : (double) hits / total;
    }

    Json toJson() {
        return Json.object()
                .put("hits", hits)
                .put("total", total)
                .put("share", share())
                .put("low", low)
                .put("high", high)
                .build();
    }

    @Override
    public String toString() {
        return total == 0
                ? "-"
                : String.format(
                        Locale.ROOT, "%.0f%% %d/%d (%.0f..%.0f)", 100 * share(), hits, total, 100 * low, 100 * high);
    }
}
