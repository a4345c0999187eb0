package io.tailforge.videogen;

import io.tailforge.world.mesh.Material;

/** What weather leaves on surfaces: a film of water, puddles with rings, snow. Does nothing where there is none. */
final class WeatherCoat {
    private static final float WATER = 0.02f;
    private static final float SNOW = 0.86f;
    private static final float WAVES_PER_METRE = 43;

    private final WeatherLook look;

    WeatherCoat(WeatherLook look) {
        this.look = look;
    }

    /** Wets entry i; changes colour, gloss and, on level ground, the shading normal. */
    void wet(Surfels s, int i, double seconds) {
        if (look.wetness() <= 0) {
            return;
        }
        Material material = Material.of(s.material[i]);
        float up = Elementary.smoothstep(0.1f, 0.8f, s.gz[i]);
        float porous = porosity(material);
        float dark = 1 - porous * look.wetness() * (0.2f + 0.28f * up);
        darken(s, i, dark);
        if (holdsFilm(material) && s.gz[i] > 0.85f) {
            flood(s, i, seconds, material == Material.ASPHALT || isPaint(material));
        } else if (porous > 0 && s.gloss[i] == 0) {
            s.gloss[i] = WATER * look.wetness();
            s.roughness[i] = 0.45f;
        }
    }

    private static float porosity(Material material) {
        return switch (material) {
            case ASPHALT, CONCRETE, KERB_STONE, PAVING, SOIL, BRICK, ROOF, BARK, CARDBOARD -> 1;
            case FACADE, CLOTH, FUR, GRASS -> 0.7f;
            case PAINT_WHITE, PAINT_YELLOW, CROSSING_PAINT -> 0.35f;
            default -> 0;
        };
    }

    /** Closed level ground: grass and soil drink the rain instead. */
    private static boolean holdsFilm(Material material) {
        return isPaint(material)
                || material == Material.ASPHALT
                || material == Material.CONCRETE
                || material == Material.PAVING
                || material == Material.KERB_STONE
                || material == Material.ROOF;
    }

    private static boolean isPaint(Material material) {
        return material == Material.PAINT_WHITE
                || material == Material.PAINT_YELLOW
                || material == Material.CROSSING_PAINT;
    }

    private static void darken(Surfels s, int i, float factor) {
        s.red[i] *= factor;
        s.green[i] *= factor;
        s.blue[i] *= factor;
    }

    private void flood(Surfels s, int i, double seconds, boolean road) {
        float puddle = road ? puddle(s, i) : 0.35f * puddle(s, i);
        darken(s, i, 1 - 0.35f * puddle);
        float rough = Elementary.mix(0.30f, 0.02f, puddle);
        s.gloss[i] = Math.max(s.gloss[i], WATER * look.wetness());
        s.roughness[i] = Elementary.mix(s.roughness[i], rough, look.wetness());
        s.mirror[i] = look.wetness() * Elementary.mix(road ? 0.62f : 0.35f, 1, puddle);
        float waves = (1 - puddle) * look.wetness() * Elementary.clamp01(0.05f / Math.max(s.footprint[i], 0.008f));
        float dx = waves * 0.035f * (Noise.finest(s.x[i], s.y[i], s.footprint[i], WAVES_PER_METRE) - 0.5f);
        float dy = waves * 0.035f * (Noise.finest(s.x[i] + 71, s.y[i], s.footprint[i], WAVES_PER_METRE) - 0.5f);
        float rings = look.ripples() * Elementary.clamp01(1.4f - s.footprint[i] * 30);
        if (rings > 0) {
            float ring = rings(s.x[i], s.y[i], seconds) * rings * (0.35f + 0.65f * puddle);
            dx += ring * 0.05f;
            dy += ring * 0.05f;
        }
        tilt(s, i, dx, dy);
    }

    private float puddle(Surfels s, int i) {
        if (look.puddles() <= 0) {
            return 0;
        }
        float basin = 0.8f * Noise.fractal(s.x[i] * 0.24f, s.y[i] * 0.24f, 4) + 0.16f * Asphalt.wheelTracks(s, i);
        float level = 0.69f - 0.36f * look.puddles();
        float blur = Math.min(0.1f, 0.2f * s.footprint[i]);
        return Elementary.smoothstep(level - 0.012f - blur, level + 0.03f + blur, basin);
    }

