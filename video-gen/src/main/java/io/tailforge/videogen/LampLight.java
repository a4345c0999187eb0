package io.tailforge.videogen;

import io.tailforge.world.trace.RayCaster;

/** Light of the lamps on a batch of surfels: those near the batch, the strongest with its shadow. One per thread. */
final class LampLight {
    private static final int MOST = 96;

    /** Kilolux that nobody would miss; wet roads mirror lamps at small angles, so it is small. */
    private static final float FAINTEST = 1e-5f;

    private static final float WORTH_A_SHADOW = 1e-4f;

    private static final float SCATTERED_REACH = 0.5f;
    private static final float OWN_HOUSING = 0.35f;

    private final World world;
    private Shot shot;
    private RayCaster around;
    private final int[] near = new int[MOST];
    private final float[] min = new float[3];
    private final float[] max = new float[3];
    private final float[] ox = new float[Surfels.CAPACITY];
    private final float[] oy = new float[Surfels.CAPACITY];
    private final float[] oz = new float[Surfels.CAPACITY];
    private final float[] dx = new float[Surfels.CAPACITY];
    private final float[] dy = new float[Surfels.CAPACITY];
    private final float[] dz = new float[Surfels.CAPACITY];
    private final float[] reach = new float[Surfels.CAPACITY];
    private final int[] which = new int[Surfels.CAPACITY];
    private final boolean[] blocked = new boolean[Surfels.CAPACITY];
    private final int[] strongest = new int[Surfels.CAPACITY];
    private final float[] most = new float[Surfels.CAPACITY];
    private float reachShare = 1;
    private final float[] best = new float[6];
    private final float[] own = new float[6];

    LampLight(World world, Shot shot, RayCaster around) {
        this.world = world;
        this.shot = shot;
        this.around = around;
    }

    /** Turns to another strip of the picture. */
    void take(Shot strip, RayCaster itsWorld) {
        shot = strip;
        around = itsWorld;
    }

    /**
     * Fills lamp light and highlights of every entry.
     *
     * @param nearby the entries lie close together; where they are scattered, far lamps are left out
     */
    void fall(Surfels s, boolean nearby) {
        clear(s);
        reachShare = nearby ? 1 : SCATTERED_REACH;
        int lamps = shot.lamps().count() == 0 || !matters() ? 0 : cull(s);
        if (lamps == 0) {
            return;
        }
        java.util.Arrays.fill(most, 0, s.count, 0);
        for (int k = 0; k < lamps; k++) {
            shine(s, near[k]);
        }
        int n = 0;
        for (int i = 0; i < s.count; i++) {
            if (most[i] > WORTH_A_SHADOW) {
                aim(s, i, strongest[i], n);
                which[n++] = i;
            }
        }
        around.occludedAny(ox, oy, oz, dx, dy, dz, 0, n, 0, reach, blocked);
        for (int k = 0; k < n; k++) {
            if (blocked[k]) {
                takeAway(s, which[k]);
            }
        }
    }

    /** In daylight lamps shine, but light nothing that one could see. */
    private boolean matters() {
        return world.look().dark() || world.sky().groundLight(-1, 1) < 0.6f;
    }

    private static void clear(Surfels s) {
        java.util.Arrays.fill(s.lampRed, 0, s.count, 0);
        java.util.Arrays.fill(s.lampGreen, 0, s.count, 0);
        java.util.Arrays.fill(s.lampBlue, 0, s.count, 0);
        java.util.Arrays.fill(s.shineRed, 0, s.count, 0);
        java.util.Arrays.fill(s.shineGreen, 0, s.count, 0);
        java.util.Arrays.fill(s.shineBlue, 0, s.count, 0);
    }

