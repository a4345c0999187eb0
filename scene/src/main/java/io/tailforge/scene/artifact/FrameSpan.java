package io.tailforge.scene.artifact;

/**
 * Frames of a clip that follow each other.
 *
 * @param first from 0
 * @param overlap frames before the first that an engine is given and goes on from
 */
public record FrameSpan(int first, int count, int overlap) {
    public FrameSpan {
        if (first < 0 || count < 1 || overlap < 0 || overlap > first) {
            throw new IllegalArgumentException(
                    "no frames are " + count + " from " + first + " after " + overlap + " given ones");
        }
    }

    /** The first frame after it. */
    public int end() {
        return first + count;
    }

    @Override
    public String toString() {
        return "frames " + first + " to " + (end() - 1) + (overlap == 0 ? "" : " after " + overlap + " given");
    }
}
