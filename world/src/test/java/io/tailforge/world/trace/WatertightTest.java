package io.tailforge.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatertightTest {
    private static final int RAYS = 200_000;

    @Test
    void noRayLeavesAClosedSurfaceBetweenItsTriangles() {
        SplittableRandom random = new SplittableRandom(11);
        TriangleMesh surface = Shapes.closedSurface(random, 60, 100);
        RayCaster caster = new RayCaster(WorldBvh.of(Shapes.scene(surface)).at(0));
        Vec3 origin = new Vec3(1.37f, -2.1f, 0.77f);
        float[][] d = aimedAtEdgesAndCorners(random, surface, origin);
        Hits hits = new Hits(RAYS);
        caster.castFromOrigin(
                (float) origin.x(), (float) origin.y(), (float) origin.z(), d[0], d[1], d[2], 0, RAYS, 0, 100, hits);
        assertThat(leaks(hits)).isZero();
    }

    @Test
    void noRayOfItsOwnOriginLeavesAClosedSurface() {
        SplittableRandom random = new SplittableRandom(12);
        TriangleMesh surface = Shapes.closedSurface(random, 60, 100);
        RayCaster caster = new RayCaster(WorldBvh.of(Shapes.scene(surface)).at(0));
        Vec3 origin = new Vec3(-0.4f, 0.9f, 3.1f);
        float[][] d = aimedAtEdgesAndCorners(random, surface, origin);
        float[][] o = new float[3][RAYS];
        for (int i = 0; i < RAYS; i++) {
            o[0][i] = (float) origin.x();
            o[1][i] = (float) origin.y();
            o[2][i] = (float) origin.z();
        }
        Hits hits = new Hits(RAYS);
        caster.castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0, 100, hits);
        assertThat(leaks(hits)).isZero();
    }

    private static int leaks(Hits hits) {
        int leaks = 0;
        for (int i = 0; i < RAYS; i++) {
            leaks += hits.isHit(i) ? 0 : 1;
        }
        return leaks;
    }

    /** Neighbouring rays at neighbouring triangles, so that they travel as tiles. */
    private static float[][] aimedAtEdgesAndCorners(SplittableRandom random, TriangleMesh surface, Vec3 origin) {
        float[][] d = new float[3][RAYS];
        for (int i = 0; i < RAYS; i++) {
            int triangle = (int) ((long) i * surface.triangleCount() / RAYS);
            Vec3 a = Shapes.corner(surface, triangle, 0);
            Vec3 b = Shapes.corner(surface, triangle, 1 + random.nextInt(2));
            double along = i % 3 == 0 ? 0 : random.nextDouble();
            Shapes.aim(d, i, a.lerp(b, along).minus(origin));
        }
        return d;
    }
}
