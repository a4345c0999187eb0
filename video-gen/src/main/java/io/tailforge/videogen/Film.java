package io.tailforge.videogen;

import java.util.function.BooleanSupplier;

/** From linear light to 8-bit sRGB: bloom, vignette, exposure, a filmic curve, sensor noise. */
final class Film {
    private static final int COARSE = 4;
    private static final float CLIP = 40;
    private static final float BLOOM = 0.055f;
    private static final int CURVE = 8192;
    private static final float CURVE_TOP = 24;
    /** The sum of two evenly spread numbers has a standard deviation of one over this. */
    private static final float SPREAD = 2.4494898f;

    private static final float[] DEVELOPED = developed();

    private final int width;
    private final int height;
    private final float[] small;
    private final float[] wide;
    private final float[] scratch;
    private final int smallWidth;
    private final int smallHeight;

    Film(int width, int height) {
        this.width = width;
        this.height = height;
        smallWidth = (width + COARSE - 1) / COARSE;
        smallHeight = (height + COARSE - 1) / COARSE;
        small = new float[3 * smallWidth * smallHeight];
        wide = new float[small.length];
        scratch = new float[small.length];
    }

    /** Makes the blurred copy that glows around what is bright; always in the same order. */
    void gatherBloom(float[] light, float exposure, Crew crew, BooleanSupplier cancelled) {
        float clip = CLIP / exposure;
        crew.work(
                smallHeight,
                () -> row -> {
                    for (int i = 0; i < smallWidth; i++) {
                        average(light, i, row, clip);
                    }
                },
                cancelled);
        blur(small, 2);
        blur(small, 2);
        System.arraycopy(small, 0, wide, 0, small.length);
        blur(wide, 7);
        blur(wide, 7);
        for (int k = 0; k < small.length; k++) {
            small[k] = 0.6f * small[k] + 0.4f * wide[k];
        }
    }

    private void average(float[] light, int i, int j, float clip) {
        int to = 3 * (j * smallWidth + i);
        small[to] = small[to + 1] = small[to + 2] = 0;
        int n = 0;
        for (int v = j * COARSE; v < Math.min(height, (j + 1) * COARSE); v++) {
            for (int u = i * COARSE; u < Math.min(width, (i + 1) * COARSE); u++) {
                int p = 3 * (v * width + u);
                small[to] += Math.min(light[p], clip);
                small[to + 1] += Math.min(light[p + 1], clip);
                small[to + 2] += Math.min(light[p + 2], clip);
                n++;
            }
        }
        for (int c = 0; c < 3; c++) {
            small[to + c] /= n;
        }
    }

    private void blur(float[] image, int radius) {
        for (int j = 0; j < smallHeight; j++) {
            slide(image, scratch, 3 * j * smallWidth, 3, smallWidth, radius);
        }
        for (int i = 0; i < smallWidth; i++) {
            slide(scratch, image, 3 * i, 3 * smallWidth, smallHeight, radius);
        }
    }

    /** Box blur of one line with the ends repeated. */
    private static void slide(float[] from, float[] to, int start, int step, int count, int radius) {
        float scale = 1f / (2 * radius + 1);
        for (int c = start; c < start + 3; c++) {
            float sum = 0;
            for (int k = -radius; k <= radius; k++) {
                sum += from[c + step * Math.clamp(k, 0, count - 1)];
            }
            for (int k = 0; k < count; k++) {
                to[c + step * k] = sum * scale;
                sum += from[c + step * Math.min(k + radius + 1, count - 1)] - from[c + step * Math.max(k - radius, 0)];
            }
        }
    }

    /** Develops one row. */
    void develop(float[] light, int row, float exposure, Sensor sensor, int noiseSeed, byte[] rgb) {
        float cy = (2 * (row + 0.5f) - height) / width;
        float y = Math.max(0, (row + 0.5f) / COARSE - 0.5f);
        int above = 3 * smallWidth * Math.min((int) y, smallHeight - 1);
        int below = Math.min(above + 3 * smallWidth, 3 * smallWidth * (smallHeight - 1));
        for (int u = 0; u < width; u++) {
            float cx = (2 * (u + 0.5f) - width) / width;
            float vignette = 1 - 0.17f * (cx * cx + cy * cy);
            int p = 3 * (row * width + u);
            float x = Math.max(0, (u + 0.5f) / COARSE - 0.5f);
            int left = 3 * Math.min((int) x, smallWidth - 1);
            int right = Math.min(left + 3, 3 * (smallWidth - 1));
            for (int c = 0; c < 3; c++) {
                float high = Elementary.mix(small[above + left + c], small[above + right + c], x - (int) x);
                float low = Elementary.mix(small[below + left + c], small[below + right + c], x - (int) x);
                float bloom = Elementary.mix(high, low, y - (int) y);
                float value = exposure * vignette * (light[p + c] * (1 - BLOOM) + bloom * BLOOM);
                int hash = Noise.hash(p + c, noiseSeed, 5);
                float noise = ((hash & 0xFFFF) + (hash >>> 16)) * 0x1p-16f - 1;
                float noisy = Math.max(0, value + noise * SPREAD * sensor.noise(value));
                float coded = DEVELOPED[Math.clamp((int) (Elementary.sqrt(noisy / CURVE_TOP) * CURVE), 0, CURVE)];
                rgb[p + c] = (byte) Math.clamp((int) (coded * 255 + 0.5f), 0, 255);
            }
        }
    }

    /**
     * sRGB code 0..1 by the square root of exposed light: a filmic shoulder (after Narkowicz), a toe soft enough for what lies
     * in the shade beside the sun, then the sRGB curve.
     */
    private static float[] developed() {
        float[] table = new float[CURVE + 1];
        for (int i = 0; i <= CURVE; i++) {
            double root = (double) i / CURVE;
            double x = root * root * CURVE_TOP * 0.62;
            double y = Math.min(1, x * (2.51 * x + 0.22) / (x * (2.43 * x + 0.72) + 0.25));
            table[i] = (float) (y <= 0.0031308 ? 12.92 * y : 1.055 * StrictMath.pow(y, 1 / 2.4) - 0.055);
        }
        return table;
    }
}
