package io.tailforge.videogen;

/** Functions of floats that give the same bits on every machine, unlike the JVM's intrinsics for Math.exp and friends. */
final class Elementary {
    private static final float LOG2_E = 1.44269504f;

    private Elementary() {}

    /** e to the x; relative error below 3e-7 for -80..80, exact 1 for 0. */
    static float exp(float x) {
        float y = Math.max(-126f, Math.min(126f, x * LOG2_E));
        int whole = Math.round(y);
        float f = (y - whole) * 0.69314718f;
        float p = 1
                + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666667f + f * (0.0083333333f + f * 0.00138889f)))));
        return p * Float.intBitsToFloat(whole + 127 << 23);
    }

    static float smoothstep(float from, float to, float x) {
        float t = clamp01((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    static float clamp01(float x) {
        return Math.max(0, Math.min(x, 1));
    }

    static float mix(float a, float b, float t) {
        return a + (b - a) * t;
    }

    static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /** Linear 0..1 from an sRGB byte. */
    static float linear(int srgb) {
        return LINEAR[srgb & 255];
    }

    private static final float[] LINEAR = linearTable();

    private static float[] linearTable() {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            double s = i / 255.0;
            table[i] = (float) (s <= 0.04045 ? s / 12.92 : StrictMath.pow((s + 0.055) / 1.055, 2.4));
        }
        return table;
    }
}
