package io.tailforge.videogen;

/** The age of a road: mottled stone, tracks that tyres polished, oil between them, mended places, cracks, tar over cracks. */
final class Asphalt {
    private static final float REPAIR_CELL = 19;

    /** Half the width of poured tar, metres. */
    private static final float TAR = 0.022f;

    private Asphalt() {}

    /** What the colour of new asphalt is multiplied with at entry i. */
    static float tone(Surfels s, int i, int seed) {
        float x = s.x[i];
        float y = s.y[i];
        float f = s.footprint[i];
        float tone = 0.62f + 0.46f * Noise.fractal(x * 0.19f, y * 0.19f, 3);
        tone *= 1 + 0.16f * fade(f, 1.1f) * (Noise.value(x * 1.1f + 5, y * 1.1f) - 0.5f);
        tone *= 1 + 0.44f * Elementary.sqrt(Math.min(1, 0.014f / f)) * (Noise.finest(x, y, f, 120) - 0.5f);
        tone *= 1 - 0.17f * wheelTracks(s, i);
        tone *= 1 - 0.16f * oil(s, i);
        tone *= repair(s, i, seed);
        return tone * (1 - 0.45f * cracks(x, y, f)) * (1 - 0.5f * tar(x, y, f));
    }

    /** 0..1 where tyres run: a pair of bands a lane, from the lane's own coordinate. */
    static float wheelTracks(Surfels s, int i) {
        float v = s.v[i] + 0.12f * (Noise.value(s.u[i] * 0.11f, 3.3f) - 0.5f);
        float right = (v - 0.95f) / 0.36f;
        float left = (v - 2.6f) / 0.36f;
        return Math.min(1, Elementary.exp(-right * right) + Elementary.exp(-left * left));
    }

    /** A dark band in the middle of a lane, stronger here and there. */
    private static float oil(Surfels s, int i) {
        float off = (s.v[i] - 1.75f) / 0.42f;
        float drops = 0.35f + 0.9f * Noise.value(s.u[i] * 0.21f, 7.7f);
        return Math.min(1, Elementary.exp(-off * off) * drops);
    }

    private static float fade(float footprint, float frequency) {
        return Elementary.clamp01(1.6f - 2.2f * footprint * frequency);
    }

    /** Trenches across the road and long patches in a lane, of younger or older asphalt with a sealed seam. */
    private static float repair(Surfels s, int i, int seed) {
        int cell = Noise.floor(s.u[i] / REPAIR_CELL);
        int hash = Noise.hash(cell, 17, seed);
        if ((hash & 7) > 3) {
            return 1;
        }
        boolean trench = (hash & 1) == 0;
        float half = trench ? 0.45f + 0.5f * Noise.unit(hash, 1, 0) : 1.5f + 4.5f * Noise.unit(hash, 1, 0);
        float middle = (cell + 0.35f + 0.3f * Noise.unit(hash, 4, 0)) * REPAIR_CELL;
        float inside = half - Math.abs(s.u[i] - middle);
        if (!trench) {
            float right = 0.1f + 1.2f * Noise.unit(hash, 2, 0);
            inside = Math.min(inside, Math.min(s.v[i] - right, right + 1.1f + Noise.unit(hash, 5, 0) - s.v[i]));
        }
        float tone = (hash & 8) == 0 ? 0.66f + 0.12f * Noise.unit(hash, 3, 0) : 1.14f;
        float f = s.footprint[i];
        float blur = 0.5f * f + 0.005f;
        float seam = Elementary.clamp01(0.035f / f) * Elementary.clamp01(1.5f - Math.abs(inside) / (0.03f + blur));
        return Elementary.mix(1, tone, Elementary.smoothstep(-blur, blur, inside)) * (1 - 0.35f * seam);
    }

    /** Fine cracks where the road is old. */
    private static float cracks(float x, float y, float footprint) {
        float where = Elementary.smoothstep(0.5f, 0.68f, Noise.value(x * 0.09f + 9, y * 0.09f));
        float fade = Elementary.clamp01(0.035f / Math.max(footprint, 1e-3f));
        if (where * fade < 0.02f) {
            return 0;
        }
        where *= Elementary.smoothstep(0.4f, 0.55f, Noise.value(x * 0.5f, y * 0.5f + 13));
        float bend = Math.abs(Noise.fractal(x * 0.8f, y * 0.8f, 3) - 0.5f);
        return where * fade * (1 - Elementary.smoothstep(0.0025f, 0.0065f + 0.25f * footprint, bend));
    }

    /** Long cracks that were poured over with tar. */
    private static float tar(float x, float y, float footprint) {
        float where = Elementary.smoothstep(0.6f, 0.66f, Noise.value(x * 0.045f + 3, y * 0.06f + 29));
        float fade = Elementary.clamp01(0.07f / Math.max(footprint, 1e-3f));
        if (where * fade < 0.02f) {
            return 0;
        }
        float off = Math.abs(crack(x, y) - 0.5f);
        if (off > 0.03f + 0.1f * footprint) {
            return 0;
        }
        float slopeX = 10 * (crack(x + 0.1f, y) - crack(x, y));
        float slopeY = 10 * (crack(x, y + 0.1f) - crack(x, y));
        float distance = off / Math.max(Elementary.sqrt(slopeX * slopeX + slopeY * slopeY), 0.02f);
        float blur = 0.01f + 0.5f * footprint;
        return where * fade * (1 - Elementary.smoothstep(TAR - blur, TAR + blur, distance));
    }

    /** Where it is one half runs a crack. */
    private static float crack(float x, float y) {
        return Noise.fractal(x * 0.19f + 7, y * 0.33f, 4);
    }
}
