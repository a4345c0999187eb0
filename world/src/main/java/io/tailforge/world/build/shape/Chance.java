package io.tailforge.world.build.shape;

import java.util.SplittableRandom;

/** Seeded randomness: a stream is named by a seed, a purpose and an index, so that nothing depends on the order of work. */
public final class Chance {
    private static final long PRIME = 0x100000001b3L;

    private Chance() {}

    public static SplittableRandom of(long seed, String purpose, long index) {
        return new SplittableRandom(hash(seed, purpose, index));
    }

    /** 64 well mixed bits (FNV-1a, then a finaliser). */
    public static long hash(long seed, String text, long index) {
        long h = 0xcbf29ce484222325L ^ mix(seed);
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
        }
        return mix(h ^ mix(index + 0x9e3779b97f4a7c15L));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** One of the choices. */
    public static int pick(SplittableRandom random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
