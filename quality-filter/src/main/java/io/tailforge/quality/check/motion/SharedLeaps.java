package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Medians;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What leaps in all cameras of a clip at once: what drives by makes one camera leap, not its neighbours. */
final class SharedLeaps {
    /** Frames before and after one that tell what is usual there. */
    private static final int AROUND = 4;

    private static final int LEAST_AROUND = 4;

    /** What one camera alone shows counts for so much. */
    private static final double ALONE = 0.5;

    /** A camera's leaps up to this quantile are usual ones. */
    private static final double MOSTLY = 0.9;

    /** Standard errors that chance may do. */
    private static final double BY_CHANCE = 2;

    private final Map<String, SortedMap<Integer, PairChange>> cameras = new TreeMap<>();

    void add(String camera, PairChange change) {
        cameras.computeIfAbsent(camera, unused -> new TreeMap<>()).put(change.frame(), change);
    }

    /** A leap into a frame, with the sign of the figure. */
    SortedMap<Integer, Double> of(ToDoubleFunction<PairChange> figure) {
        return shared(changes -> leaps(changes, figure));
    }

    /**
     * The same, of what each camera leaps beyond what it mostly does and beyond chance.
     *
     * @param figure and {@code noise}, its standard error
     */
    SortedMap<Integer, Double> beyondUsual(ToDoubleFunction<PairChange> figure, ToDoubleFunction<PairChange> noise) {
        return shared(changes -> beyondUsual(changes, leaps(changes, figure), noise));
    }

    private SortedMap<Integer, Double> shared(
            Function<SortedMap<Integer, PairChange>, SortedMap<Integer, Double>> leaping) {
        Map<String, SortedMap<Integer, Double>> single = new TreeMap<>();
        cameras.forEach((camera, changes) -> single.put(camera, leaping.apply(changes)));
        SortedMap<Integer, Double> shared = new TreeMap<>();
        for (int frame : frames(single.values())) {
            double[] here = single.values().stream()
                    .filter(leaps -> leaps.containsKey(frame))
                    .mapToDouble(leaps -> leaps.get(frame))
                    .toArray();
            shared.put(frame, shared(here));
        }
        return shared;
    }

    private static SortedMap<Integer, Double> beyondUsual(
            SortedMap<Integer, PairChange> changes,
            SortedMap<Integer, Double> leaps,
            ToDoubleFunction<PairChange> noise) {
        double usual =
                Medians.quantile(leaps.values().stream().mapToDouble(Math::abs).toArray(), MOSTLY);
        SortedMap<Integer, Double> beyond = new TreeMap<>();
        leaps.forEach((frame, leap) -> {
            double chance = BY_CHANCE * noise.applyAsDouble(Objects.requireNonNull(changes.get(frame)));
            beyond.put(frame, Math.copySign(Math.max(0, Math.abs(leap) - usual - chance), leap));
        });
        return beyond;
    }

    private static TreeSet<Integer> frames(Collection<SortedMap<Integer, Double>> cameras) {
        TreeSet<Integer> frames = new TreeSet<>();
        cameras.forEach(leaps -> frames.addAll(leaps.keySet()));
        return frames;
    }

    private static SortedMap<Integer, Double> leaps(
            SortedMap<Integer, PairChange> changes, ToDoubleFunction<PairChange> figure) {
        SortedMap<Integer, Double> leaps = new TreeMap<>();
        changes.forEach((frame, change) -> usual(changes, frame, figure)
                .ifPresent(usual -> leaps.put(frame, figure.applyAsDouble(change) - usual)));
        return leaps;
    }

    private static OptionalDouble usual(
            SortedMap<Integer, PairChange> changes, int frame, ToDoubleFunction<PairChange> figure) {
        double[] around = changes.subMap(frame - AROUND, frame + AROUND + 1).values().stream()
                .filter(change -> change.frame() != frame)
                .mapToDouble(figure)
                .toArray();
        return around.length < LEAST_AROUND ? OptionalDouble.empty() : OptionalDouble.of(Medians.median(around));
    }

    /** The middle one of three and more; of two the lesser, where both leap the same way. */
    private static double shared(double[] leaps) {
        return switch (leaps.length) {
            case 1 -> ALONE * leaps[0];
            case 2 -> leaps[0] * leaps[1] <= 0 ? 0 : Math.abs(leaps[0]) < Math.abs(leaps[1]) ? leaps[0] : leaps[1];
            default -> Medians.median(leaps);
        };
    }
}
