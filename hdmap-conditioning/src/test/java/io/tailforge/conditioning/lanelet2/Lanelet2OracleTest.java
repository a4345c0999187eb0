package io.tailforge.conditioning.lanelet2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.oracle.LineDistance;
import io.tailforge.conditioning.oracle.PythonOracle;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.MapElement.Lane;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real maps against lanelet2 itself. */
class Lanelet2OracleTest {
    private static final double TOLERANCE = 0.001;

    /**
     * @param passable lanelets that cars may pass, {@code following} links between them
     * @param metres of centre line of the roads (subtype road), as counted with lanelet2 1.2.3 beforehand
     */
    record Known(String map, int lanelets, int passable, int following, double metres, DrivingSide side) {}

    static Stream<Known> maps() {
        return Stream.of(
                new Known("lanelet2-karlsruhe/mapping_example.osm", 371, 328, 317, 3875.026, DrivingSide.RIGHT),
                new Known("autoware-kashiwanoha/lanelet2_map.osm", 81, 77, 93, 1656.476, DrivingSide.LEFT));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void lanesBoundsAndLinksAreThoseOfLanelet2(Known known) throws Exception {
        Path file = SharedMaps.require(known.map());
        Lanelet2Reader reader = new Lanelet2Reader();
        LayoutReading reading = reader.read(file);
        GeoReference origin = reading.map().geoReference().orElseThrow();
        List<JsonView> answer = PythonOracle.ask(
                "TAILFORGE_TEST_LANELET2",
                "lanelet2_lanes.py",
                file.toString(),
                Double.toString(origin.latitude()),
                Double.toString(origin.longitude()));
        Map<String, SourceLane> ours = new HashMap<>();
        reader.listLanes(file).forEach(lane -> ours.put(lane.id(), lane));
        Map<String, Lane> lanes = new HashMap<>();
        reading.map().listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));

        List<JsonView> theirs = answer.subList(0, answer.size() - 1);
        assertThat(ours).hasSize(theirs.size()).hasSize(known.lanelets());
        assertThat(reading.map().drivingSide()).isEqualTo(known.side());
        int passable = 0;
        int following = 0;
        double length = 0;
        double ownLength = 0;
        for (JsonView lanelet : theirs) {
            String id = lanelet.field("id").asString();
            SourceLane lane = Objects.requireNonNull(ours.get(id), id);
            compareBounds(lanelet, lane);
            if (lanelet.field("passable").asBoolean()) {
                passable++;
                following += lane.successors().size();
                length += lane.type().equals("road")
                        ? lanelet.field("centre_length").asDouble()
                        : 0;
                ownLength += lane.type().equals("road") ? centreLength(lane) : 0;
                compareLinks(lanelet, lane);
                assertThat(Objects.requireNonNull(lanes.get(id)).speedLimit().orElseThrow())
                        .isCloseTo(lanelet.field("speed_limit").asDouble(), within(1e-6));
            }
        }
        assertThat(length).isCloseTo(known.metres(), within(0.001));
        assertThat(passable).isEqualTo(known.passable());
        assertThat(following).isEqualTo(known.following());
        // The rails are the same points; Lanelet2 pairs them otherwise where a lane is bent.
        assertThat(ownLength).isCloseTo(length, within(length / 500));
        comparePoint(origin, answer.getLast());
    }

    /** Of the line through the middles of the shortest rungs between the rails' vertices, seen from above. */
    private static double centreLength(SourceLane lane) {
        Polyline3 left = lane.left();
        Polyline3 right = lane.right();
        double length = 0;
        int i = 0;
        int j = 0;
        Vec3 before = left.first().lerp(right.first(), 0.5);
        while (i < left.size() - 1 || j < right.size() - 1) {
            boolean onLeft = j == right.size() - 1
                    || i < left.size() - 1
                            && left.point(i + 1).horizontalDistanceTo(right.point(j))
                                    <= left.point(i).horizontalDistanceTo(right.point(j + 1));
            i += onLeft ? 1 : 0;
            j += onLeft ? 0 : 1;
            Vec3 point = left.point(i).lerp(right.point(j), 0.5);
            length += point.horizontalDistanceTo(before);
            before = point;
        }
        return length;
    }

    private static void compareBounds(JsonView lanelet, SourceLane lane) {
        Polyline3 left = GeometryJson.readPolyline(lanelet.field("left"));
        Polyline3 right = GeometryJson.readPolyline(lanelet.field("right"));
        assertThat(LineDistance.hausdorff(left, lane.left())).as(lane.id()).isLessThan(TOLERANCE);
        assertThat(LineDistance.hausdorff(right, lane.right())).as(lane.id()).isLessThan(TOLERANCE);
        // The same way round.
        assertThat(near(left.first(), lane.left().first())).as(lane.id()).isTrue();
        assertThat(near(right.last(), lane.right().last())).as(lane.id()).isTrue();
    }

    private static boolean near(Vec3 a, Vec3 b) {
        return a.distanceTo(b) < TOLERANCE;
    }

    private static void compareLinks(JsonView lanelet, SourceLane lane) {
        assertThat(lane.successors())
                .as("after " + lane.id())
                .containsExactlyInAnyOrderElementsOf(lanelet.field("successors").asStrings());
        assertThat(lane.leftNeighbour()).as("left of " + lane.id()).isEqualTo(id(lanelet, "left_neighbour"));
        assertThat(lane.rightNeighbour()).as("right of " + lane.id()).isEqualTo(id(lanelet, "right_neighbour"));
    }

    private static Optional<String> id(JsonView lanelet, String key) {
        return lanelet.find(key).map(JsonView::asString);
    }

    private static void comparePoint(GeoReference origin, JsonView summary) {
        double[] theirs = summary.field("projected").asDoubles(2);
        double[] own = MapProjection.of(origin).toLocal(origin.latitude() + 0.004, origin.longitude() - 0.006);
        assertThat(Math.hypot(own[0] - theirs[0], own[1] - theirs[1])).isLessThan(1e-3);
    }
}
