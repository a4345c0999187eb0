package io.tailforge.videogen;

import io.tailforge.world.mesh.TriangleMesh;

/**
 * What is seen through a pane of a building: a room as deep as it looks from outside (walls, ceiling, floor, shelves, curtains,
 * by the pane's own number), lit by what falls in by day and by its lamp in the evening. No geometry: the ray that meets the
 * pane is followed into a box behind it. One object is one such ray.
 */
final class Room {
    private static final int WHITE = 0xFFFFFF;
    private static final float SHOP_HEIGHT = 2.2f;
    private static final float GLASS = 0.8f;

    /** Radiance of a white wall near the lamp, kilocandela per square metre. */
    private static final float FLAT_LIGHT = 0.011f;

    private static final float SHOP_LIGHT = 0.009f;
    private static final float LIT_FLATS = 0.42f;
    private static final float LIT_SHOPS = 0.8f;

    private final int seed;

    /** The pane: its size, where on it the ray enters, and the ray's direction: along the wall, up, into the room. */
    private float width;

    private float height;
    private float u;
    private float v;
    private float along;
    private float up;
    private float inwards;
    private int pane;

    /** Where the ray ends in the room, and the colour there. */
    private float depth;

    private float red;
    private float green;
    private float blue;

    private Room(int seed) {
        this.seed = seed;
    }

    /** Fills colour and glow of entry i, a pane, as seen along its ray. */
    static void look(Shot shot, Surfels s, int i, boolean dark, int seed) {
        Room room = new Room(seed);
        room.measure(shot, s, i);
        boolean shop = room.height > SHOP_HEIGHT;
        room.follow(shop);
        room.furnish(s.footprint[i], shop);
        room.hang(s.footprint[i], shop);
        room.fallIn(s, i);
        if (dark && room.chance(5) < (shop ? LIT_SHOPS : LIT_FLATS)) {
            room.shine(s, i, shop);
        }
    }

    private void measure(Shot shot, Surfels s, int i) {
        TriangleMesh mesh = s.instance[i] < 0 ? shot.scene().ground() : shot.meshes()[s.instance[i]];
        int first = mesh.indices()[3 * s.triangle[i]];
        pane = Noise.hash(s.tint[i] == WHITE ? first : s.tint[i], s.instance[i], 41);
        width = 0.1f;
        height = 0.1f;
        for (int corner = 0; corner < 3 && mesh.uv().length > 0; corner++) {
            int vertex = mesh.indices()[3 * s.triangle[i] + corner];
            width = Math.max(width, mesh.uv()[2 * vertex]);
            height = Math.max(height, mesh.uv()[2 * vertex + 1]);
        }
        u = s.u[i];
        v = s.v[i];
        along = s.dy[i] * s.gx[i] - s.dx[i] * s.gy[i];
        up = s.dz[i];
        inwards = Math.max(0.02f, -(s.dx[i] * s.gx[i] + s.dy[i] * s.gy[i]));
    }

    private float chance(int dimension) {
        return Noise.unit(pane, seed, dimension);
    }

    /** To the wall, floor or ceiling that the ray meets first. */
    private void follow(boolean shop) {
        float deep = shop ? 4.5f : 3.2f + 1.5f * chance(1);
        float beside = shop ? 0.25f : 0.6f + 0.8f * chance(2);
        float below = shop ? 0.45f : 0.95f;
        float above = shop ? 0.4f : 0.6f;
        float toBack = deep / inwards;
        float toSide = (along > 0 ? width + beside - u : u + beside) / Math.max(Math.abs(along), 1e-4f);
        float toLevel = (up > 0 ? height + above - v : v + below) / Math.max(Math.abs(up), 1e-4f);
        float t = Math.min(toBack, Math.min(toSide, toLevel));
        depth = t * inwards;
        u += t * along;
        v += t * up;
        if (t == toLevel) {
            paint(up > 0 ? 0xEDEAE2 : 0x6A4C34, 1);
        } else {
            paint(wallpaper(), t == toBack ? 0.9f : 0.75f);
        }
    }

    private int wallpaper() {
        int[] colours = {0xE8E0CC, 0xD8D4CC, 0xC8BC9C, 0xB8C4BC, 0xD4B8A0, 0xE4E2DC};
        return colours[(pane >>> 4 & 0xFF) % colours.length];
    }

