package io.tailforge.generation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which clips a model takes.
 *
 * @param views how many sensors: cameras of a video model, LiDARs of a LiDAR model
 * @param sizes of pictures, {@code rates} in frames a second, {@code frames} of a clip (of a part, those it goes on from
 *     included)
 * @param chunks how it makes a part of a clip's frames; empty where it only makes whole clips
 * @param determinism {@code bitwise} (same request, same bytes), {@code seeded} or {@code no}
 */
public record ModelLimits(
        ViewRule views,
        SizeRule sizes,
        RateRule rates,
        FrameRule frames,
        Optional<Chunks> chunks,
        Controls controls,
        String determinism) {
    /** What {@code determinism} may be. */
    public static final List<String> PROMISES = List.of("bitwise", "seeded", "no");

    /** What a scene may hold at most, in any parts, same bytes for the same request. */
    public static final ModelLimits ANY_SCENE = new ModelLimits(
            ViewRule.ANY.withSubsets(),
            SizeRule.ANY,
            RateRule.ANY,
            FrameRule.ANY,
            Optional.of(new Chunks(Optional.empty(), 0)),
            Controls.NONE_NEEDED,
            "bitwise");

    public ModelLimits {
        Objects.requireNonNull(views);
        Objects.requireNonNull(sizes);
        Objects.requireNonNull(rates);
        Objects.requireNonNull(frames);
        Objects.requireNonNull(chunks);
        Objects.requireNonNull(controls);
        if (!PROMISES.contains(determinism)) {
            throw new IllegalArgumentException("deterministic: " + determinism);
        }
        chunks.ifPresent(c -> c.requireMakes(frames));
    }

    public ModelLimits withViews(ViewRule rule) {
        return new ModelLimits(rule, sizes, rates, frames, chunks, controls, determinism);
    }

    public ModelLimits withSizes(SizeRule rule) {
        return new ModelLimits(views, rule, rates, frames, chunks, controls, determinism);
    }

    public ModelLimits withRates(RateRule rule) {
        return new ModelLimits(views, sizes, rule, frames, chunks, controls, determinism);
    }

    /** @param how a part of a clip's frames is made; empty where only whole clips are */
    public ModelLimits withFrames(FrameRule rule, Optional<Chunks> how) {
        return new ModelLimits(views, sizes, rates, rule, how, controls, determinism);
    }

    public ModelLimits withControls(Controls needed) {
        return new ModelLimits(views, sizes, rates, frames, chunks, needed, determinism);
    }

    public ModelLimits withDeterminism(String promise) {
        return new ModelLimits(views, sizes, rates, frames, chunks, controls, promise);
    }

    /**
     * How a model makes a part of a clip's frames.
     *
     * @param frames of a part, those it goes on from included; empty: as many as the frame rule allows
     * @param overlap frames before the part that it is given and goes on from; 0 where parts know nothing of each other
     */
    public record Chunks(Optional<Integer> frames, int overlap) {
        public Chunks {
            Objects.requireNonNull(frames);
            if (overlap < 0
                    || frames.filter(n -> n < Math.max(overlap + 1, 2 * overlap))
                            .isPresent()) {
                throw new IllegalArgumentException("a part of " + frames + " frames does not go on from " + overlap);
            }
        }

        /** The fewest frames of a part, given ones included, that leave enough for the next to go on from. */
        public int least() {
            return Math.max(overlap + 1, 2 * overlap);
        }

        private void requireMakes(FrameRule rule) {
            if (rule.floor(rule.most()) < least()
                    || frames.filter(n -> !rule.allows(n)).isPresent()) {
                throw new IllegalArgumentException("a part of " + frames + " frames after " + overlap
                        + " given ones is not among " + rule.describe());
            }
        }
    }

    /**
     * Which control videos each sensor of a clip must have.
     *
     * @param needed all of these kinds
     * @param atLeast so many of the kinds that the model takes
     */
    public record Controls(Set<String> needed, int atLeast) {
        public static final Controls NONE_NEEDED = new Controls(Set.of(), 0);

        public Controls {
            needed = Set.copyOf(needed);
            if (atLeast < 0) {
                throw new IllegalArgumentException("at least " + atLeast + " controls");
            }
        }

        void requireAmong(Set<String> taken) {
            if (!taken.containsAll(needed) || atLeast > taken.size()) {
                throw new IllegalArgumentException(
                        "needs " + needed + ", at least " + atLeast + ", but only takes " + taken);
            }
        }
    }
}
