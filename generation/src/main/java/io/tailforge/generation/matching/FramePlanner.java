package io.tailforge.generation.matching;

import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.scene.artifact.FrameSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Cuts a clip's frames into as few parts as a model's limits allow. */
final class FramePlanner {
    private final FrameRule rule;
    private final Optional<Chunks> chunks;

    private FramePlanner(FrameRule rule, Optional<Chunks> chunks) {
        this.rule = rule;
        this.chunks = chunks;
    }

    static FramePlanner of(ModelLimits limits) {
        return new FramePlanner(limits.frames(), limits.chunks());
    }

    /** Parts in order, every frame in exactly one; empty where there is no such cut. */
    Optional<List<FrameSpan>> cut(int frames) {
        return chunks.flatMap(how -> partsOf(frames, how).map(parts -> spans(parts, how.overlap())));
    }

    private static List<FrameSpan> spans(int[] parts, int overlap) {
        List<FrameSpan> spans = new ArrayList<>();
        int first = 0;
        for (int part : parts) {
            int given = first == 0 ? 0 : overlap;
            spans.add(new FrameSpan(first, part - given, given));
            first += part - given;
        }
        return spans;
    }

    /** Frames of each part, given ones included. */
    private Optional<int[]> partsOf(int frames, Chunks how) {
        int overlap = how.overlap();
        if (frames <= overlap || mostOf(how) < how.least()) {
            return Optional.empty();
        }
        return switch (rule) {
            case FrameRule.Steps steps -> even(frames, how, steps, mostOf(how));
            case FrameRule.Listed listed -> {
                Coins coins = coins(listed, how, frames - overlap);
                yield coins.make(frames - overlap)
                        ? Optional.of(Arrays.stream(coins.of(frames - overlap))
                                .map(n -> n + overlap)
                                .toArray())
                        : Optional.empty();
            }
        };
    }

    private int mostOf(Chunks how) {
        return rule.floor(how.frames().orElse(rule.most()));
    }

    /** What each part can bring beyond the overlap. */
    private Coins coins(FrameRule.Listed listed, Chunks how, int most) {
        int[] brought = listed.frames().stream()
                .filter(n -> n >= how.least() && n <= mostOf(how))
                .mapToInt(n -> n - how.overlap())
                .toArray();
        return new Coins(brought, most);
    }

    /**
     * p parts hold {@code frames + (p - 1) * overlap} frames in all, each the least and some steps more. The fewest parts that
     * come out even, as equal as the steps allow, the larger ones first.
     */
    private static Optional<int[]> even(int frames, Chunks how, FrameRule.Steps steps, int most) {
        int step = steps.step();
        int overlap = how.overlap();
        int least = steps.ceiling(how.least()).orElseThrow();
        int fewest = (frames - overlap + most - overlap - 1) / (most - overlap);
        for (int p = fewest; p < fewest + step; p++) {
            long spare = frames + (p - 1L) * overlap - (long) p * least;
            if (spare < 0) {
                break;
            }
            if (spare % step == 0) {
                return Optional.of(spread(p, least, (int) (spare / step), step));
            }
        }
        return Optional.empty();
    }

    private static int[] spread(int parts, int least, int units, int step) {
        return IntStream.range(0, parts)
                .map(i -> least + step * (units / parts + (i < units % parts ? 1 : 0)))
                .toArray();
    }

    /** Numbers of frames below and above that can be made, whole or in parts, nearest first. */
    List<Integer> nearest(int frames) {
        TreeSet<Integer> can = new TreeSet<>();
        rule.ceiling(frames).ifPresent(can::add);
        can.add(rule.floor(frames));
        chunks.ifPresent(how -> addCuts(frames, how, can));
        List<Integer> near = new ArrayList<>();
        Optional.ofNullable(can.floor(frames)).filter(n -> n > 0).ifPresent(near::add);
        Optional.ofNullable(can.higher(frames)).ifPresent(near::add);
        near.sort((a, b) -> Integer.compare(Math.abs(a - frames), Math.abs(b - frames)));
        return near;
    }

    /** Two cuts that follow each other lie no further apart than the largest part is long. */
    private void addCuts(int frames, Chunks how, TreeSet<Integer> can) {
        int longest = Math.min(FrameRule.MOST, frames + rule.most());
        IntPredicate cuts =
                switch (rule) {
                    case FrameRule.Steps _ -> n -> partsOf(n, how).isPresent();
                    case FrameRule.Listed listed -> {
                        Coins coins = coins(listed, how, longest);
                        yield n -> n > how.overlap() && coins.make(n - how.overlap());
                    }
                };
        IntStream.iterate(frames, n -> n > Math.max(0, frames - rule.most()), n -> n - 1)
                .filter(cuts)
                .findFirst()
                .ifPresent(can::add);
        IntStream.rangeClosed(frames + 1, longest).filter(cuts).findFirst().ifPresent(can::add);
    }
}
