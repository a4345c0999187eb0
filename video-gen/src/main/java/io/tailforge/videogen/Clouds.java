package io.tailforge.videogen;

/** Clouds over clear air, as seen from below: heaps while they are few, a grey sheet where they are all. */
final class Clouds {
    private static final int OCTAVES = 6;

    private final double[] sun;
    private final float[] lit = new float[3];
    private final float[] shaded = new float[3];
    private final float[] sheet = new float[3];
    private final float cover;
    private final float closed;
    private final float shiftX;
    private final float shiftY;

    Clouds(double[] sun, double[] direct, float[] clear, WeatherLook look, int seed) {
        this.sun = sun;
        cover = look.cloud();
        closed = Elementary.smoothstep(0.6f, 0.95f, cover);
        shiftX = 200 * Noise.unit(seed, 1, 0);
        shiftY = 200 * Noise.unit(seed, 2, 0);
        float night = 1 - Elementary.smoothstep(-0.16f, 0.02f, (float) sun[2]);
        for (int c = 0; c < 3; c++) {
            float average = average(clear, c);
            float onTop = (float) (direct[c] * Math.max(0.12, sun[2]));
            lit[c] = 0.19f * onTop + 0.9f * average + night * 0.0012f;
            shaded[c] = 0.05f * onTop + 0.7f * average + night * 0.0008f;
            sheet[c] = 0.05f * onTop + 0.55f * average + night * (c == 2 ? 0.0009f : 0.001f);
        }
        greyer(sheet, 0.75f);
        greyer(shaded, 0.5f);
    }

    private static float average(float[] map, int channel) {
        double sum = 0;
        for (int k = channel; k < map.length; k += 3) {
            sum += map[k];
        }
        return (float) (sum * 3 / map.length);
    }

    private static void greyer(float[] rgb, float share) {
        float grey = 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
        for (int c = 0; c < 3; c++) {
            rgb[c] = Elementary.mix(rgb[c], grey, share);
        }
    }

    /** Lays the clouds in a direction over the radiance in {@code rgb}. */
    void cover(float[] direction, float[] rgb) {
        if (cover <= 0) {
            return;
        }
        float reach = 2.4f / (direction[2] + 0.12f);
        float x = direction[0] * reach + shiftX;
        float y = direction[1] * reach + shiftY;
        float density = Noise.fractal(x, y, OCTAVES);
        float towards = Noise.fractal(x + 0.25f * (float) sun[0], y + 0.25f * (float) sun[1], 3);
        float threshold = 0.70f - 0.42f * cover;
        float alpha = Elementary.smoothstep(threshold, threshold + 0.2f, density);
        alpha *= Elementary.smoothstep(0, 0.10f, direction[2]);
        alpha = Elementary.mix(alpha, 1, closed);
        float bright = Elementary.clamp01(0.75f + 2.2f * (0.5f - towards) - 1.2f * (density - threshold));
        float rise = (1 + 2 * direction[2]) / 3;
        float texture = 0.5f + density;
        for (int c = 0; c < 3; c++) {
            float heap = Elementary.mix(shaded[c], lit[c], bright);
            float grey = sheet[c] * 1.8f * rise * texture;
            rgb[c] = Elementary.mix(rgb[c], Elementary.mix(heap, grey, closed), alpha);
        }
    }
}
