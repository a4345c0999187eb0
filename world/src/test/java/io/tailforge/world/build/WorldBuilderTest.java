package io.tailforge.world.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldBuilderTest {
    private static final Weather RAIN = new Weather(1, 20, 0, 500, 1, 0);
    private static final Scene SCENE = Streets.scene(Streets.oneOfEach(), 1, Weather.CLEAR);
    private static final SceneMesh TOWN = WorldBuilder.build(SCENE, Streets.town(DrivingSide.RIGHT));

    private static final Probe PROBE = new Probe(TOWN);

    @Test
    void everyActorStaysInsideItsLabelBoxAndFillsIt() {
        for (int i = 0; i < SCENE.actors().size(); i++) {
            ActorTrack track = SCENE.actors().get(i);
            Instance instance = TOWN.instances().get(i);
            assertThat(instance.actor()).isEqualTo(i + 1);
            Vec3 size = track.states().getFirst().size();
            double[] reach = new double[3];
            for (TriangleMesh shape : instance.parts().shapes()) {
                for (int k = 0; k < shape.positions().length; k++) {
                    reach[k % 3] = Math.max(reach[k % 3], Math.abs(shape.positions()[k]));
                }
            }
            assertThat(reach[0]).as(track.id() + " length").isBetween(size.x() / 2 - 0.03, size.x() / 2);
            assertThat(reach[1]).as(track.id() + " width").isBetween(size.y() / 2 - 0.03, size.y() / 2);
            assertThat(reach[2]).as(track.id() + " height").isBetween(size.z() / 2 - 0.03, size.z() / 2);
        }
    }

    @Test
    void anActorsBodyMovesWithItsBox() {
        Cuboid box = SCENE.actors().getFirst().findAt(450_000).orElseThrow().box();
        Vec3 body = TOWN.instances()
                .getFirst()
                .motion()
                .findAt(450_000)
                .orElseThrow()
                .translation();
        assertThat(body.plus(TOWN.origin()).distanceTo(box.worldFromCuboid().translation()))
                .isLessThan(1e-9);
    }

    @Test
    void variationsOfASceneShareTheStreet() {
        SceneMesh rainy =
                WorldBuilder.build(Streets.scene(Streets.oneOfEach(), 99, RAIN), Streets.town(DrivingSide.RIGHT));
        assertThat(hash(rainy)).isEqualTo(hash(TOWN));
    }

    @Test
    void nothingStandsOnTheLanes() {
        for (double x = -100; x < 150; x += 1.3) {
            for (double y = -6.7; y < 6.8; y += 0.45) {
                List<Double> heights = PROBE.heightsAbove(x, y);
                double road = x * Streets.SLOPE;
                assertThat(heights).as("over %s, %s", x, y).noneMatch(z -> z > road + 0.1 && z < road + 2.5);
                assertThat(heights).as("under %s, %s", x, y).anyMatch(z -> Math.abs(z - road) < 0.02);
            }
        }
    }

    @Test
    void theTopmostSurfaceOfALaneIsAsphaltOrPaint() {
        for (double x = -100; x < 150; x += 0.7) {
            for (double y : new double[] {-5.25, -1.75, 1.75, 5.25}) {
                assertThat(PROBE.materialAt(x, y, x * Streets.SLOPE + 0.5))
                        .isIn(Material.ASPHALT, Material.PAINT_WHITE, Material.PAINT_YELLOW, Material.CROSSING_PAINT);
            }
        }
    }

    private static List<Integer> hash(SceneMesh mesh) {
        List<Integer> shapes = mesh.instances().stream()
                .flatMap(instance -> instance.parts().shapes().stream())
                .map(shape -> Arrays.hashCode(shape.positions()) * 31 + Arrays.hashCode(shape.tints()))
                .toList();
        TriangleMesh ground = mesh.ground();
        return List.of(
                Arrays.hashCode(ground.positions()),
                Arrays.hashCode(ground.indices()),
                Arrays.hashCode(ground.tints()),
                Arrays.hashCode(ground.materials()),
                shapes.hashCode());
    }
}
