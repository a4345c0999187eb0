package io.tailforge.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RayCasterTest {
    private static final TriangleMesh BOX = Shapes.box(2, 1, 1, Material.CAR_PAINT, 0x808080);

    @Test
    void aRayFindsTheTriangleThatExhaustiveSearchFinds() {
        SplittableRandom random = new SplittableRandom(7);
        TriangleMesh soup = Shapes.soup(random, 1500);
        RayCaster caster = new RayCaster(WorldBvh.of(Shapes.scene(soup)).at(0));
        int rays = 500;
        float[][] d = Shapes.directions(random, rays);
        Hits hits = new Hits(rays);
        caster.castFromOrigin(0.1f, -0.2f, 0.3f, d[0], d[1], d[2], 0, rays, 0, 100, hits);
        int found = 0;
        for (int i = 0; i < rays; i++) {
            double expected = Shapes.nearest(soup, new Vec3(0.1f, -0.2f, 0.3f), new Vec3(d[0][i], d[1][i], d[2][i]));
            if (Double.isInfinite(expected)) {
                assertThat(hits.isHit(i)).isFalse();
            } else {
                found++;
                assertThat((double) hits.t[i]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-4));
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void aMovingCarIsHitWhereItIsAtThatTime() {
        Motion driving = t -> t > 5_000_000 ? Optional.empty() : Optional.of(Pose.ofYaw(10 + t * 1e-6, 0, 0, 0));
        Instance car = new Instance(ShapeCycle.rigid(BOX), driving, 3, SemanticClass.CAR, 0xFF0000);
        WorldBvh world = WorldBvh.of(
                new SceneMesh(Vec3.ZERO, Shapes.soup(new SplittableRandom(1), 0), List.of(car), List.of(), -1));
        assertThat(along(world.at(0))).isEqualTo(9f);
        assertThat(along(world.at(2_000_000))).isEqualTo(11f);
        assertThat(along(world.at(6_000_000))).isInfinite();
        assertThat(world.at(6_000_000).isPresent(0)).isFalse();
    }

    @Test
    void theSurfaceOfAnActorTellsItsColourClassAndNumber() {
        Instance car = new Instance(
                ShapeCycle.rigid(BOX), Motion.still(Pose.ofYaw(10, 0, 0, Math.PI / 2)), 3, SemanticClass.BUS, 0xFF0000);
        Snapshot snapshot = WorldBvh.of(
                        new SceneMesh(Vec3.ZERO, Shapes.soup(new SplittableRandom(1), 0), List.of(car), List.of(), -1))
                .at(0);
        Hits hits = new Hits(1);
        new RayCaster(snapshot).castFromOrigin(0, 0, 0, new float[] {1}, new float[1], new float[1], 0, 1, 0, 50, hits);
        Surface surface = new Surface();
        surface.locate(snapshot, hits, 0, 0, 0, 0, 1, 0, 0);
        assertThat(surface.x()).isCloseTo(9.5f, org.assertj.core.data.Offset.offset(1e-5f));
        assertThat(surface.normalX()).isCloseTo(-1f, org.assertj.core.data.Offset.offset(1e-6f));
        assertThat(surface.actor()).isEqualTo(3);
        assertThat(surface.semantic()).isEqualTo(SemanticClass.BUS);
        assertThat(surface.tint()).isEqualTo(0x800000);
        assertThat(snapshot.worldFromMesh(0, surface.meshX(), surface.meshY(), surface.meshZ())
                        .x())
                .isCloseTo(9.5, org.assertj.core.data.Offset.offset(1e-5));
    }

    @Test
    void sensorsDoNotSeeTheEgoVehicleButShadowsDo() {
        Instance ego = new Instance(
                ShapeCycle.rigid(BOX), Motion.still(Pose.ofYaw(10, 0, 0, 0)), 0, SemanticClass.CAR, 0xFFFFFF);
        WorldBvh world = WorldBvh.of(
                new SceneMesh(Vec3.ZERO, Shapes.soup(new SplittableRandom(1), 0), List.of(ego), List.of(), 0));
        assertThat(along(world.at(0))).isInfinite();
        assertThat(along(world.withEgoAt(0))).isEqualTo(9f);
    }

    @Test
    void raysAlongTheAxesThroughCornersGiveNumbers() {
        Snapshot snapshot = WorldBvh.of(Shapes.scene(Shapes.box(2, 2, 2, Material.FACADE, 0xFFFFFF)))
                .at(0);
        float[] dx = {1, 0, 0, -1, 0, -0f};
        float[] dy = {0, 1, 0, 0, -1, -0f};
        float[] dz = {0, 0, 1, -0f, 0, -1};
        Hits hits = new Hits(6);
        new RayCaster(snapshot).castFromOrigin(0, 0, 0, dx, dy, dz, 0, 6, 0, 50, hits);
        assertThat(hits.t).containsOnly(1f);
    }

    @Test
    void aWallBlocksTheSunAndALampBehindItButNotALampBeforeIt() {
        MeshBuilder wall = new MeshBuilder();
        wall.quad(
                wall.vertex(5, -5, -5),
                wall.vertex(5, 5, -5),
                wall.vertex(5, 5, 5),
                wall.vertex(5, -5, 5),
                Material.CONCRETE,
                0xFFFFFF);
        RayCaster caster = new RayCaster(WorldBvh.of(Shapes.scene(wall.build())).at(0));
        float[] ox = {0, 0, 6};
        float[] zero = new float[3];
        boolean[] blocked = new boolean[3];
        caster.occludedAlong(1, 0, 0, ox, zero, zero, 0, 3, 0.01f, 1000, blocked);
        assertThat(blocked).containsExactly(true, true, false);
        float[] dx = {1, 1, 1};
        caster.occludedAny(ox, zero, zero, dx, zero, zero, 0, 3, 0.01f, new float[] {4, 6, 10}, blocked);
        assertThat(blocked).containsExactly(false, true, false);
    }

    private static float along(Snapshot snapshot) {
        Hits hits = new Hits(1);
        new RayCaster(snapshot).castFromOrigin(0, 0, 0, new float[] {1}, new float[1], new float[1], 0, 1, 0, 50, hits);
        return hits.t[0];
    }
}
