package io.tailforge.videogen;

import io.tailforge.world.mesh.Material;

/** What a dry surface looks like: colour with procedural grain that fades as it gets smaller than a pixel, gloss and glow. */
final class Appearance {
    private static final int WHITE = 0xFFFFFF;
    private static final float LAMP_GLOW = 6f;
    private static final float HEADLIGHT_GLOW = 6f;
    private static final float TAILLIGHT_GLOW = 1.6f;

    private final WeatherLook look;
    private final Signals signals;
    private final Traffic traffic;
    private final int seed;

    Appearance(WeatherLook look, Signals signals, Traffic traffic, int seed) {
        this.traffic = traffic;
        this.look = look;
        this.signals = signals;
        this.seed = seed;
    }

    /** Fills colour, gloss, roughness, mirror, translucency and glow of entry i from its material and place. */
    void dress(Shot shot, Surfels s, int i) {
        Material material = Material.of(s.material[i]);
        colour(s, i, material);
        s.roughness[i] = material.roughness();
        s.gloss[i] = 0;
        s.mirror[i] = 0;
        s.translucency[i] = 0;
        glow(s, i, 0, 0, 0);
        switch (material) {
            case ASPHALT -> scale(s, i, Asphalt.tone(s, i, seed));
            case PAINT_WHITE, PAINT_YELLOW, CROSSING_PAINT -> wornPaint(s, i);
            case CONCRETE -> scale(s, i, grain(s.x[i], s.y[i], 0.9f, s.footprint[i], 0.16f));
            case PAVING -> paving(s, i);
            case KERB_STONE -> scale(s, i, grain(s.x[i] + s.z[i], s.y[i], 6, s.footprint[i], 0.15f));
            case GRASS, SOIL -> meadow(s, i);
            case FACADE, WALL_CONCRETE -> plaster(s, i);
            case BRICK, WALL_BRICK -> bricks(s, i);
            case ROOF -> scale(s, i, grain(s.x[i], s.y[i], 2, s.footprint[i], 0.2f));
            case WINDOW -> window(shot, s, i);
            case FOLIAGE -> leaf(s, i);
            case BARK, FUR, WOOD -> scale(s, i, grain(s.x[i] * 4 + s.y[i] * 4, s.z[i], 3, s.footprint[i], 0.4f));
            case CAR_PAINT -> polished(s, i, 0.045f, 0.8f, 0.12f);
            case CAR_GLASS -> polished(s, i, 0.06f, 1, 0.03f);
            case RIM, POLE_METAL, BARRIER -> polished(s, i, 0.08f, 0, 0.38f);
            case CLOTH -> scale(s, i, grain(s.x[i] + s.z[i], s.y[i] + s.z[i], 9, s.footprint[i], 0.12f));
            case HEADLIGHT -> headlight(s, i);
            case TAILLIGHT -> taillight(s, i);
            case LAMP -> lamp(s, i);
            case SIGNAL_LENS -> signals.light(shot, s, i);
            case SIGN_FACE,
                    SIGN_BACK,
                    SIGNAL_HOUSING,
                    CAR_TRIM,
                    TYRE,
                    PLATE,
                    SKIN,
                    HAIR,
                    CARDBOARD,
                    CONE_ORANGE,
                    DOOR -> {}
        }
    }

    /** The tint is the colour itself on paint and cloth, and a shade of the material on the rest. */
    private static void colour(Surfels s, int i, Material material) {
        int tint = s.tint[i];
        boolean whole = tint != WHITE && (material == Material.CAR_PAINT || material == Material.CLOTH);
        float base = whole ? 0.02f : 0;
        s.red[i] = base + (whole ? 0.82f : material.red()) * Elementary.linear(tint >> 16);
        s.green[i] = base + (whole ? 0.82f : material.green()) * Elementary.linear(tint >> 8);
        s.blue[i] = base + (whole ? 0.82f : material.blue()) * Elementary.linear(tint);
    }

    private static void scale(Surfels s, int i, float factor) {
        s.red[i] *= factor;
        s.green[i] *= factor;
        s.blue[i] *= factor;
    }

