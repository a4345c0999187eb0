package io.tailforge.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KernelAgreementTest {
    private static final int RAYS = 20_003;

    @Test
    void packetsAndSingleRaysHitTheSameTrianglesAtTheSameDistance() {
        Snapshot snapshot = crowd();
        float[][] d = mixedRays();
        Hits single = new Hits(RAYS);
        Hits packets = new Hits(RAYS);
        new RayCaster(snapshot, new ScalarKernel())
                .castFromOrigin(0.5f, 0.2f, 0.1f, d[0], d[1], d[2], 0, RAYS, 0, 80, single);
        new RayCaster(snapshot, new VectorKernel())
                .castFromOrigin(0.5f, 0.2f, 0.1f, d[0], d[1], d[2], 0, RAYS, 0, 80, packets);
        assertSame(packets, single);
        assertThat(Arrays.stream(single.instance).distinct().count()).isGreaterThan(10);
        assertThat(Arrays.stream(single.instance).filter(i -> i == Hits.GROUND).count())
                .isGreaterThan(1000);
    }

    @Test
    void raysWithOriginsOfTheirOwnHitWhatRaysFromOneOriginHit() {
        Snapshot snapshot = crowd();
        float[][] d = mixedRays();
        float[][] o = new float[3][RAYS];
        Arrays.fill(o[0], 0.5f);
        Arrays.fill(o[1], 0.2f);
        Arrays.fill(o[2], 0.1f);
        Hits shared = new Hits(RAYS);
        Hits own = new Hits(RAYS);
        Hits ownScalar = new Hits(RAYS);
        RayCaster caster = new RayCaster(snapshot, new VectorKernel());
        caster.castFromOrigin(0.5f, 0.2f, 0.1f, d[0], d[1], d[2], 0, RAYS, 0.3f, 80, shared);
        caster.castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0.3f, 80, own);
        new RayCaster(snapshot, new ScalarKernel())
                .castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0.3f, 80, ownScalar);
        assertSame(own, shared);
        assertSame(ownScalar, shared);
    }

    @Test
    void aGridOfRaysHitsWhatTheSameRaysHitInAnyOrder() {
        Snapshot snapshot = crowd();
        int rows = 101;
        int columns = 307;
        float[][] d = new float[3][rows * columns + 5];
        for (int i = 0; i < d[0].length; i++) {
            double azimuth = 2 * Math.PI * (i / rows) / columns;
            double elevation = -1.2 + 2.4 * (i % rows) / rows;
            Shapes.aim(
                    d,
                    i,
                    new Vec3(
                            Math.cos(elevation) * Math.cos(azimuth),
                            Math.cos(elevation) * Math.sin(azimuth),
                            Math.sin(elevation)));
        }
        Hits expected = new Hits(d[0].length);
        new RayCaster(snapshot, new ScalarKernel())
                .castFromOrigin(0.5f, 0.2f, 0.1f, d[0], d[1], d[2], 5, rows * columns, 0.1f, 60, expected);
        for (Kernel kernel : new Kernel[] {new ScalarKernel(), new VectorKernel()}) {
            Hits grid = new Hits(d[0].length);
            new RayCaster(snapshot, kernel)
                    .castGridFromOrigin(0.5f, 0.2f, 0.1f, d[0], d[1], d[2], 5, rows, columns, 0.1f, 60, grid);
            assertSame(grid, expected);
        }
        assertThat(Arrays.stream(expected.instance).distinct().count()).isGreaterThan(10);
    }

    @Test
    void whatIsBlockedIsWhatIsHitWithinReach() {
        Snapshot snapshot = crowd();
        float[][] d = mixedRays();
        float[][] o = Shapes.directions(new SplittableRandom(4), RAYS);
        Hits hits = new Hits(RAYS);
        new RayCaster(snapshot, new ScalarKernel())
                .castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0.01f, 9, hits);
        float[] reach = new float[RAYS];
        Arrays.fill(reach, 9);
        boolean[] blocked = new boolean[RAYS];
        new RayCaster(snapshot, new VectorKernel())
                .occludedAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0.01f, reach, blocked);
        for (int i = 0; i < RAYS; i++) {
            assertThat(blocked[i]).as("ray %d", i).isEqualTo(hits.isHit(i));
        }
    }

    @Test
    void oneDirectionForAllIsBlockedAsForEach() {
        Snapshot snapshot = crowd();
        SplittableRandom random = new SplittableRandom(12);
        float[][] o = Shapes.directions(random, RAYS);
        for (int i = 0; i < RAYS; i++) {
            for (float[] axis : o) {
                axis[i] *= 12;
            }
        }
        float[][] d = new float[3][RAYS];
        Shapes.aim(d, 0, new Vec3(0.3, -0.2, 0.9));
        for (float[] axis : d) {
            Arrays.fill(axis, axis[0]);
        }
        Hits hits = new Hits(RAYS);
        new RayCaster(snapshot, new ScalarKernel())
                .castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, RAYS, 0.01f, 500, hits);
        boolean[] blocked = new boolean[RAYS];
        new RayCaster(snapshot, new VectorKernel())
                .occludedAlong(d[0][0], d[1][0], d[2][0], o[0], o[1], o[2], 0, RAYS, 0.01f, 500, blocked);
        int found = 0;
        for (int i = 0; i < RAYS; i++) {
            assertThat(blocked[i]).as("ray %d", i).isEqualTo(hits.isHit(i));
            found += blocked[i] ? 1 : 0;
        }
        assertThat(found).isBetween(RAYS / 20, RAYS - RAYS / 20);
    }

    private static void assertSame(Hits actual, Hits expected) {
        assertThat(actual.instance).isEqualTo(expected.instance);
        assertThat(actual.triangle).isEqualTo(expected.triangle);
        assertThat(actual.t).isEqualTo(expected.t);
    }

    /** Half of them aimed nowhere, half along planes of the axes, in clusters. */
    private static float[][] mixedRays() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] d = Shapes.directions(random, RAYS);
        for (int i = 0; i < RAYS; i += 2) {
            double azimuth = (i / 64) * 0.05;
            Shapes.aim(d, i, new Vec3(Math.cos(azimuth), Math.sin(azimuth), (i % 64) * 0.01 - 0.3));
        }
        Shapes.aim(d, 0, new Vec3(1, 0, 0));
        Shapes.aim(d, 1, new Vec3(0, 0, -1));
        return d;
    }

    private static Snapshot crowd() {
        SplittableRandom random = new SplittableRandom(9);
        TriangleMesh car = Shapes.box(2, 1, 1, Material.CAR_PAINT, 0xFFFFFF);
        TriangleMesh bush = Shapes.closedSurface(random, 6, 9);
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Pose pose = new Pose(
                    new Vec3(random.nextDouble(-40, 40), random.nextDouble(-40, 40), random.nextDouble(-6, 6)),
                    Quaternion.ofRollPitchYaw(random.nextDouble(), random.nextDouble(), random.nextDouble(6)));
            TriangleMesh mesh = i % 8 == 7 ? bush : car;
            instances.add(new Instance(ShapeCycle.rigid(mesh), Motion.still(pose), i + 1, SemanticClass.CAR, 0xFFFFFF));
        }
        return WorldBvh.of(new SceneMesh(Vec3.ZERO, Shapes.soup(random, 600), instances, List.of(), -1))
                .at(0);
    }
}