    private void paint(int colour, float tone) {
        red = tone * Elementary.linear(colour >> 16);
        green = tone * Elementary.linear(colour >> 8);
        blue = tone * Elementary.linear(colour);
    }

    /** Goods on shelves in shops; a cupboard or a picture elsewhere. Fades where a pixel covers it. */
    private void furnish(float footprint, boolean shop) {
        float clear = Elementary.clamp01(1.5f - 5 * footprint);
        if (depth < 1.2f || clear <= 0) {
            return;
        }
        if (shop) {
            shelves(clear);
        } else if (v < 0.55f + 0.5f * chance(9) && Noise.value(u * 0.7f + (pane & 63), 3.5f) > 0.45f) {
            tint(0.30f, 0.22f, 0.15f, 0.8f * clear);
        }
    }

    private void shelves(float clear) {
        float row = v / 0.42f;
        int shelf = Noise.floor(row);
        if (shelf > 4) {
            return;
        }
        boolean board = row - shelf < 0.1f;
        int item = Noise.hash(Noise.floor(u / 0.17f), shelf, pane);
        float tall = 0.45f + 0.5f * Noise.unit(item, 1, 0);
        if (board) {
            tint(0.5f, 0.48f, 0.45f, clear);
        } else if (row - shelf < tall && (item & 7) > 0) {
            float bright = 0.15f + 0.6f * Noise.unit(item, 2, 0);
            tint(
                    bright * (0.4f + 0.6f * Noise.unit(item, 3, 0)),
                    bright * (0.4f + 0.6f * Noise.unit(item, 4, 0)),
                    bright * (0.4f + 0.6f * Noise.unit(item, 5, 0)),
                    clear);
        } else {
            tint(0.12f, 0.11f, 0.10f, 0.6f * clear);
        }
    }

    private void tint(float r, float g, float b, float share) {
        red = Elementary.mix(red, r, share);
        green = Elementary.mix(green, g, share);
        blue = Elementary.mix(blue, b, share);
    }

    /** Curtains at both sides or a blind let down behind the glass of a flat. */
    private void hang(float footprint, boolean shop) {
        float style = chance(3);
        if (shop || style > 0.75f) {
            return;
        }
        float atGlassU = u - depth / inwards * along;
        float atGlassV = v - depth / inwards * up;
        float soft = 0.02f + footprint;
        float share;
        if (style > 0.5f) {
            share = Elementary.smoothstep(-soft, soft, atGlassV - height * (0.25f + 0.7f * chance(4)));
        } else {
            float drawn = width * (0.10f + 0.3f * chance(4));
            share = Elementary.smoothstep(-soft, soft, Math.max(drawn - atGlassU, atGlassU - (width - drawn)));
        }
        float fold =
                0.8f + 0.35f * Elementary.clamp01(1.3f - 9 * footprint) * (Noise.value(atGlassU * 14, 0.5f) - 0.3f);
        float warm = 0.75f + 0.25f * chance(6);
        tint(0.72f * fold, 0.70f * fold * warm, 0.64f * fold * warm * warm, 0.93f * share);
        depth = Elementary.mix(depth, 0.1f, share);
    }

    private void fallIn(Surfels s, int i) {
        float daylight = GLASS * Elementary.mix(0.3f, 0.05f, Math.min(1, depth / 4));
        s.red[i] = red * daylight;
        s.green[i] = green * daylight;
        s.blue[i] = blue * daylight;
    }

    /** A lamp below the ceiling in the middle of the room. */
    private void shine(Surfels s, int i, boolean shop) {
        float away = 1 + 0.12f * (depth - 2) * (depth - 2);
        float strength = (shop ? SHOP_LIGHT : FLAT_LIGHT * (0.3f + 1.2f * chance(11) * chance(11))) / away;
        float warmth = shop ? 0.8f : chance(7);
        s.glowRed[i] = strength * red;
        s.glowGreen[i] = strength * green * (0.68f + 0.22f * warmth);
        s.glowBlue[i] = strength * blue * (0.36f + 0.42f * warmth);
    }
}