    static void glow(Surfels s, int i, float red, float green, float blue) {
        s.glowRed[i] = red;
        s.glowGreen[i] = green;
        s.glowBlue[i] = blue;
    }

    /** Noise around one of a frequency per metre; gone where a pixel covers a wavelength. */
    private static float grain(float x, float y, float frequency, float footprint, float strength) {
        float fade = Elementary.clamp01(1.6f - 2.2f * footprint * frequency);
        return fade <= 0 ? 1 : 1 + fade * strength * 2 * (Noise.value(x * frequency, y * frequency) - 0.5f);
    }

    /** Share of a pixel covered by lines of a width, one every period. */
    private static float lines(float at, float period, float width, float footprint) {
        float cell = at / period;
        float distance = Math.abs(cell - Noise.floor(cell) - 0.5f) * period;
        float span = Math.max(footprint, 1e-4f);
        if (span > period) {
            return width / period;
        }
        float inside = (0.5f * period - distance) - 0.5f * width;
        return Elementary.clamp01(0.5f - inside / span) * Math.min(1, width / span);
    }

    private static void wornPaint(Surfels s, int i) {
        float wear = Noise.fractal(s.x[i] * 1.7f, s.y[i] * 1.7f, 3);
        float fine = grain(s.x[i], s.y[i], 31, s.footprint[i], 0.6f);
        float gone = Elementary.smoothstep(0.52f, 0.8f, wear * fine) * 0.75f;
        s.red[i] = Elementary.mix(s.red[i], 0.12f, gone);
        s.green[i] = Elementary.mix(s.green[i], 0.12f, gone);
        s.blue[i] = Elementary.mix(s.blue[i], 0.12f, gone);
        scale(s, i, 0.82f + 0.2f * wear);
    }

    private void paving(Surfels s, int i) {
        float size = 0.5f;
        float f = s.footprint[i];
        float slab = Noise.unit(Noise.floor(s.x[i] / size), Noise.floor(s.y[i] / size), seed);
        float fade = Elementary.clamp01(1.5f - f / size);
        float joint = Math.max(lines(s.x[i], size, 0.012f, f), lines(s.y[i], size, 0.012f, f));
        scale(s, i, (1 + fade * 0.26f * (slab - 0.5f)) * (1 - 0.55f * joint) * grain(s.x[i], s.y[i], 14, f, 0.14f));
        scale(s, i, 0.66f + 0.38f * Noise.fractal(s.x[i] * 0.23f, s.y[i] * 0.23f, 3));
    }

    private static void meadow(Surfels s, int i) {
        float broad = Noise.fractal(s.x[i] * 0.12f, s.y[i] * 0.12f, 4);
        scale(
                s,
                i,
                (0.6f + 0.8f * broad)
                        * grain(s.x[i], s.y[i], 5, s.footprint[i], 0.3f)
                        * grain(s.x[i], s.y[i], 24, s.footprint[i], 0.45f));
        float dry = Noise.fractal(s.x[i] * 0.05f + 31, s.y[i] * 0.05f, 3);
        s.red[i] = Elementary.mix(s.red[i], 1.25f * s.green[i], 0.25f + 0.5f * dry);
        s.blue[i] = Elementary.mix(s.blue[i], 0.55f * s.green[i], 0.5f);
    }

    private static float along(Surfels s, int i) {
        return s.y[i] * s.gx[i] - s.x[i] * s.gy[i];
    }

    private static void plaster(Surfels s, int i) {
        float h = along(s, i);
        float stain = Noise.fractal(h * 0.35f, s.z[i] * 0.12f, 3);
        float runs = grain(h, 0.13f * s.z[i], 1.9f, 0.5f * s.footprint[i], 0.09f);
        float foot = 1 - 0.28f * Elementary.exp(-Math.max(0, s.z[i]) * 1.1f);
        scale(s, i, (0.84f + 0.32f * stain) * runs * foot * grain(h, s.z[i], 9, s.footprint[i], 0.08f));
    }

