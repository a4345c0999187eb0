package io.tailforge.videogen;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** A surface hides a lamp's glow from this share of its distance on, more and more. */
    private static final float BEFORE = 0.7f;

    /** One over four pi, and what is left of it because the strongest lamps are never quite in view. */
    private static final float STRENGTH = 0.05f;

    private final World world;
    private final Shot shot;
    private final float[] glow = new float[KNOTS * KNOTS];
    private final float[] along = new float[KNOTS * KNOTS];
    private final float[] passing = new float[KNOTS * KNOTS];
    private final float[] beyond = new float[3 * KNOTS * KNOTS];
    private float nearest;
    private float farthest;
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
        if (lamps.length == 0) {
            return;
        }
        int u0 = tileX * TileOrder.SIDE;
        int v0 = tileY * TileOrder.SIDE;
        measure(canvas, u0, v0);
        Arrays.fill(beyond, 0);
        for (int lamp : lamps) {
            passBy(canvas, u0, v0, lamp);
            if (farthest > BEFORE * least(along)) {
                shine(canvas, u0, v0, lamp);
            }
        }
        spreadBeyond(canvas, u0, v0);
    }

    /** Fills the range of ranges of a tile. */
    private void measure(Canvas canvas, int u0, int v0) {
        nearest = Float.POSITIVE_INFINITY;
        farthest = 0;
        for (int v = v0; v < Math.min(v0 + TileOrder.SIDE, canvas.height); v++) {
            for (int u = u0; u < Math.min(u0 + TileOrder.SIDE, canvas.width); u++) {
                nearest = Math.min(nearest, canvas.range[v * canvas.width + u]);
                farthest = Math.max(farthest, canvas.range[v * canvas.width + u]);
            }
        }
    }

    private static float least(float[] knots) {
        float least = knots[0];
        for (float knot : knots) {
            least = Math.min(least, knot);
        }
        return least;
    }

    private static float most(float[] knots) {
        float most = knots[0];
        for (float knot : knots) {
            most = Math.max(most, knot);
        }
        return most;
    }

    /** A lamp that the whole tile lies behind joins the sum of those; another is weighed at each pixel. */
    private void shine(Canvas canvas, int u0, int v0, int lamp) {
        glow(canvas, u0, v0, lamp);
        if (nearest >= most(along) + 1) {
            float scale = 1 / Math.max(shot.lamps().intensity(lamp, 1), 1e-6f);
            for (int c = 0; c < 3; c++) {
                float share = c == 1 ? 1 : shot.lamps().intensity(lamp, c) * scale;
                for (int k = 0; k < KNOTS * KNOTS; k++) {
                    beyond[3 * k + c] += share * glow[k];
                }
            }
        } else if (most(glow) > 0) {
            spread(canvas, u0, v0, lamp);
        }
    }

    private static int pixel(Canvas canvas, int u0, int v0, int knot) {
        int u = Math.min(u0 + knot % KNOTS * STEP, canvas.width - 1);
        int v = Math.min(v0 + knot / KNOTS * STEP, canvas.height - 1);
        return v * canvas.width + u;
    }

    /** Fills where each knot's ray passes nearest to a lamp. */
    private void passBy(Canvas canvas, int u0, int v0, int lamp) {
        float[] eye = shot.eye();
        float lx = shot.lamps().x(lamp) - eye[0];
        float ly = shot.lamps().y(lamp) - eye[1];
        float lz = shot.lamps().z(lamp) - eye[2];
        for (int k = 0; k < KNOTS * KNOTS; k++) {
            int p = pixel(canvas, u0, v0, k);
            passing[k] = lx * canvas.rayX[p] + ly * canvas.rayY[p] + lz * canvas.rayZ[p];
            along[k] = Math.max(passing[k], 0);
        }
    }

    /** Fills the knots' glow of one lamp. */
    private void glow(Canvas canvas, int u0, int v0, int lamp) {
        float distance = distance(lamp);
        for (int k = 0; k < KNOTS * KNOTS; k++) {
            float b = passing[k];
            float h = Elementary.sqrt(Math.max(distance * distance - b * b, NEAREST * NEAREST));
            glow[k] = scattered(lamp, pixel(canvas, u0, v0, k), canvas, b, h);
        }
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
                float passed = Elementary.smoothstep(BEFORE * distance, distance + 1, canvas.range[p]);
                if (passed > 0) {
                    float light = passed * interpolate(glow, fu, fv);
                    canvas.smooth[3 * p] += light * red;
                    canvas.smooth[3 * p + 1] += light;
                    canvas.smooth[3 * p + 2] += light * blue;
                }
            }
        }
    }

    private void spreadBeyond(Canvas canvas, int u0, int v0) {
        if (most(beyond) <= 0) {
            return;
        }
        for (int v = v0; v < Math.min(v0 + TileOrder.SIDE, canvas.height); v++) {
            for (int u = u0; u < Math.min(u0 + TileOrder.SIDE, canvas.width); u++) {
                float fu = (u - u0) / (float) STEP;
                float fv = (v - v0) / (float) STEP;
                for (int c = 0; c < 3; c++) {
                    canvas.smooth[3 * (v * canvas.width + u) + c] += interpolate(beyond, 3, c, fu, fv);
                }
            }
        }
    }

    private static float interpolate(float[] knots, float fu, float fv) {
        return interpolate(knots, 1, 0, fu, fv);
    }

    private static float interpolate(float[] knots, int channels, int channel, float fu, float fv) {
        int i = (int) fu;
        int j = (int) fv;
        int at = channels * (j * KNOTS + i) + channel;
        float low = Elementary.mix(knots[at], knots[at + channels], fu - i);
        int below = at + channels * KNOTS;
        float high = Elementary.mix(knots[below], knots[below + channels], fu - i);
        return Elementary.mix(low, high, fv - j);
    }
}
