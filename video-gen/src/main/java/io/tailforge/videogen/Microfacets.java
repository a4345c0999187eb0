package io.tailforge.videogen;

/** The highlight of a rough layer (GGX) and Schlick's Fresnel term. */
final class Microfacets {
    private Microfacets() {}

    /**
     * Reflected radiance per unit of irradiance that falls on entry i from a direction (unit, towards the light); nothing so
     * far from the mirrored direction that it would be lost in the surface's own colour.
     */
    static float lobe(Surfels s, int i, float lx, float ly, float lz) {
        float hx = lx - s.dx[i];
        float hy = ly - s.dy[i];
        float hz = lz - s.dz[i];
        float alpha = Math.max(s.roughness[i] * s.roughness[i], 0.003f);
        float square = alpha * alpha;
        float length = Math.max(hx * hx + hy * hy + hz * hz, 1e-12f);
        float towards = hx * s.nx[i] + hy * s.ny[i] + hz * s.nz[i];
        if (towards <= 0 || towards * towards < (1 - 1.6f * alpha) * length) {
            return 0;
        }
        float norm = 1 / Elementary.sqrt(length);
        float nh = towards * norm;
        float lh = Math.max(0, (hx * lx + hy * ly + hz * lz) * norm);
        float nl = Math.max(0, lx * s.nx[i] + ly * s.ny[i] + lz * s.nz[i]);
        float nv = Math.max(0.02f, -(s.dx[i] * s.nx[i] + s.dy[i] * s.ny[i] + s.dz[i] * s.nz[i]));
        float base = nh * nh * (square - 1) + 1;
        float spread = square / (3.14159265f * base * base);
        float k = 0.5f * alpha;
        float shadowing = 1 / Math.max((nl * (1 - k) + k) * (nv * (1 - k) + k), 1e-3f);
        return 0.25f * spread * shadowing * fresnel(s.gloss[i], lh);
    }

    /** Share of a rough mirror that is not hidden behind its own grain, seen at an angle (Smith, Schlick's fit). */
    static float unhidden(float roughness, float cos) {
        float k = 0.5f * roughness * roughness;
        float seen = Math.max(0.004f, cos);
        return seen / (seen * (1 - k) + k);
    }

    static float fresnel(float normal, float cos) {
        float m = 1 - Elementary.clamp01(cos);
        float square = m * m;
        return normal + (1 - normal) * square * square * m;
    }
}
