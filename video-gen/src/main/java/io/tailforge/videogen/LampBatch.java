package io.tailforge.videogen;

import java.util.Arrays;

/** Scratch for lamps on one batch of surfels; entries beyond {@code count} hold anything. One per thread. */
final class LampBatch {
    int count;
    /** Some entry has a layer that mirrors. */
    boolean glossy;
    /** Some entry sends beams back to where they came from. */
    boolean returning;
    /** One over the squared share of lamps' reach that counts. */
    float reachScale;
    /** A sixteenth of the air's extinction, 1/m. */
    float sixteenth;

    /** 1 where a beam is sent back. */
    final float[] returns = new float[Surfels.CAPACITY];

    /** Squared alpha of each layer, and Smith's terms for the eye. */
    final float[] spread = new float[Surfels.CAPACITY];

    final float[] soft = new float[Surfels.CAPACITY];
    final float[] seen = new float[Surfels.CAPACITY];

    /** Towards the lamp at hand, unit. */
    final float[] lx = new float[Surfels.CAPACITY];

    final float[] ly = new float[Surfels.CAPACITY];
    final float[] lz = new float[Surfels.CAPACITY];

    /** What it gives per unit of intensity: irradiance and mirrored radiance. */
    final float[] light = new float[Surfels.CAPACITY];

    final float[] shine = new float[Surfels.CAPACITY];

    /** Each entry's strongest lamp, its strength and what it gives. */
    final int[] strongest = new int[Surfels.CAPACITY];

    final float[] most = new float[Surfels.CAPACITY];
    final float[] bestLight = new float[Surfels.CAPACITY];
    final float[] bestShine = new float[Surfels.CAPACITY];

    /** Begins a batch: forgets lamps, looks at the surfaces. @param extinction 1/m @param reachShare of lamps' reach */
    void prepare(Surfels s, float extinction, float reachShare) {
        count = s.count;
        reachScale = 1 / (reachShare * reachShare);
        sixteenth = extinction / 16;
        glossy = false;
        returning = false;
        Arrays.fill(most, 0, count, 0);
        Arrays.fill(shine, 0, count, 0);
        for (int i = 0; i < count; i++) {
            boolean back = !s.isSky(i) && Lighting.returnsLight(s, i);
            returns[i] = back ? 1 : 0;
            returning |= back;
            glossy |= !s.isSky(i) && s.gloss[i] > 0;
        }
        if (glossy) {
            layer(s);
        }
    }

    private void layer(Surfels s) {
        for (int i = 0; i < count; i++) {
            float alpha = Math.max(s.roughness[i] * s.roughness[i], 0.003f);
            float cos = Math.max(0.02f, -(s.dx[i] * s.nx[i] + s.dy[i] * s.ny[i] + s.dz[i] * s.nz[i]));
            float k = 0.5f * alpha;
            spread[i] = alpha * alpha;
            soft[i] = k;
            seen[i] = cos * (1 - k) + k;
        }
    }
}
