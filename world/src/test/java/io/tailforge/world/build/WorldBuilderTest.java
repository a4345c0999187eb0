package io.tailforge.world.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
    void nothingThatStandsForeverIsLabelledAsAnActor() {
        Set<SemanticClass> classes = EnumSet.noneOf(SemanticClass.class);
        for (int triangle = 0; triangle < TOWN.ground().triangleCount(); triangle++) {
            classes.add(TOWN.ground().material(triangle).semantic());
        }
        assertThat(classes)
                .contains(SemanticClass.BUILDING, SemanticClass.ROAD)
                .doesNotContain(SemanticClass.CAR, SemanticClass.PERSON, SemanticClass.DYNAMIC);
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

    @Test
    void housesKeepOffTheWalkways() {
        for (double x = -100; x < 150; x += 0.9) {
            for (double y : new double[] {-9.8, -8.5, -7.4, 7.4, 8.5, 9.8}) {
                double road = x * Streets.SLOPE;
                assertThat(PROBE.materialsBetween(x, y, road + 0.2, road + 2.4))
                        .as("over the walkway at %s, %s", x, y)
                        .doesNotContain(Material.FACADE, Material.BRICK, Material.WINDOW, Material.ROOF);
            }
        }
        assertThat(TOWN.ground().materials()).contains((byte) Material.WINDOW.ordinal());
    }

    @Test
    void walkwaysHaveNoHolesBesideTheRoad() {
        for (double x = -100; x < 150; x += 0.7) {
            for (double y : new double[] {-9.9, -8.5, -7.1, 7.1, 8.5, 9.9}) {
                double road = x * Streets.SLOPE;
                assertThat(PROBE.heightsAbove(x, y))
                        .as("the walkway at %s, %s", x, y)
                        .anyMatch(z -> z > road + 0.1 && z < road + 0.14);
            }
        }
    }

    @Test
    void bodiesShowTheirOutside() {
        for (int i = 0; i < SCENE.actors().size(); i++) {
            for (TriangleMesh shape : TOWN.instances().get(i).parts().shapes()) {
                assertThat(volume(shape)).as(SCENE.actors().get(i).id()).isPositive();
            }
        }
    }

    private static double volume(TriangleMesh mesh) {
        double sum = 0;
        for (int t = 0; t < mesh.triangleCount(); t++) {
            sum += corner(mesh, 3 * t).dot(corner(mesh, 3 * t + 1).cross(corner(mesh, 3 * t + 2)));
        }
        return sum;
    }

    private static Vec3 corner(TriangleMesh mesh, int i) {
        int v = 3 * mesh.indices()[i];
        return new Vec3(mesh.positions()[v], mesh.positions()[v + 1], mesh.positions()[v + 2]);
    }

    @Test
    void aTrafficLightHasThreeLensesThatKnowItsName() {
        List<Light> lenses = TOWN.lights().stream()
                .filter(light -> light.kind() == Light.Kind.SIGNAL)
                .toList();
        assertThat(lenses).hasSize(3).allMatch(light -> light.lightId().equals("signal"));
        assertThat(lenses.get(0).red()).isGreaterThan(lenses.get(0).green());
        assertThat(lenses.get(2).green()).isGreaterThan(lenses.get(2).red());
        assertThat(lenses).allMatch(light -> light.direction().x() < -0.99);
        assertThat(lenses.get(0).position().z())
                .isGreaterThan(lenses.get(2).position().z());
    }

    @Test
    void movingCarsCarryHeadlightsAndTheEgoHasABodyThatIsNoActor() {
        int car = 0;
        assertThat(TOWN.lights())
                .filteredOn(light -> light.carrier() == car && light.kind() == Light.Kind.HEADLIGHT)
                .hasSize(2)
                .allMatch(light -> light.position().x() > 0);
        Instance ego = TOWN.instances().get(TOWN.egoVehicle());
        assertThat(ego.actor()).isZero();
        assertThat(TOWN.egoVehicle()).isEqualTo(SCENE.actors().size());
    }

    @Test
    void aWalkerChangesShapeWithTheDistanceWalked() {
        int walker = ActorClass.PEDESTRIAN.ordinal();
        Instance person = TOWN.instances().get(walker);
        double walked = person.motion().walkedAt(1_000_000);
        assertThat(walked).isCloseTo(1.4, within(0.01));
        assertThat(person.parts().shapes()).hasSize(12);
        assertThat(person.parts().shapeAt(walked)).isNotEqualTo(person.parts().shapeAt(walked - 0.3));
    }

    @Test
    void feetStayOnTheGroundThroughoutAStep() {
        for (ActorClass kind : List.of(ActorClass.PEDESTRIAN, ActorClass.CHILD)) {
            for (TriangleMesh shape :
                    TOWN.instances().get(kind.ordinal()).parts().shapes()) {
                assertThat(lowest(shape))
                        .as(kind.name())
                        .isCloseTo(-Streets.size(kind).z() / 2, within(0.03));
            }
        }
    }

    private static double lowest(TriangleMesh mesh) {
        double low = Double.MAX_VALUE;
        for (int i = 2; i < mesh.positions().length; i += 3) {
            low = Math.min(low, mesh.positions()[i]);
        }
        return low;
    }

    @Test
    void theWheelsOfMovingVehiclesTurnWithTheWayAndParkedOnesStand() {
        for (ActorClass kind : List.of(ActorClass.CAR, ActorClass.BUS, ActorClass.TRUCK, ActorClass.MOTORCYCLE)) {
            ShapeCycle cycle = TOWN.instances().get(kind.ordinal()).parts();
            assertThat(cycle.shapes()).as(kind.name()).hasSize(4);
            assertThat(cycle.shapeAt(0)).isNotEqualTo(cycle.shapeAt(cycle.strideMetres() * 0.3));
            assertThat(cycle.strideMetres()).as("from spoke to spoke").isBetween(0.25, 0.7);
        }
        ActorTrack parked = Streets.actor("parked", ActorClass.CAR, 20, -5, Streets.size(ActorClass.CAR), 0);
        SceneMesh scene = Street.of(Street.Key.of(SCENE), Streets.country()).with(List.of(parked), SCENE.ego());
        assertThat(scene.instances().getFirst().parts().shapes()).hasSize(1);
    }

    @Test
    void nothingWeMadeUpStandsInAParkedCarAndTheRestOfTheStreetStays() {
        SceneMesh empty =
                WorldBuilder.build(Streets.scene(List.of(), 1, Weather.CLEAR), Streets.town(DrivingSide.RIGHT));
        Vec3 tree = standing(empty).stream()
                .filter(at -> Math.abs(at.y()) < 10 && Math.abs(at.x()) < 80)
                .findFirst()
                .orElseThrow();
        ActorTrack car = Streets.actor("parked", ActorClass.CAR, tree.x() + 1, tree.y(), new Vec3(4.5, 1.9, 1.5), 0);
        List<Vec3> left = standing(
                WorldBuilder.build(Streets.scene(List.of(car), 1, Weather.CLEAR), Streets.town(DrivingSide.RIGHT)));
        assertThat(left).doesNotContain(tree);
        assertThat(standing(empty))
                .filteredOn(at -> Math.abs(at.x() - tree.x() - 1) > 4 || Math.abs(at.y() - tree.y()) > 3)
                .allMatch(left::contains);
    }

    @Test
    void aStreetIsSharedByScenesWithOtherActorsWeatherAndSeed() {
        Scene other = Streets.scene(Streets.oneOfEach().subList(0, 3), 7, RAIN);
        Street street = Street.of(Street.Key.of(SCENE), Streets.town(DrivingSide.RIGHT));
        assertThat(Street.Key.of(other)).isEqualTo(street.key());
        SceneMesh shared = street.with(other.actors(), other.ego());
        assertThat(shared.ground())
                .isSameAs(street.with(SCENE.actors(), SCENE.ego()).ground());
        assertThat(hash(shared)).isEqualTo(hash(WorldBuilder.build(other, Streets.town(DrivingSide.RIGHT))));
        assertThat(hash(street.with(SCENE.actors(), SCENE.ego()))).isEqualTo(hash(TOWN));
    }

    private static List<Vec3> standing(SceneMesh mesh) {
        return mesh.instances().subList(mesh.egoVehicle() + 1, mesh.instances().size()).stream()
                .map(instance ->
                        instance.motion().findAt(0).orElseThrow().translation().plus(mesh.origin()))
                .toList();
    }

    @Test
    void leftHandTrafficBuildsTheSameRoad() {
        SceneMesh left = WorldBuilder.build(SCENE, Streets.town(DrivingSide.LEFT));
        Probe probe = new Probe(left);
        for (double y : new double[] {-5.25, -1.75, 1.75, 5.25}) {
            assertThat(probe.materialAt(33, y, 33 * Streets.SLOPE + 0.5)).isEqualTo(Material.ASPHALT);
        }
    }

    @Test
    void aRoadWithNothingBesideItHasGrassAndTrees() {
        SceneMesh country = WorldBuilder.build(Streets.scene(List.of(), 1, Weather.CLEAR), Streets.country());
        Probe probe = new Probe(country);
        assertThat(probe.materialAt(30, 12, 3)).isEqualTo(Material.GRASS);
        assertThat(country.instances())
                .anyMatch(instance -> instance.parts().shapes().getFirst().material(0) == Material.BARK);
        assertThat(country.ground().materials()).doesNotContain((byte) Material.WINDOW.ordinal());
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
