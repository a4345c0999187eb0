package io.tailforge.conditioning.assemble;

import java.util.SplittableRandom;

/** Random numbers by name: the same seed, purpose and index give the same stream, whatever was drawn before. */
final class Draws {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Draws() {}

    static SplittableRandom of(long seed, String purpose, long... index) {
        long hash = mix(seed) ^ FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        for (long value : index) {
            hash = mix(hash ^ mix(value + FNV_OFFSET));
        }
        return new SplittableRandom(mix(hash));
    }

    static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** SplitMix64's finaliser. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
