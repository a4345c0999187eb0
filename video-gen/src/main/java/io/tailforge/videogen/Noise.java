package io.tailforge.videogen;

/** Hash-based randomness: a pure function of its arguments, the same on every machine and for every thread count. */
final class Noise {
    private static final int SIZE = 256;
    private static final float[] LATTICE = lattice();

    private Noise() {}

    /** A well-mixed 32-bit hash of three numbers. */
    static int hash(int a, int b, int c) {
        int h = a * 0x9E3779B1 ^ Integer.rotateLeft(b * 0x85EBCA77, 13) ^ Integer.rotateLeft(c * 0xC2B2AE3D, 21);
        h ^= h >>> 16;
        h *= 0x7FEB352D;
        h ^= h >>> 15;
        h *= 0x846CA68B;
        return h ^ h >>> 16;
    }

    /** Maps a hash to 0..1, 1 excluded. */
    static float unit(int hash) {
        return (hash >>> 8) * 0x1p-24f;
    }

    static float unit(int a, int b, int c) {
        return unit(hash(a, b, c));
    }

    /** Folds a 64-bit seed and a purpose to 32 bits. */
    static int seed(long seed, int purpose) {
        return hash((int) seed, (int) (seed >>> 32), purpose);
    }

    /** Smooth noise 0..1 of wavelength 1, repeating every 256. */
    static float value(float x, float y) {
        int ix = floor(x);
        int iy = floor(y);
        float fx = x - ix;
        float fy = y - iy;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        int row0 = (iy & SIZE - 1) * SIZE;
        int row1 = (iy + 1 & SIZE - 1) * SIZE;
        int c0 = ix & SIZE - 1;
        int c1 = ix + 1 & SIZE - 1;
        float low = LATTICE[row0 + c0] + (LATTICE[row0 + c1] - LATTICE[row0 + c0]) * fx;
        float high = LATTICE[row1 + c0] + (LATTICE[row1 + c1] - LATTICE[row1 + c0]) * fx;
        return low + (high - low) * fy;
    }

    /** Octaves of {@link #value}, each of half the wavelength and strength; 0..1 around one half. */
    static float fractal(float x, float y, int octaves) {
        float sum = 0;
        float weight = 0.5f;
        float total = 0;
        for (int o = 0; o < octaves; o++) {
            sum += weight * value(x, y);
            total += weight;
            weight *= 0.5f;
            x = 2.03f * x + 17.3f;
            y = 2.03f * y + 41.7f;
        }
        return sum / total;
    }

    static int floor(float x) {
        int i = (int) x;
        return x < i ? i - 1 : i;
    }

    private static float[] lattice() {
        float[] table = new float[SIZE * SIZE];
        for (int i = 0; i < table.length; i++) {
            table[i] = unit(i, 0x5EED, 1);
        }
        return table;
    }

    /**
     * Noise 0..1 about as fine as the picture can show: grain whose size follows the pixel's, blended from octave to octave.
     *
     * @param footprint metres a pixel covers
     * @param most frequency per metre that it never exceeds
     */
    static float finest(float x, float y, float footprint, float most) {
        float wanted = Math.min(most, 0.55f / Math.max(footprint, 1e-4f));
        int exponent = Math.getExponent(wanted);
        float octave = Float.intBitsToFloat(exponent + 127 << 23);
        float finer = wanted / octave - 1;
        float coarse = value(x * octave, y * octave);
        return Elementary.mix(coarse, value(2 * x * octave, 2 * y * octave), finer);
    }
}
