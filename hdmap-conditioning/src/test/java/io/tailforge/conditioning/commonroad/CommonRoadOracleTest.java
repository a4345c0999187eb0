package io.tailforge.conditioning.commonroad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.oracle.LineDistance;
import io.tailforge.conditioning.oracle.PythonOracle;
import io.tailforge.conditioning.xml.XmlDocument;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.LightTimeline;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real scenarios against commonroad-io. */
class CommonRoadOracleTest {
    @ParameterizedTest
    @CsvSource({
        "DEU_Starnberg-1_1_T-1.xml, 91, 0, 15, 4",
        "USA_US101-3_3_T-1.xml, 12, 12, 0, 0",
        "test_reading_intersection_traffic_sign.xml, 21, 0, 12, 4"
    })
    void lanesLinksAndTracksAreThoseOfCommonRoadIo(String name, int lanelets, int tracks, int signs, int lights)
            throws Exception {
        Path file = SharedMaps.require("commonroad/" + name);
        List<JsonView> answer = PythonOracle.ask("TAILFORGE_TEST_COMMONROAD", "commonroad_lanes.py", file.toString());
        CommonRoadReader reader = new CommonRoadReader();
        Map<String, SourceLane> ours = new HashMap<>();
        reader.listLanes(file).forEach(lane -> ours.put(lane.id(), lane));
        List<JsonView> theirs = answer.subList(0, answer.size() - 1);
        assertThat(ours).hasSize(theirs.size()).hasSize(lanelets);
        theirs.forEach(lanelet -> compare(
                lanelet, Objects.requireNonNull(ours.get(lanelet.field("id").asString()))));
        JsonView summary = answer.getLast();
        assertThat(summary.field("signs").asLong()).isEqualTo(signs);
        assertThat(summary.field("lights").asLong()).isEqualTo(lights);
        LayoutReading reading = reader.read(file);
        assertThat(reading.map().listElements(TrafficLight.class)).hasSize(lights);
        assertThat(summary.field("obstacles").fields()).hasSize(tracks);
        compareTracks(summary.field("obstacles"), reading.recording());
        compareLights(file, summary.field("light_states"));
    }

    /** At the middle of each time step. */
    private static void compareLights(Path file, JsonView states) {
        for (XmlElement light : XmlDocument.read(file, ScenarioXml.DIALECT).children("trafficLight")) {
            List<String> theirs = states.field(light.attribute("id")).asStrings();
            LightTimeline ours =
                    LightCycles.of(light, 100_000, theirs.size() * 100_000L).orElseThrow();
            for (int k = 0; k < theirs.size(); k++) {
                String expected = theirs.get(k).replace("redYellow", "red").replace("inactive", "off");
                assertThat(ours.at(k * 100_000L + 50_000)).asString().isEqualToIgnoringCase(expected);
            }
        }
    }

    private static void compare(JsonView lanelet, SourceLane lane) {
        assertThat(LineDistance.hausdorff(GeometryJson.readPolyline(lanelet.field("left")), lane.left()))
                .isLessThan(1e-3);
        assertThat(LineDistance.hausdorff(GeometryJson.readPolyline(lanelet.field("right")), lane.right()))
                .isLessThan(1e-3);
        assertThat(lane.successors())
                .as("after " + lane.id())
                .containsExactlyInAnyOrderElementsOf(lanelet.field("successors").asStrings());
        assertThat(lane.predecessors())
                .as("before " + lane.id())
                .containsExactlyInAnyOrderElementsOf(
                        lanelet.field("predecessors").asStrings());
        assertThat(lane.leftNeighbour()).isEqualTo(id(lanelet, "left_neighbour"));
        assertThat(lane.rightNeighbour()).isEqualTo(id(lanelet, "right_neighbour"));
        assertThat(lane.oncomingNeighbour()).isEqualTo(id(lanelet, "oncoming"));
    }

    private static Optional<String> id(JsonView lanelet, String key) {
        return lanelet.find(key).map(JsonView::asString);
    }

    private static void compareTracks(JsonView obstacles, Optional<Recording> recording) {
        List<ActorTrack> tracks = recording.map(Recording::actors).orElse(List.of());
        assertThat(tracks).hasSize(obstacles.fields().size());
        for (ActorTrack track : tracks) {
            List<JsonView> states = obstacles.field(track.id()).items();
            assertThat(track.states()).hasSize(states.size());
            for (int i = 0; i < states.size(); i++) {
                double[] theirs = states.get(i).asDoubles(4);
                Pose pose = track.states().get(i).worldFromActor();
                assertThat(track.states().get(i).timestampMicros()).isEqualTo(Math.round(theirs[0] * 100_000));
                assertThat(pose.translation().x()).isCloseTo(theirs[1], within(1e-9));
                assertThat(pose.translation().y()).isCloseTo(theirs[2], within(1e-9));
                assertThat(Math.IEEEremainder(pose.yaw() - theirs[3], 2 * Math.PI))
                        .isCloseTo(0, within(1e-9));
            }
        }
    }
}
