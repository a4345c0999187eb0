package io.tailforge.conditioning.rdshq;

import static io.tailforge.conditioning.rdshq.SampleClip.label;
import static io.tailforge.conditioning.rdshq.SampleClip.labels;
import static io.tailforge.conditioning.rdshq.SampleClip.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsHqReaderTest {
    @TempDir
    Path folder;

    private static Lane lane(LayoutReading reading, String id) {
        return reading.map().listElements(Lane.class).stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLayerOfOneLineKeepsItAndAnEmptyOneIsEmpty() throws IOException {
        LayoutReading reading = Layouts.read(SampleClip.whole(folder).folder());
        assertThat(reading.map().listElements(MapElement.LaneLine.class)).hasSize(1);
        assertThat(reading.map().listElements(MapElement.TrafficLight.class)).isEmpty();
    }

    @Test
    void layersThatAreNotThereAreTold() throws IOException {
        LayoutReading reading = Layouts.read(SampleClip.whole(folder).folder());
        assertThat(reading.warnings())
                .filteredOn(problem -> problem.code().equals("RDSHQ-LAYER-ABSENT"))
                .extracting(Problem::source)
                .contains("3d_poles/" + SampleClip.ID + ".tar")
                .hasSize(6);
    }

    @Test
    void lanesWithoutIdsConnectWhereTheirRailsMeet() throws IOException {
        LayoutReading reading = Layouts.read(SampleClip.whole(folder).folder());
        assertThat(lane(reading, "lane:1").successors()).containsExactly("lane:2");
        assertThat(lane(reading, "lane:2").predecessors()).containsExactly("lane:1");
        assertThat(lane(reading, "lane:2").oncomingNeighbour()).contains("lane:3");
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
    }

    @Test
    void oncomingLanesOnTheRightMeanDrivingOnTheLeft() throws IOException {
        String oncoming = label(
                "9",
                "",
                "\"polylines3d\":{\"polylines\":[{\"vertices\":[[40,-7,0],[0,-7,0]]},{\"vertices\":[[40,-3.5,0],[0,-3.5,0]]}]}");
        SampleClip clip =
                SampleClip.whole(folder).json("3d_lanes", "lanes", labels(SampleClip.lane("1", 0, 40, 3.5), oncoming));
        assertThat(Layouts.read(clip.folder()).map().drivingSide()).isEqualTo(DrivingSide.LEFT);
    }

    @Test
    void aLinkBetweenLanesThatLieApartIsLeftOutAndTold() throws IOException {
        String next = ",{\"name\":\"next_lane_ids\",\"textList\":{\"textList\":[\"2\"]}}";
        String first = label(
                "1",
                next,
                "\"polylines3d\":{\"polylines\":[{\"vertices\":[[0,0,0],[10,0,0]]},{\"vertices\":[[0,-3,0],[10,-3,0]]}]}");
        SampleClip clip =
                SampleClip.whole(folder).json("3d_lanes", "lanes", labels(first, SampleClip.lane("2", 12, 30, 3)));
        LayoutReading reading = Layouts.read(clip.folder());
        assertThat(lane(reading, "lane:1").successors()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).contains("MAP-LINK-GAP");
    }

    @Test
    void aLineWithoutExtentIsLeftOutAndTold() throws IOException {
        SampleClip clip = SampleClip.whole(folder)
                .json("3d_lanelines", "lanelines", labels(line("1", "[[1,1,1]]"), line("2", "[[0,0,0],[1,0,0]]")));
        LayoutReading reading = Layouts.read(clip.folder());
        assertThat(reading.map().listElements(MapElement.LaneLine.class))
                .extracting(MapElement.LaneLine::id)
                .containsExactly("laneline:2");
        assertThat(reading.warnings()).extracting(Problem::code).contains("MAP-DEGENERATE");
    }

    @Test
    void camerasWithoutAnyPoseAreLeftOutAndTold() throws IOException {
        byte[] intrinsic = SampleClip.npy(
                "{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }", 1000, 1000, 960, 540, 1920, 1080);
        SampleClip clip =
                SampleClip.whole(folder).member("pinhole_intrinsic", "pinhole_intrinsic.camera_front.npy", intrinsic);
        LayoutReading reading = Layouts.read(clip.folder());
        assertThat(reading.recording().orElseThrow().rigs()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).contains("RDSHQ-CAMERA-POSE");
    }

    @Test
    void aClipWithoutPosesIsAMapAlone() throws IOException {
        SampleClip clip = SampleClip.at(folder).json("3d_lanes", "lanes", labels(SampleClip.lane("1", 0, 40, 3.5)));
        LayoutReading reading = Layouts.read(clip.folder());
        assertThat(reading.recording()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).contains("RDSHQ-NO-EGO");
    }

    @Test
    void anUnknownLayoutIsRefusedWithTheFormatsKnown() {
        assertThatThrownBy(() -> Layouts.read(folder))
                .hasMessageContaining("LAYOUT-UNKNOWN-FORMAT")
                .hasMessageContaining("rds-hq")
                .hasMessageContaining("opendrive");
        assertThatThrownBy(() -> Layouts.read(folder.resolve("nowhere"))).hasMessageContaining("LAYOUT-NOT-FOUND");
    }

    @Test
    void everyLayerThatIsBrokenIsTold() throws IOException {
        SampleClip clip = SampleClip.whole(folder)
                .json(
                        "3d_lanelines",
                        "lanelines",
                        labels(line("1", "[[0,0]]"), line("2", "[[0,0,0],[1,0,0]]"), line("3", "[[\"a\",0,0]]")))
                .json("3d_poles", "poles", "{\"labels\":7}")
                .json("3d_lanes", "lanes", labels(line("1", "[[0,0,0],[9,0,0]]")))
                .member("vehicle_pose", "000000.vehicle_pose.npy", new byte[3]);
        LayoutCheck check = new RdsHqReader().check(clip.folder());
        assertThat(check.reading()).isEmpty();
        assertThat(check.problems())
                .extracting(problem -> problem.source().split("/")[0])
                .containsExactly("3d_lanelines", "3d_lanelines", "3d_poles", "3d_lanes", "vehicle_pose");
        assertThat(check.problems()).extracting(Problem::code).doesNotContain("MAP-NO-DRIVABLE-LANE");
        assertThat(check.warnings()).extracting(Problem::code).containsOnly("RDSHQ-LAYER-ABSENT");
    }

    @Test
    void lightsOfABrokenLayerAreNotMissedInTheirStates() throws IOException {
        SampleClip clip = SampleClip.whole(folder)
                .json("3d_traffic_lights", "traffic_lights", labels(line("1", "[[0,0,0],[1,0,0]]")))
                .json("3d_traffic_lights_status", "status", "{\"traffic_light_states\":{}}");
        LayoutCheck degenerate = new RdsHqReader().check(clip.folder());
        assertThat(degenerate.problems()).isEmpty();
        clip.json("3d_traffic_lights", "traffic_lights", labels(line("1", "[[0,0]]"), nineCorners()));
        LayoutCheck check = new RdsHqReader().check(clip.folder());
        assertThat(check.problems()).extracting(Problem::code).containsExactly("WRONG-LENGTH", "RDSHQ-CUBOID");
        assertThat(check.warnings()).extracting(Problem::code).containsOnly("RDSHQ-LAYER-ABSENT");
    }

    private static String nineCorners() {
        return line("2", "[" + "[0,0,0],[1,0,0],[1,1,0],".repeat(2) + "[0,0,0],[1,0,0],[1,1,0]]");
    }

    @Test
    void everyLabelOfAnObjectThatIsBrokenIsTold() throws IOException {
        String broken = "{\"1\":{\"object_lwh\":[1,2]},\"2\":{\"object_lwh\":[1,2,3]}}";
        SampleClip clip = SampleClip.whole(folder)
                .member(
                        "all_object_info",
                        "000000.all_object_info.json",
                        broken.getBytes(StandardCharsets.UTF_8),
                        "000003.all_object_info.json",
                        "{".getBytes(StandardCharsets.UTF_8));
        assertThat(new RdsHqReader().check(clip.folder()).problems()).hasSize(3);
    }

    @Test
    void theEgoIsWhereThePosesSay() throws IOException {
        LayoutReading reading = Layouts.read(SampleClip.whole(folder).folder());
        assertThat(reading.recording()
                        .orElseThrow()
                        .ego()
                        .at(500_000)
                        .translation()
                        .x())
                .isCloseTo(5, within(1e-6));
        assertThat(List.of(reading.map().name())).containsExactly(SampleClip.ID);
    }
}