    private int cull(Surfels s) {
        java.util.Arrays.fill(min, Float.POSITIVE_INFINITY);
        java.util.Arrays.fill(max, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i)) {
                min[0] = Math.min(min[0], s.x[i]);
                min[1] = Math.min(min[1], s.y[i]);
                min[2] = Math.min(min[2], s.z[i]);
                max[0] = Math.max(max[0], s.x[i]);
                max[1] = Math.max(max[1], s.y[i]);
                max[2] = Math.max(max[2], s.z[i]);
            }
        }
        return min[0] > max[0] ? 0 : shot.lamps().near(min, max, reachShare, near);
    }

    /** Adds one lamp to every entry that it may reach; remembers each entry's strongest. */
    private void shine(Surfels s, int lamp) {
        float lx = shot.lamps().x(lamp);
        float ly = shot.lamps().y(lamp);
        float lz = shot.lamps().z(lamp);
        float far = reachShare * shot.lamps().reach(lamp);
        for (int i = 0; i < s.count; i++) {
            float x = lx - s.x[i];
            float y = ly - s.y[i];
            float z = lz - s.z[i];
            float square = x * x + y * y + z * z;
            float facing = x * s.nx[i] + y * s.ny[i] + z * s.nz[i];
            boolean reached = square < far * far && (facing > 0 || s.translucency[i] > 0) && !s.isSky(i);
            if (reached) {
                float light = evaluate(s, i, lamp, own);
                if (light > 0) {
                    add(s, i, own, 1);
                    if (light > most[i]) {
                        most[i] = light;
                        strongest[i] = lamp;
                    }
                }
            }
        }
    }

    private static void add(Surfels s, int i, float[] light, float sign) {
        s.lampRed[i] += sign * light[0];
        s.lampGreen[i] += sign * light[1];
        s.lampBlue[i] += sign * light[2];
        s.shineRed[i] += sign * light[3];
        s.shineGreen[i] += sign * light[4];
        s.shineBlue[i] += sign * light[5];
    }

    /** Irradiance (three) and highlight (three) of one lamp into {@code out}; returns the irradiance's green. */
    private float evaluate(Surfels s, int i, int lamp, float[] out) {
        Lamps lamps = shot.lamps();
        float x = lamps.x(lamp) - s.x[i];
        float y = lamps.y(lamp) - s.y[i];
        float z = lamps.z(lamp) - s.z[i];
        float square = x * x + y * y + z * z;
        float far = reachShare * lamps.reach(lamp);
        float facing = x * s.nx[i] + y * s.ny[i] + z * s.nz[i];
        if (square >= far * far || facing <= 0 && s.translucency[i] == 0) {
            return 0;
        }
        float inverse = 1 / Elementary.sqrt(Math.max(square, 1e-4f));
        x *= inverse;
        y *= inverse;
        z *= inverse;
        float cos = facing * inverse;
        cos = cos < 0 ? -cos * s.translucency[i] : cos;
        float share = cos <= 0 ? 0 : lamps.shareOn(lamp, -x, -y, -z, square);
        if (share <= 0) {
            return 0;
        }
        float irradiance = cos * share * lamps.window(lamp, square, reachShare) / Math.max(square, 0.16f);
        if (irradiance * lamps.intensity(lamp, 1) < (s.gloss[i] > 0 ? FAINTEST : 4 * FAINTEST)) {
            return 0;
        }
        if (world.look().extinction() > 0) {
            irradiance *= world.look().transmission(Elementary.sqrt(square));
        }
        float shine = s.gloss[i] > 0 ? irradiance * Math.min(Microfacets.lobe(s, i, x, y, z), 30) : 0;
        if (lamps.isBeam(lamp) && Lighting.returnsLight(s, i)) {
            float back = -(x * s.dx[i] + y * s.dy[i] + z * s.dz[i]);
            irradiance *= 1 + 25 * Elementary.smoothstep(0.993f, 0.9995f, back);
        }
        for (int c = 0; c < 3; c++) {
            out[c] = irradiance * lamps.intensity(lamp, c);
            out[3 + c] = shine * lamps.intensity(lamp, c);
        }
        return out[1] + 0.3f * out[4];
    }

    private void aim(Surfels s, int i, int lamp, int k) {
        float off = 2e-3f + 2e-5f * s.range[i];
        ox[k] = s.x[i] + off * s.gx[i];
        oy[k] = s.y[i] + off * s.gy[i];
        oz[k] = s.z[i] + off * s.gz[i];
        float x = shot.lamps().x(lamp) - ox[k];
        float y = shot.lamps().y(lamp) - oy[k];
        float z = shot.lamps().z(lamp) - oz[k];
        float length = Math.max(Elementary.sqrt(x * x + y * y + z * z), 1e-4f);
        dx[k] = x / length;
        dy[k] = y / length;
        dz[k] = z / length;
        reach[k] = Math.max(0, length - OWN_HOUSING);
    }

    private void takeAway(Surfels s, int i) {
        evaluate(s, i, strongest[i], best);
        add(s, i, best, -1);
        s.lampRed[i] = Math.max(0, s.lampRed[i]);
        s.lampGreen[i] = Math.max(0, s.lampGreen[i]);
        s.lampBlue[i] = Math.max(0, s.lampBlue[i]);
        s.shineRed[i] = Math.max(0, s.shineRed[i]);
        s.shineGreen[i] = Math.max(0, s.shineGreen[i]);
        s.shineBlue[i] = Math.max(0, s.shineBlue[i]);
    }
}
