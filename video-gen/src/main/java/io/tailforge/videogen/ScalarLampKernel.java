package io.tailforge.videogen;

/** One surfel after the other. */
final class ScalarLampKernel implements LampKernel {
    private static final float PI = 3.14159265f;

    @Override
    public void fall(LampBatch batch, Surfels s, LampRay lamp) {
        float inverseReach = lamp.inverseReach() * batch.reachScale;
        for (int i = 0; i < batch.count; i++) {
            float x = lamp.x() - s.x[i];
            float y = lamp.y() - s.y[i];
            float z = lamp.z() - s.z[i];
            float square = Math.max(x * x + y * y + z * z, 1e-4f);
            float distance = Elementary.sqrt(square);
            float inverse = 1 / distance;
            x *= inverse;
            y *= inverse;
            z *= inverse;
            float cos = x * s.nx[i] + y * s.ny[i] + z * s.nz[i];
            float axis = -(x * lamp.axisX() + y * lamp.axisY() + z * lamp.axisZ());
            float share = lamp.beam()
                    ? Lamps.dipped(lamp.axisX(), lamp.axisY(), lamp.axisZ(), axis, -x, -y, -z, Lamps.strayShare(square))
                    : Lamps.cone(lamp.coneScale(), lamp.coneOffset(), axis);
            share *= Lamps.window(square * inverseReach) * passed(batch.sixteenth * distance);
            if (lamp.beam() && batch.returning) {
                float back = -(x * s.dx[i] + y * s.dy[i] + z * s.dz[i]);
                share *= 1 + 25 * (batch.returns[i] * Elementary.smoothstep(0.993f, 0.9995f, back));
            }
            batch.lx[i] = x;
            batch.ly[i] = y;
            batch.lz[i] = z;
            batch.light[i] = Math.max(cos, -cos * s.translucency[i]) * share / Math.max(square, NEAREST_SQUARE);
        }
    }

    /** e to the -16 x as (1 + x + x^2/2 + ...) to the -16, above the truth by 1 % where it is 1e-4. */
    private static float passed(float x) {
        float root = 1 / (1 + x * (1 + x * (0.5f + x * (0.16666667f + x * 0.041666667f))));
        root *= root;
        root *= root;
        root *= root;
        return root * root;
    }

    @Override
    public void mirror(LampBatch batch, Surfels s) {
        for (int i = 0; i < batch.count; i++) {
            float lx = batch.lx[i];
            float ly = batch.ly[i];
            float lz = batch.lz[i];
            float hx = lx - s.dx[i];
            float hy = ly - s.dy[i];
            float hz = lz - s.dz[i];
            float norm = 1 / Elementary.sqrt(Math.max(hx * hx + hy * hy + hz * hz, 1e-12f));
            float nh = Math.max((hx * s.nx[i] + hy * s.ny[i] + hz * s.nz[i]) * norm, 0);
            float lh = Math.max((hx * lx + hy * ly + hz * lz) * norm, 0);
            float nl = Math.max(lx * s.nx[i] + ly * s.ny[i] + lz * s.nz[i], 0);
            float base = nh * nh * (batch.spread[i] - 1) + 1;
            float k = batch.soft[i];
            float below = PI * base * base * Math.max((nl * (1 - k) + k) * batch.seen[i], 1e-3f);
            float m = Math.max(1 - lh, 0);
            float gloss = s.gloss[i];
            float fresnel = gloss + (1 - gloss) * (m * m * (m * m) * m);
            float lobe = Math.min(0.25f * batch.spread[i] * fresnel / below, BRIGHTEST_LOBE);
            batch.shine[i] = gloss > 0 ? batch.light[i] * lobe : 0;
        }
    }

    @Override
    public void collect(LampBatch batch, Surfels s, LampRay lamp, int number) {
        for (int i = 0; i < batch.count; i++) {
            float light = batch.light[i];
            float shine = batch.shine[i];
            s.lampRed[i] += lamp.red() * light;
            s.lampGreen[i] += lamp.green() * light;
            s.lampBlue[i] += lamp.blue() * light;
            s.shineRed[i] += lamp.red() * shine;
            s.shineGreen[i] += lamp.green() * shine;
            s.shineBlue[i] += lamp.blue() * shine;
            float strength = lamp.green() * (light + 0.3f * shine);
            if (strength > batch.most[i]) {
                batch.most[i] = strength;
                batch.strongest[i] = number;
                batch.bestLight[i] = light;
                batch.bestShine[i] = shine;
            }
        }
    }
}
