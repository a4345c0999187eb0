package io.tailforge.videogen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The glow of lamps in murky air: light that drops in the air scatter into a ray, by the closed form for a point light. It is
 * computed at every fourth pixel of a tile and interpolated; only the distance at which a pixel's ray ends is its own.
 */
final class LampHaze {
    private static final int STEP = 4;
    private static final int KNOTS = TileOrder.SIDE / STEP + 1;
    private static final int MOST = 24;
    private static final float HALF_PI = 1.5707963f;
    private static final float NEAREST = 0.35f;
    private static final float STRAY = 0.03f;

    /** One over four pi, and what is left of it because the strongest lamps are never quite in view. */
    private static final float STRENGTH = 0.05f;

    private final World world;
    private final Shot shot;
    private final float[] glow = new float[KNOTS * KNOTS];
    private final float[] along = new float[KNOTS * KNOTS];

    private final int[] lamps;

    LampHaze(World world, Shot shot) {
        this.world = world;
        this.shot = shot;
        boolean wanted = world.look().extinction() > 0 && world.look().dark();
        lamps = wanted ? strongest() : new int[0];
    }

    /** The same lamps for all of a picture, or its tiles would show. */
    private int[] strongest() {
        List<Integer> all = new ArrayList<>();
        for (int lamp = 0; lamp < shot.lamps().count(); lamp++) {
            all.add(lamp);
        }
        all.sort(Comparator.comparingDouble(lamp -> -atTheEye(lamp)));
        return all.stream().limit(MOST).mapToInt(Integer::intValue).toArray();
    }

    private float atTheEye(int lamp) {
        float distance = Math.max(distance(lamp), 1);
        float share = shot.lamps().isBeam(lamp) ? beamAtTheEye(lamp) : 1;
        return share * shot.lamps().intensity(lamp, 1) * world.look().transmission(distance) / distance;
    }

    /** Share of a beam that leaves towards the camera: a dipped beam passes below it. */
    private float beamAtTheEye(int lamp) {
        float inverse = 1 / Math.max(distance(lamp), 1e-3f);
        float x = shot.eye()[0] - shot.lamps().x(lamp);
        float y = shot.eye()[1] - shot.lamps().y(lamp);
        float z = shot.eye()[2] - shot.lamps().z(lamp);
        return Math.min(0.06f, shot.lamps().share(lamp, x * inverse, y * inverse, z * inverse));
    }

    private float distance(int lamp) {
        float x = shot.eye()[0] - shot.lamps().x(lamp);
        float y = shot.eye()[1] - shot.lamps().y(lamp);
        float z = shot.eye()[2] - shot.lamps().z(lamp);
        return Elementary.sqrt(x * x + y * y + z * z);
    }

    /** Adds the haze to one tile of {@code canvas.smooth}. */
    void add(Canvas canvas, int tileX, int tileY) {
        for (int lamp : lamps) {
            if (knot(canvas, tileX * TileOrder.SIDE, tileY * TileOrder.SIDE, lamp) > 0) {
                spread(canvas, tileX * TileOrder.SIDE, tileY * TileOrder.SIDE, lamp);
            }
        }
    }

    /** Fills the knots of one lamp; returns the strongest. */
    private float knot(Canvas canvas, int u0, int v0, int lamp) {
        float[] eye = shot.eye();
        float lx = shot.lamps().x(lamp) - eye[0];
        float ly = shot.lamps().y(lamp) - eye[1];
        float lz = shot.lamps().z(lamp) - eye[2];
        float square = lx * lx + ly * ly + lz * lz;
        float strongest = 0;
        for (int k = 0; k < KNOTS * KNOTS; k++) {
            int u = Math.min(u0 + k % KNOTS * STEP, canvas.width - 1);
            int v = Math.min(v0 + k / KNOTS * STEP, canvas.height - 1);
            int p = v * canvas.width + u;
            float b = lx * canvas.rayX[p] + ly * canvas.rayY[p] + lz * canvas.rayZ[p];
            float h = Elementary.sqrt(Math.max(square - b * b, NEAREST * NEAREST));
            along[k] = Math.max(b, 0);
            glow[k] = scattered(lamp, p, canvas, b, h);
            strongest = Math.max(strongest, glow[k]);
        }
        return strongest;
    }

    private float scattered(int lamp, int p, Canvas canvas, float b, float h) {
        float alpha = world.look().extinction();
        float ahead = Math.max(b, 0);
        float slope = b / h;
        float seenAngle = HALF_PI * (1 + slope / (Math.abs(slope) + 1));
        float strength = shot.lamps().intensity(lamp, 1) * alpha * STRENGTH / h * seenAngle;
        return strength * lampShare(lamp, p, canvas, ahead, h) * Elementary.exp(-alpha * (ahead + h));
    }

    /** How much of the lamp goes where the ray passes nearest to it. */
    private float lampShare(int lamp, int p, Canvas canvas, float b, float h) {
        float[] eye = shot.eye();
        float x = eye[0] + b * canvas.rayX[p] - shot.lamps().x(lamp);
        float y = eye[1] + b * canvas.rayY[p] - shot.lamps().y(lamp);
        float z = eye[2] + b * canvas.rayZ[p] - shot.lamps().z(lamp);
        float inverse = 1 / Math.max(Elementary.sqrt(x * x + y * y + z * z), 1e-3f);
        if (shot.lamps().isBeam(lamp)) {
            return beamAtTheEye(lamp);
        }
        float towards = shot.lamps().share(lamp, -canvas.rayX[p], -canvas.rayY[p], -canvas.rayZ[p]);
        float direct = shot.lamps().share(lamp, x * inverse, y * inverse, z * inverse);
        return Math.max(STRAY, 0.5f * direct + 0.5f * towards);
    }

    private void spread(Canvas canvas, int u0, int v0, int lamp) {
        float green = Math.max(shot.lamps().intensity(lamp, 1), 1e-6f);
        float red = shot.lamps().intensity(lamp, 0) / green;
        float blue = shot.lamps().intensity(lamp, 2) / green;
        for (int v = v0; v < Math.min(v0 + TileOrder.SIDE, canvas.height); v++) {
            for (int u = u0; u < Math.min(u0 + TileOrder.SIDE, canvas.width); u++) {
                float fu = (u - u0) / (float) STEP;
                float fv = (v - v0) / (float) STEP;
                float distance = interpolate(along, fu, fv);
                int p = v * canvas.width + u;
                float passed = Elementary.smoothstep(0.7f * distance, distance + 1, canvas.range[p]);
                if (passed > 0) {
                    float light = passed * interpolate(glow, fu, fv);
                    canvas.smooth[3 * p] += light * red;
                    canvas.smooth[3 * p + 1] += light;
                    canvas.smooth[3 * p + 2] += light * blue;
                }
            }
        }
    }

    private static float interpolate(float[] knots, float fu, float fv) {
        int i = (int) fu;
        int j = (int) fv;
        int at = j * KNOTS + i;
        float low = Elementary.mix(knots[at], knots[at + 1], fu - i);
        float high = Elementary.mix(knots[at + KNOTS], knots[at + KNOTS + 1], fu - i);
        return Elementary.mix(low, high, fv - j);
    }
}
