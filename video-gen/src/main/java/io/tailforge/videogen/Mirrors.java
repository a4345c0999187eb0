package io.tailforge.videogen;

import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;

/** One mirror image: adds to glossy surfels what they reflect. One per thread. */
final class Mirrors {
    private static final float FAINTEST = 0.012f;
    private static final float FAR = 300;

    /** Perceptual roughness that blurs away what single pixels mirror. */
    private static final float ROUGH = 0.15f;

    private final World world;
    private Shot shot;
    private final RayCaster around;
    private final Lighting lighting;
    private final SurfaceReader reader = new SurfaceReader();
    private final Surfels images = new Surfels();
    private final Hits hits = new Hits(Surfels.CAPACITY);
    private final float[] ox = new float[Surfels.CAPACITY];
    private final float[] oy = new float[Surfels.CAPACITY];
    private final float[] oz = new float[Surfels.CAPACITY];
    private final float[] strength = new float[Surfels.CAPACITY];
    private final int[] slot = new int[Surfels.CAPACITY];
    private final int[] which = new int[Surfels.CAPACITY];

    Mirrors(World world, Shot shot, Lighting lighting) {
        this.world = world;
        this.shot = shot;
        this.lighting = lighting;
        around = new RayCaster(shot.around());
    }

    /** Turns to another strip of the picture, as its lighting has. */
    void take(Shot strip) {
        shot = strip;
        around.turnTo(strip.around());
    }

    /** Adds to the radiance of every entry that is already shaded. */
    void reflect(Surfels s) {
        for (int i = 0; i < s.count; i++) {
            strength[i] = s.isSky(i) || s.mirror[i] <= 0 ? 0 : strength(s, i);
        }
        int n = 0;
        for (int i = 0; i < s.count; i++) {
            slot[i] = -1;
            if (strength[i] > FAINTEST && !borrows(s, i)) {
                aim(s, i, n);
                slot[i] = n;
                which[n++] = i;
            }
        }
        if (n > 0) {
            images.count = n;
            look(s);
            for (int i = 0; i < s.count; i++) {
                if (strength[i] > FAINTEST) {
                    add(s, i);
                }
            }
        }
    }

    /**
     * Rough layers blur what they mirror: there every other pixel, as on a chess board, shows what the ones beside and below
     * (or above) it in its 4 x 4 block mirror.
     */
    private boolean borrows(Surfels s, int i) {
        boolean odd = ((i ^ i >> 2) & 1) == 1;
        return odd && isRough(s, i) && (lends(s, i, i ^ 1) || lends(s, i, i ^ 4));
    }

    private boolean lends(Surfels s, int to, int from) {
        return strength[from] > FAINTEST && isRough(s, from) && s.instance[from] == s.instance[to];
    }

    private static boolean isRough(Surfels s, int i) {
        return s.roughness[i] > ROUGH;
    }

    private static float strength(Surfels s, int i) {
        float cos = -(s.dx[i] * s.nx[i] + s.dy[i] * s.ny[i] + s.dz[i] * s.nz[i]);
        return s.mirror[i] * Microfacets.unhidden(s.roughness[i], cos) * Microfacets.fresnel(s.gloss[i], cos);
    }

    private void aim(Surfels s, int i, int k) {
        float twice = 2 * (s.dx[i] * s.nx[i] + s.dy[i] * s.ny[i] + s.dz[i] * s.nz[i]);
        float x = s.dx[i] - twice * s.nx[i];
        float y = s.dy[i] - twice * s.ny[i];
        float z = s.dz[i] - twice * s.nz[i];
        float into = x * s.gx[i] + y * s.gy[i] + z * s.gz[i];
        if (into < 0.002f) {
            x += (0.002f - into) * s.gx[i];
            y += (0.002f - into) * s.gy[i];
            z += (0.002f - into) * s.gz[i];
        }
        float norm = 1 / Elementary.sqrt(x * x + y * y + z * z);
        images.dx[k] = x * norm;
        images.dy[k] = y * norm;
        images.dz[k] = z * norm;
        float off = 3e-3f + 3e-5f * s.range[i];
        ox[k] = s.x[i] + off * s.gx[i];
        oy[k] = s.y[i] + off * s.gy[i];
        oz[k] = s.z[i] + off * s.gz[i];
    }

    private void look(Surfels s) {
        Surfels m = images;
        around.castAny(ox, oy, oz, m.dx, m.dy, m.dz, 0, m.count, 0, FAR, hits);
        for (int k = 0; k < m.count; k++) {
            reader.read(shot, shot.middle(), m, k, ox[k], oy[k], oz[k], hits.t[k], hits.triangle[k], hits.instance[k]);
            m.footprint[k] = s.footprint[which[k]] + 2 * shot.rays().pixelAngle * Math.min(m.range[k], FAR);
        }
        lighting.light(m, false);
        lighting.veil(m);
    }

    private void add(Surfels s, int i) {
        int own = slot[i];
        if (own >= 0) {
            add(s, i, own, own);
            return;
        }
        int beside = lends(s, i, i ^ 1) ? slot[i ^ 1] : slot[i ^ 4];
        int below = lends(s, i, i ^ 4) ? slot[i ^ 4] : beside;
        add(s, i, beside, below);
    }

    /** Mirrors the mean of two images. */
    private void add(Surfels s, int i, int a, int b) {
        float left = 1 - strength[i];
        float part = 0.5f * strength[i];
        s.outRed[i] = s.outRed[i] * left + part * (images.outRed[a] + images.outRed[b]);
        s.outGreen[i] = s.outGreen[i] * left + part * (images.outGreen[a] + images.outGreen[b]);
        s.outBlue[i] = s.outBlue[i] * left + part * (images.outBlue[a] + images.outBlue[b]);
    }

    /** Whether mirror images are wanted at all. */
    boolean isOn() {
        return world.preset().reflections();
    }
}
