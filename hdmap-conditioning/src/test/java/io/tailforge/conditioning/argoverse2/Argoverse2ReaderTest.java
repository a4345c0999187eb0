package io.tailforge.conditioning.argoverse2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Argoverse2ReaderTest {
    @TempDir
    Path folder;

    private static Lane lane(LayoutReading reading, String id) {
        return reading.map().listElements(Lane.class).stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private LayoutReading whole() throws IOException {
        return Layouts.read(Archive.write(folder, Archive.whole()));
    }

    @Test
    void neighboursThatRunTheOtherWayAreOncoming() throws IOException {
        LayoutReading reading = whole();
        assertThat(lane(reading, "1").leftNeighbour()).isEmpty();
        assertThat(lane(reading, "1").oncomingNeighbour()).contains("3");
        assertThat(lane(reading, "3").oncomingNeighbour()).contains("1");
        assertThat(lane(reading, "1").rightNeighbour()).contains("4");
        assertThat(lane(reading, "4").leftNeighbour()).contains("1");
    }

    @Test
    void linksThatLeadOutOfTheMapEndThereAndAreCounted() throws IOException {
        LayoutReading reading = whole();
        assertThat(lane(reading, "1").successors()).containsExactly("2");
        assertThat(lane(reading, "2").predecessors()).containsExactly("1");
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("MAP-DANGLING-LINK");
    }

    @Test
    void aCommonEdgeIsOneLineAndDoubleMarksAreNamedFromTheLaneOutwards() throws IOException {
        List<LaneLine> lines = whole().map().listElements(LaneLine.class);
        assertThat(lines).extracting(LaneLine::id).containsExactly("line:1:left", "line:1:right", "line:3:right");
        assertThat(lines)
                .extracting(LaneLine::style)
                .containsExactly(LineStyle.DASHED_SOLID, LineStyle.SOLID_SINGLE, LineStyle.LONG_DASHED_SINGLE);
        assertThat(lines)
                .extracting(LaneLine::colour)
                .containsExactly(LineColour.YELLOW, LineColour.WHITE, LineColour.WHITE);
    }

    @Test
    void theEndsWhereLanesLeaveTheAreaAreNoRoadEdges() throws IOException {
        List<RoadBoundary> edges = whole().map().listElements(RoadBoundary.class);
        assertThat(edges).hasSize(2).allSatisfy(edge -> {
            assertThat(edge.line().length()).isCloseTo(40, within(1e-9));
            assertThat(edge.line().first().y()).isEqualTo(edge.line().last().y());
        });
    }

    @Test
    void theSidesOfACrossingMakeARingThatDoesNotCrossItself() throws IOException {
        Crosswalk crossing = whole().map().listElements(Crosswalk.class).getFirst();
        assertThat(crossing.area().toArray()).containsExactly(25, -3, 1.5, 25, 3, 1.5, 28, 3, 1.5, 28, -3, 1.5);
    }

    @Test
    void everyProblemIsTold() throws IOException {
        String twice = Archive.whole()
                .replace("\"lane_type\":\"BUS\"", "\"lane_type\":5")
                .replace("40.0", "4e10");
        Path file = Archive.write(folder, twice);
        assertThatThrownBy(() -> Layouts.read(file))
                .isInstanceOfSatisfying(BadInputException.class, e -> assertThat(e.problems())
                        .extracting(Problem::pointer)
                        .contains("/lane_segments/2/left_lane_boundary/1/x", "/lane_segments/3/lane_type")
                        .hasSize(3));
    }

    @Test
    void theRealMapHasWhatItsOwnApiCounts() {
        LayoutReading reading = Layouts.read(SharedMaps.require("av2-pittsburgh"));
        List<Lane> lanes = reading.map().listElements(Lane.class);
        assertThat(lanes).hasSize(199);
        assertThat(lanes.stream().filter(lane -> lane.kind() == LaneKind.DRIVING))
                .hasSize(166);
        assertThat(lanes.stream().filter(lane -> lane.kind() == LaneKind.BICYCLE))
                .hasSize(19);
        assertThat(lanes.stream().filter(lane -> lane.kind() == LaneKind.BUS)).hasSize(14);
        assertThat(lanes.stream().filter(lane -> lane.junction().isPresent())).hasSize(61);
        assertThat(lanes.stream().mapToInt(lane -> lane.successors().size()).sum())
                .isEqualTo(199);
        assertThat(lanes.stream().filter(lane -> lane.oncomingNeighbour().isPresent()))
                .hasSize(66);
        assertThat(lanes.stream().filter(lane -> lane.leftNeighbour().isPresent()))
                .hasSize(68);
        assertThat(reading.map().listElements(Crosswalk.class)).hasSize(11);
        assertThat(reading.map().listElements(DrivableArea.class)).hasSize(8);
        assertThat(reading.map().listElements(Junction.class)).hasSize(6);
        assertThat(reading.map().geoReference().orElseThrow().latitude()).isCloseTo(40.44, within(0.01));
    }
}
