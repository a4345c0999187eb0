package io.tailforge.conditioning;

import java.util.ArrayList;
import java.util.List;

/**
 * How a sequence of frames is cut into videos.
 *
 * @param frames of a chunk, at least 1
 * @param overlap frames that a chunk shares with the one before it, less than {@code frames}
 */
public record Chunking(int frames, int overlap) {
    /** One video, however long. */
    public static final Chunking WHOLE = new Chunking(Integer.MAX_VALUE, 0);

    public Chunking {
        if (frames < 1 || overlap < 0 || overlap >= frames) {
            throw new IllegalArgumentException(
                    "a chunk has at least one frame of its own, not " + frames + " with an overlap of " + overlap);
        }
    }

    /** Frames from .. to - 1 of the sequence; {@code name} is what its video adds to the sensor's name. */
    public record Chunk(String name, int from, int to) {}

    /** The chunks of a sequence, in order; the last one is as short as what is left. */
    public List<Chunk> of(int total) {
        if (frames == Integer.MAX_VALUE) {
            return List.of(new Chunk("", 0, total));
        }
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        while (chunks.isEmpty() || chunks.getLast().to() < total) {
            chunks.add(new Chunk("_" + chunks.size(), from, (int) Math.min((long) from + frames, total)));
            from += frames - overlap;
        }
        return chunks;
    }
}
