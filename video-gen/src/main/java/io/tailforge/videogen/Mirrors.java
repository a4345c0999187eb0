package io.tailforge.videogen;

import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;

/** One mirror image: adds to glossy surfels what they reflect. One per thread. */
final class Mirrors {
    private static final float FAINTEST = 0.012f;
    private static final float FAR = 300;

    private final World world;
    private Shot shot;
    private RayCaster around;
    private final Lighting lighting;
    private final SurfaceReader reader = new SurfaceReader();
    private final Surfels images = new Surfels();
    private final Hits hits = new Hits(Surfels.CAPACITY);
    private final float[] ox = new float[Surfels.CAPACITY];
    private final float[] oy = new float[Surfels.CAPACITY];
    private final float[] oz = new float[Surfels.CAPACITY];
    private final float[] share = new float[Surfels.CAPACITY];
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
        around = new RayCaster(strip.around());
    }

    /** Adds to the radiance of every entry that is already shaded. */
    void reflect(Surfels s) {
        int n = 0;
        for (int i = 0; i < s.count; i++) {
            float strength = s.isSky(i) || s.mirror[i] <= 0 ? 0 : strength(s, i);
            if (strength > FAINTEST) {
                aim(s, i, n);
                share[n] = strength;
                which[n++] = i;
            }
        }
        if (n > 0) {
            images.count = n;
            look(s);
            for (int k = 0; k < n; k++) {
                add(s, which[k], k);
            }
        }
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

    private void add(Surfels s, int i, int k) {
        float part = share[k];
        s.outRed[i] = s.outRed[i] * (1 - part) + part * images.outRed[k];
        s.outGreen[i] = s.outGreen[i] * (1 - part) + part * images.outGreen[k];
        s.outBlue[i] = s.outBlue[i] * (1 - part) + part * images.outBlue[k];
    }

    /** Whether mirror images are wanted at all. */
    boolean isOn() {
        return world.preset().reflections();
    }
}