    /** Rings that spread from where drops fell, one drop a cell and half second; -1..1. */
    private static float rings(float x, float y, double seconds) {
        float sum = 0;
        for (int layer = 0; layer < 2; layer++) {
            double clock = seconds * 2.2 + 0.5 * layer;
            int tick = (int) Math.floor(clock);
            float age = (float) (clock - tick);
            float size = 0.30f;
            int cx = Noise.floor(x / size + 0.37f * layer);
            int cy = Noise.floor(y / size + 0.61f * layer);
            int hash = Noise.hash(cx, cy, tick * 2 + layer);
            float mx = (cx - 0.37f * layer + 0.3f + 0.4f * Noise.unit(hash, 1, 0)) * size;
            float my = (cy - 0.61f * layer + 0.3f + 0.4f * Noise.unit(hash, 2, 0)) * size;
            float distance = Elementary.sqrt((x - mx) * (x - mx) + (y - my) * (y - my));
            float wave = (distance - 0.12f * age) / 0.012f;
            sum += (1 - age) * wave * Elementary.exp(-wave * wave);
        }
        return sum;
    }

    private static void tilt(Surfels s, int i, float dx, float dy) {
        float x = s.nx[i] + dx;
        float y = s.ny[i] + dy;
        float norm = 1 / Elementary.sqrt(x * x + y * y + s.nz[i] * s.nz[i]);
        s.nx[i] = x * norm;
        s.ny[i] = y * norm;
        s.nz[i] *= norm;
    }

    /** Covers entry i with snow where it faces up and sees the sky; wants {@code skySeen}. */
    void snow(Surfels s, int i) {
        if (look.snowCover() <= 0) {
            return;
        }
        Material material = Material.of(s.material[i]);
        float patchy = 0.35f * (Noise.fractal(s.x[i] * 0.8f, s.y[i] * 0.8f, 3) - 0.5f);
        float threshold = 0.75f - 0.45f * look.snowCover();
        float facing = Elementary.smoothstep(threshold - 0.12f, threshold + 0.18f, s.nz[i] + patchy);
        float open = Elementary.smoothstep(0.08f, 0.35f, s.skySeen[i]);
        float cover = facing * open * holds(material) * Math.min(1, 0.35f + look.snowCover());
        boolean road = material == Material.ASPHALT || isPaint(material);
        if (road && s.gz[i] > 0.8f) {
            cover *= 1 - 0.92f * trodden(s, i, material);
        }
        bury(s, i, cover);
    }

    private static float holds(Material material) {
        return switch (material) {
            case SKIN, HAIR, LAMP, SIGNAL_LENS, HEADLIGHT, TAILLIGHT, TYRE -> 0;
            case CLOTH, FUR -> 0.35f;
            case FOLIAGE -> 0.85f;
            default -> 1;
        };
    }

    private static float trodden(Surfels s, int i, Material material) {
        if (material != Material.ASPHALT) {
            return 0.25f;
        }
        float ragged = Asphalt.wheelTracks(s, i) + 0.9f * (Noise.fractal(s.x[i] * 0.9f, s.y[i] * 0.9f, 3) - 0.5f);
        return Elementary.smoothstep(0.38f, 0.62f, ragged);
    }

    private static void bury(Surfels s, int i, float cover) {
        float tone = SNOW * (0.94f + 0.12f * Noise.value(s.x[i] * 1.3f, s.y[i] * 1.3f) - 0.06f);
        s.red[i] = Elementary.mix(s.red[i], tone * 0.97f, cover);
        s.green[i] = Elementary.mix(s.green[i], tone * 0.985f, cover);
        s.blue[i] = Elementary.mix(s.blue[i], tone, cover);
        s.gloss[i] *= 1 - cover;
        s.mirror[i] *= 1 - cover;
        s.translucency[i] *= 1 - cover;
        s.roughness[i] = Elementary.mix(s.roughness[i], 0.9f, cover);
        s.glowRed[i] *= 1 - cover;
        s.glowGreen[i] *= 1 - cover;
        s.glowBlue[i] *= 1 - cover;
    }
}
