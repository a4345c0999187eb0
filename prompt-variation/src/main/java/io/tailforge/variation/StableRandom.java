package io.tailforge.variation;

import io.tailforge.scene.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Randomness that depends on what it is for and on nothing else. */
final class StableRandom {
    private StableRandom() {}

    static SplittableRandom of(long seed, String purpose, long... indices) {
        return new SplittableRandom(hash(seed, purpose, indices));
    }

    /** First eight bytes of the SHA-256 of seed, purpose and indices. */
    static long hash(long seed, String purpose, long... indices) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + 4 + name.length + 8 * indices.length);
        buffer.putLong(seed).putInt(name.length).put(name);
        for (long index : indices) {
            buffer.putLong(index);
        }
        return ByteBuffer.wrap(Sha256.of(buffer.array())).getLong();
    }
}
