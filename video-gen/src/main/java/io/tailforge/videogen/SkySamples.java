package io.tailforge.videogen;

/** Fixed directions over the upper half of the world, interleaved over 4 x 4 pixels, with the sky's brightness in each. */
final class SkySamples {
    /** Pixels that share the work: pixel (x mod 4, y mod 4) takes every 16th direction. */
    static final int GROUPS = 16;

    final int perPixel;
    final float[] x;
    final float[] y;
    final float[] z;
    final float[] weight;

    private SkySamples(int perPixel) {
        this.perPixel = perPixel;
        x = new float[GROUPS * perPixel];
        y = new float[GROUPS * perPixel];
        z = new float[GROUPS * perPixel];
        weight = new float[GROUPS * perPixel];
    }

    /** Directions by the R2 sequence, even in solid angle. */
    static SkySamples of(Sky sky, int perPixel) {
        SkySamples samples = new SkySamples(perPixel);
        int n = GROUPS * perPixel;
        for (int i = 0; i < n; i++) {
            double height = (i + 0.5) / n;
            double turn = 2 * Math.PI * ((0.5 + 0.7548776662466927 * i) % 1);
            double level = Math.sqrt(1 - height * height);
            // Neighbouring groups get directions far apart, so that the 4 x 4 filter sees all of the sky.
            int slot = i * 7 % GROUPS + GROUPS * (i / GROUPS);
            samples.x[slot] = (float) (level * StrictMath.cos(turn));
            samples.y[slot] = (float) (level * StrictMath.sin(turn));
            samples.z[slot] = (float) height;
            samples.weight[slot] = Math.max(1e-7f, sky.luminance(samples.x[slot], samples.y[slot], samples.z[slot]));
        }
        return samples;
    }
}
