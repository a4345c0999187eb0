package io.tailforge.generation;

import java.util.Objects;

/**
 * The largest clip a model takes.
 *
 * @param determinism {@code bitwise} (same request, same bytes), {@code seeded} or {@code no}
 */
public record ModelLimits(int maxViews, int maxFrames, int maxWidth, int maxHeight, String determinism) {
    /** What a scene may hold at most, same bytes for the same request. */
    public static final ModelLimits ANY_SCENE = new ModelLimits(64, 100_000, 8192, 8192, "bitwise");

    public ModelLimits {
        Objects.requireNonNull(determinism);
        if (maxViews < 1 || maxFrames < 1 || maxWidth < 16 || maxHeight < 16) {
            throw new IllegalArgumentException("limits below the smallest clip");
        }
    }
}
