package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.variation.Region;
import io.tailforge.world.build.Street;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.Strip;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Surface;
import io.tailforge.world.trace.WorldBvh;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds on our own and on other people's maps: what is driven on is road, whole, and nothing that we made up stands on it. */
class WorldOnMapsTest {
    private static final Set<Material> ROAD =
            EnumSet.of(Material.ASPHALT, Material.PAINT_WHITE, Material.PAINT_YELLOW, Material.CROSSING_PAINT);

    /** Kerbs, rails and posts may stand on a lane where the map has them there. */
    private static final Set<Material> MAPPED = EnumSet.of(
            Material.KERB_STONE, Material.BARRIER, Material.POLE_METAL, Material.SIGN_FACE, Material.SIGN_BACK);

    private static final int MOST_PLACES = 5000;
    private static final double SEEN = 150;
    private static final double FROM_ABOVE = 2.5;
    private static final double LEVEL = 0.06;

    private record Looked(List<Vec3> places, Hits hits, List<Material> materials, List<Boolean> backs) {}

    @ParameterizedTest
    @ValueSource(strings = {"urban-junction.xodr", "motorway.xodr", "left-hand-street.xodr"})
    void theRoadOfOurOwnLayoutsIsWholeAndFree(String layout) {
        World world = World.on(Repository.ROOT.resolve("examples/layouts").resolve(layout), 2);
        Looked lanes = world.lookDown(world.onLanes());
        for (int i = 0; i < lanes.places().size(); i++) {
            assertThat(lanes.materials().get(i)).as("%s", lanes.places().get(i)).isIn(ROAD);
            assertThat(lanes.hits().t[i]).isBetween((float) (FROM_ABOVE - 0.02), (float) (FROM_ABOVE + 0.02));
        }
        world.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carla-via-scenic/Town02.xodr",
                "esmini/e6mini-lht.xodr",
                "esmini/velodrome.xodr",
                "lanelet2-karlsruhe/mapping_example.osm",
                "autoware-kashiwanoha/lanelet2_map.osm",
                "av2-pittsburgh",
                "rds-hq-clip"
            })
    void nothingOfOursStandsOnTheRoadOfARealMap(String map) {
        World world = World.on(Repository.assumeMap(map), 3);
        Looked lanes = world.lookDown(world.onLanes());
        int sound = 0;
        for (int i = 0; i < lanes.places().size(); i++) {
            Material material = lanes.materials().get(i);
            boolean mapped = MAPPED.contains(material) && lanes.hits().t[i] < FROM_ABOVE - LEVEL;
            assertThat(ROAD.contains(material) || mapped)
                    .as("%s at %s", material, lanes.places().get(i))
                    .isTrue();
            assertThat(lanes.hits().t[i])
                    .as("a hole at %s", lanes.places().get(i))
                    .isLessThan((float) FROM_ABOVE + 0.1f);
            sound += ROAD.contains(material) ? 1 : 0;
        }
        assertThat(lanes.places().size()).isGreaterThan(1000);
        assertThat(sound).isGreaterThan(lanes.places().size() * 99 / 100);
        world.assertClosed();
    }

    private record World(HdMap map, Vec3 eye, SceneMesh mesh, RayCaster caster) {
        static World on(Path file, int part) {
            HdMap map = Layouts.read(file).map();
            List<Lane> lanes = map.listElements(Lane.class).stream()
                    .filter(lane -> lane.kind() == LaneKind.DRIVING)
                    .toList();
            Lane lane = lanes.get(lanes.size() / part);
            Vec3 here = lane.left()
                    .points()
                    .get(lane.left().size() / 2)
                    .lerp(lane.right().points().get(lane.right().size() / 2), 0.5);
            EgoTrajectory ego =
                    new EgoTrajectory(List.of(new TimedPose(0, Pose.ofYaw(here.x(), here.y(), here.z(), 0))));
            Region region =
                    new Region("any", map.drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
            Street.Key key = new Street.Key("map", "here", region, Extent.around(ego, 0, SEEN + 20));
            SceneMesh mesh = Street.of(key, map).with(List.of(), ego);
            RayCaster caster = new RayCaster(WorldBvh.of(mesh).at(0));
            return new World(map, here.minus(mesh.origin()), mesh, caster);
        }

        /** Places on all lanes in sight, mesh frame. */
        List<Vec3> onLanes() {
            List<Vec3> places = new ArrayList<>();
            for (Lane lane : map.listElements(Lane.class)) {
                if (lane.kind() != LaneKind.OTHER
                        && lane.left().size() > 1
                        && lane.right().size() > 1) {
                    Strip strip =
                            Strip.between(lane.left().points(), lane.right().points());
                    for (int i = 1; i < strip.size(); i++) {
                        addPlaces(strip, i, places);
                    }
                }
            }
            int step = 1 + places.size() / MOST_PLACES;
            return IntStream.iterate(0, i -> i < places.size(), i -> i + step)
                    .mapToObj(places::get)
                    .toList();
        }

        private void addPlaces(Strip strip, int i, List<Vec3> places) {
            for (double across : new double[] {0.02, 0.26, 0.5, 0.74, 0.98}) {
                for (double along : new double[] {0.2, 0.7}) {
                    Vec3 p = strip.across(i - 1, across)
                            .lerp(strip.across(i, across), along)
                            .minus(mesh.origin());
                    if (p.horizontalDistanceTo(eye) < SEEN) {
                        places.add(p);
                    }
                }
            }
        }

        Looked lookDown(List<Vec3> places) {
            List<Vec3> from =
                    places.stream().map(p -> p.plus(new Vec3(0, 0, FROM_ABOVE))).toList();
            return look(places, from, from.stream().map(p -> new Vec3(0, 0, -1)).toList());
        }

        private Looked look(List<Vec3> places, List<Vec3> from, List<Vec3> along) {
            int n = from.size();
            float[][] o = columns(from);
            float[][] d = columns(along);
            Hits hits = new Hits(n);
            caster.castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, n, 0, 5000, hits);
            Surface surface = new Surface();
            List<Material> materials = new ArrayList<>();
            List<Boolean> backs = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                assertThat(hits.isHit(i)).as("the ground below %s", from.get(i)).isTrue();
                surface.locate(caster.snapshot(), hits, i, o[0][i], o[1][i], o[2][i], d[0][i], d[1][i], d[2][i]);
                materials.add(surface.material());
                backs.add(surface.isBackFace() && surface.instance() == Hits.GROUND);
            }
            return new Looked(places, hits, materials, backs);
        }

        private static float[][] columns(List<Vec3> vectors) {
            float[][] columns = new float[3][vectors.size()];
            for (int i = 0; i < vectors.size(); i++) {
                columns[0][i] = (float) vectors.get(i).x();
                columns[1][i] = (float) vectors.get(i).y();
                columns[2][i] = (float) vectors.get(i).z();
            }
            return columns;
        }

        /** A sweep below the horizon always ends on something, and never on the underside of road, kerb, walk or land. */
        void assertClosed() {
            List<Vec3> from = new ArrayList<>();
            List<Vec3> along = new ArrayList<>();
            for (int azimuth = 0; azimuth < 360; azimuth++) {
                double a = Math.PI * azimuth / 180;
                for (double down : new double[] {0.03, 0.05, 0.08, 0.13, 0.2, 0.35}) {
                    from.add(eye.plus(new Vec3(0, 0, 1.9)));
                    along.add(new Vec3(Math.cos(a), Math.sin(a), -down).normalized());
                }
            }
            Looked seen = look(from, from, along);
            Set<Material> lies =
                    EnumSet.of(Material.ASPHALT, Material.PAVING, Material.KERB_STONE, Material.GRASS, Material.SOIL);
            for (int i = 0; i < from.size(); i++) {
                assertThat(seen.backs().get(i) && lies.contains(seen.materials().get(i)))
                        .as("the underside of %s along %s", seen.materials().get(i), along.get(i))
                        .isFalse();
            }
        }
    }
}
