package io.tailforge.conditioning.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.oracle.OtherReader.Answer;
import io.tailforge.conditioning.oracle.OtherReader.OtherLane;
import io.tailforge.scene.geometry.Vec3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every lane of real OpenDRIVE files against pyxodr, and against a plain numeric integration of our own in Python, which
 * also says who is right where pyxodr differs.
 */
class OpenDriveOracleTest {
    private static final String PYTHON = "TAILFORGE_TEST_PYXODR";
    /** Metres in plan. */
    private static final double CLOSE = 0.02;

    private static Map<String, SourceLane> lanes(Path map) {
        Map<String, SourceLane> lanes = new LinkedHashMap<>();
        Layouts.listLanes(map).forEach(lane -> lanes.put(lane.id(), lane));
        return lanes;
    }

    /** Both edges of a lane, matched by the nearer pairing. */
    private static double distance(SourceLane ours, OtherLane theirs) {
        boolean leftIsOuter =
                Hausdorff.between(ours.left(), theirs.outer()) <= Hausdorff.between(ours.right(), theirs.outer());
        return Math.max(
                Hausdorff.between(leftIsOuter ? ours.left() : ours.right(), theirs.outer()),
                Hausdorff.between(leftIsOuter ? ours.right() : ours.left(), theirs.inner()));
    }

    /**
     * @param pyxodrElsewhere lanes that pyxodr puts elsewhere: it knows no roll (velodrome)
     * @param pyxodrUnlinked lanes for which it has no successor: it knows no direct junctions (soderleden)
     */
    @ParameterizedTest
    @CsvSource({
        "esmini/fabriksgatan_traffic_lights.xodr, 44, 0, 0",
        "esmini/e6mini-lht.xodr, 14, 0, 0",
        "esmini/multi_intersections.xodr, 242, 0, 0",
        "esmini/velodrome.xodr, 3, 3, 0",
        "esmini/soderleden.xodr, 33, 0, 7",
        "esmini/tunnels.xodr, 14, 0, 0",
        "carla-via-scenic/Town02.xodr, 216, 0, 0"
    })
    void everyLaneIsWhereOthersPutItAndGoesOnWhereTheySay(
            String file, int count, int pyxodrElsewhere, int pyxodrUnlinked) throws IOException, InterruptedException {
        Path map = SharedMaps.require(file);
        Map<String, SourceLane> ours = lanes(map);
        Answer integrated = OtherReader.ask(PYTHON, "xodr_integration.py", map);
        Answer pyxodr = OtherReader.ask(PYTHON, "pyxodr_lanes.py", map);
        assertThat(ours).hasSize(count);
        assertThat(integrated.lanes().keySet()).isEqualTo(ours.keySet());
        assertThat(pyxodr.lanes().keySet()).isEqualTo(ours.keySet());
        ours.forEach((id, lane) ->
                assertThat(distance(lane, integrated.lane(id))).as(id).isLessThan(CLOSE));
        assertThat(ours.values().stream().filter(lane -> distance(lane, pyxodr.lane(lane.id())) >= CLOSE))
                .hasSize(pyxodrElsewhere);
        ours.forEach((id, lane) ->
                assertThat(integrated.lane(id).successors()).as(id).contains(new TreeSet<>(lane.successors())));
        ours.forEach((id, lane) ->
                assertThat(integrated.lane(id).neighbours()).as(id).contains(neighbours(lane)));
        assertThat(ours.values().stream().filter(lane -> differs(lane, pyxodr.lane(lane.id()))))
                .hasSize(pyxodrUnlinked)
                .allMatch(lane ->
                        pyxodr.lane(lane.id()).successors().orElseThrow().isEmpty());
        requireRoadEnds(ours, integrated, pyxodr);
    }

    private static Set<String> neighbours(SourceLane lane) {
        Set<String> found = new TreeSet<>();
        lane.leftNeighbour().ifPresent(id -> found.add("left:" + id));
        lane.rightNeighbour().ifPresent(id -> found.add("right:" + id));
        lane.oncomingNeighbour().ifPresent(id -> found.add("oncoming:" + id));
        return found;
    }

    private static boolean differs(SourceLane ours, OtherLane theirs) {
        return theirs.successors()
                .filter(next -> !next.equals(new TreeSet<>(ours.successors())))
                .isPresent();
    }

    /** Where lanes begin on the reference line itself, its end is that of their inner edge. */
    private static void requireRoadEnds(Map<String, SourceLane> ours, Answer integrated, Answer pyxodr) {
        int compared = 0;
        for (OtherLane lane : integrated.lanes().values()) {
            Vec3 place = pyxodr.endOfRoadOf(lane);
            if (lane.id().matches(".*\\.-?1") && lane.inner().last().distanceTo(place) < 0.005) {
                SourceLane own = Objects.requireNonNull(ours.get(lane.id()));
                assertThat(Stream.of(own.left(), own.right())
                                .flatMap(edge -> Stream.of(edge.first(), edge.last()))
                                .mapToDouble(place::distanceTo)
                                .min()
                                .orElseThrow())
                        .as(lane.id())
                        .isLessThan(0.001);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }
}
