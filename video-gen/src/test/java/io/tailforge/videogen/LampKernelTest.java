package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.world.mesh.Material;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LampKernelTest {
    private static final Material[] MATERIALS = {Material.ASPHALT, Material.SIGN_FACE, Material.FOLIAGE};

    @Test
    void vectorsGiveTheSameLightAsOneSurfelAfterTheOtherBitForBit() {
        for (int round = 0; round < 20; round++) {
            float extinction = round % 2 == 0 ? 0 : 0.03f;
            int count = round < 10 ? Surfels.CAPACITY : 100 + round;
            Surfels slow = surfels(round, count);
            Surfels fast = surfels(round, count);
            LampBatch slowBatch = new LampBatch();
            LampBatch fastBatch = new LampBatch();
            shine(new ScalarLampKernel(), slow, slowBatch, extinction, round);
            shine(new VectorLampKernel(), fast, fastBatch, extinction, round);
            assertThat(first(fast.lampRed, count)).isEqualTo(first(slow.lampRed, count));
            assertThat(first(fast.lampBlue, count)).isEqualTo(first(slow.lampBlue, count));
            assertThat(first(fast.shineGreen, count)).isEqualTo(first(slow.shineGreen, count));
            assertThat(Arrays.copyOf(fastBatch.strongest, count)).isEqualTo(Arrays.copyOf(slowBatch.strongest, count));
            assertThat(first(fastBatch.bestShine, count)).isEqualTo(first(slowBatch.bestShine, count));
            assertThat(Arrays.stream(slowBatch.strongest).distinct().count()).isGreaterThan(2);
        }
    }

    private static float[] first(float[] all, int count) {
        return Arrays.copyOf(all, count);
    }

    private static void shine(LampKernel kernel, Surfels s, LampBatch batch, float extinction, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        batch.prepare(s, extinction, seed % 3 == 0 ? 0.5f : 1);
        for (int lamp = 0; lamp < 12; lamp++) {
            float scale = 1 + lamp % 3;
            LampRay ray = new LampRay(
                    real(random, -20, 20),
                    real(random, -20, 20),
                    real(random, 0, 8),
                    lamp % 2 == 0 ? 0.6f : 0,
                    lamp % 2 == 0 ? 0.8f : 0,
                    lamp % 2 == 0 ? 0 : -1,
                    lamp % 2 == 0,
                    scale,
                    -0.2f,
                    1e-3f,
                    1,
                    0.8f,
                    0.6f);
            kernel.fall(batch, s, ray);
            kernel.mirror(batch, s);
            kernel.collect(batch, s, ray, lamp);
        }
    }

    private static Surfels surfels(int seed, int count) {
        SplittableRandom random = new SplittableRandom(100 + seed);
        Surfels s = new Surfels();
        s.count = count;
        for (int i = 0; i < count; i++) {
            s.range[i] = i % 17 == 3 ? Float.POSITIVE_INFINITY : 10;
            s.x[i] = real(random, -10, 10);
            s.y[i] = real(random, -10, 10);
            s.z[i] = real(random, 0, 3);
            unit(random, s.nx, s.ny, s.nz, i);
            unit(random, s.dx, s.dy, s.dz, i);
            Material material = MATERIALS[i % MATERIALS.length];
            s.material[i] = (byte) material.ordinal();
            s.translucency[i] = material == Material.FOLIAGE ? 0.45f : 0;
            s.gloss[i] = i % 2 == 0 ? 0.04f : 0;
            s.roughness[i] = real(random, 0, 1);
        }
        return s;
    }

    private static void unit(SplittableRandom random, float[] x, float[] y, float[] z, int i) {
        float a = real(random, -1, 1);
        float b = real(random, -1, 1);
        float c = real(random, 0.1f, 1);
        float norm = 1 / Elementary.sqrt(a * a + b * b + c * c);
        x[i] = a * norm;
        y[i] = b * norm;
        z[i] = c * norm;
    }

    private static float real(SplittableRandom random, float from, float to) {
        return from + (to - from) * random.nextFloat();
    }
}