    private void bricks(Surfels s, int i) {
        float f = s.footprint[i];
        float course = 0.075f;
        float length = 0.25f;
        int row = Noise.floor(s.z[i] / course);
        float h = along(s, i) + ((row & 1) == 0 ? 0 : 0.5f * length);
        float fade = Elementary.clamp01(1.4f - f / course);
        float mortar = Math.max(lines(s.z[i], course, 0.010f, f), fade * lines(h, length, 0.010f, f));
        float brick = Noise.unit(Noise.floor(h / length), row, seed);
        float tone = 1 + fade * 0.5f * (brick - 0.5f);
        tone *= 0.85f + 0.3f * Noise.fractal(h * 0.4f, s.z[i] * 0.4f, 3);
        scale(s, i, tone);
        s.red[i] *= 0.82f;
        s.blue[i] *= 1.1f;
        s.red[i] = Elementary.mix(s.red[i], 0.34f, 0.8f * mortar);
        s.green[i] = Elementary.mix(s.green[i], 0.32f, 0.8f * mortar);
        s.blue[i] = Elementary.mix(s.blue[i], 0.29f, 0.8f * mortar);
    }

    private void window(Shot shot, Surfels s, int i) {
        polished(s, i, 0.055f, 1, 0.03f);
        Room.look(shot, s, i, look.dark(), seed);
    }

    /** A spray of leaves is one face: its leaves are drawn on it, with the gloom between them, as far as they can be told apart. */
    private static void leaf(Surfels s, int i) {
        float broad = Noise.value(s.x[i] * 0.9f + s.z[i] * 0.7f, s.y[i] * 0.9f - s.z[i] * 0.4f);
        float across = s.x[i] + 0.6f * s.z[i];
        float other = s.y[i] - 0.7f * s.z[i];
        float fade = Elementary.clamp01(1.5f - 9 * s.footprint[i]);
        float leaves = fade <= 0 ? 0 : fade * (Noise.value(across * 11, other * 11) - 0.5f);
        float fine = grain(across + 3, other, 27, s.footprint[i], 0.3f);
        scale(s, i, (0.7f + 0.6f * broad) * (1 + 1.25f * leaves) * fine);
        float dry = Noise.value(s.x[i] * 0.13f + 7, s.y[i] * 0.13f) + 0.3f * leaves;
        float grey = 0.4f * (s.red[i] + s.green[i]);
        s.red[i] = Elementary.mix(s.red[i], grey * 1.15f, 0.25f + 0.35f * dry);
        s.green[i] = Elementary.mix(s.green[i], grey * 1.15f, 0.15f);
        s.blue[i] = Elementary.mix(s.blue[i], 0.5f * grey, 0.4f);
        s.translucency[i] = 0.45f;
    }

    private static void polished(Surfels s, int i, float gloss, float mirror, float roughness) {
        s.gloss[i] = gloss;
        s.mirror[i] = mirror;
        s.roughness[i] = roughness;
    }

    private void headlight(Surfels s, int i) {
        polished(s, i, 0.06f, 0.6f, 0.1f);
        if (look.headlights() && traffic.hasLights(s.actor[i])) {
            float towards = -(s.dx[i] * s.nx[i] + s.dy[i] * s.ny[i] + s.dz[i] * s.nz[i]);
            float beam = HEADLIGHT_GLOW * (0.25f + 3 * towards * towards * towards * towards) * nightShare();
            glow(s, i, beam, beam * 0.97f, beam * 0.88f);
        }
    }

    private void taillight(Surfels s, int i) {
        polished(s, i, 0.05f, 0.3f, 0.15f);
        if (look.headlights() && traffic.hasLights(s.actor[i])) {
            float shine = TAILLIGHT_GLOW * nightShare();
            glow(s, i, shine, shine * 0.02f, shine * 0.015f);
        }
    }

    private void lamp(Surfels s, int i) {
        if (look.dark()) {
            glow(s, i, LAMP_GLOW * 0.1f, LAMP_GLOW * 0.085f, LAMP_GLOW * 0.06f);
        }
    }

    /** Lamps of cars dazzle an eye that is used to the dark; by night the film takes only a part of their true light. */
    private float nightShare() {
        return look.dark() ? 0.05f : 1;
    }
}
