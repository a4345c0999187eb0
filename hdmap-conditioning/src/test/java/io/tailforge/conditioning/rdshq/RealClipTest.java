package io.tailforge.conditioning.rdshq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Rig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** NVIDIA's example clip, with our actors and lights. */
class RealClipTest {
    private static LayoutReading reading;

    @BeforeAll
    static void read() {
        Path clip = SharedMaps.require("rds-hq-clip");
        reading = new RdsHqReader().read(clip);
    }

    private static <E extends MapElement> List<E> elements(Class<E> kind) {
        return reading.map().listElements(kind);
    }

    private static Recording recording() {
        return reading.recording().orElseThrow();
    }

    private static Rig rig(String model) {
        return Optional.ofNullable(recording().rigs().get(model)).orElseThrow();
    }

    private static ActorTrack actor(String id) {
        return recording().actors().stream()
                .filter(track -> track.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyLayerComesWhole() {
        assertThat(elements(MapElement.LaneLine.class)).hasSize(85);
        assertThat(elements(MapElement.RoadBoundary.class)).hasSize(93);
        assertThat(elements(MapElement.WaitLine.class)).hasSize(34);
        assertThat(elements(MapElement.Crosswalk.class)).hasSize(1);
        assertThat(elements(MapElement.RoadMarking.class)).hasSize(6);
        assertThat(elements(MapElement.Pole.class)).hasSize(28);
        assertThat(elements(MapElement.TrafficLight.class)).hasSize(3);
        assertThat(elements(MapElement.TrafficSign.class)).hasSize(29);
        assertThat(elements(Lane.class)).hasSize(344);
        assertThat(reading.warnings()).extracting(Problem::code).containsOnly("RDSHQ-CAMERA-POSE");
    }

    @Test
    void linesKeepTheirStylesAndPoints() {
        List<MapElement.LaneLine> lines = elements(MapElement.LaneLine.class);
        assertThat(lines.stream().mapToInt(line -> line.line().size()).sum()).isEqualTo(869);
        assertThat(lines.stream().filter(line -> line.style() == LineStyle.LONG_DASHED_SINGLE))
                .hasSize(38);
        assertThat(lines.stream().filter(line -> line.colour() == MapElement.LineColour.YELLOW))
                .hasSize(21);
        assertThat(lines.getFirst().line().first())
                .isEqualTo(new Vec3(339.12722095154135, -13.455844758196424, -1.6766832689910252));
    }

    @Test
    void lanesConnectByTheirIds() {
        List<Lane> lanes = elements(Lane.class);
        assertThat(lanes.stream().mapToInt(lane -> lane.successors().size()).sum())
                .isEqualTo(336);
        assertThat(lanes.stream().filter(lane -> lane.kind() == LaneKind.SHOULDER))
                .hasSize(67);
        assertThat(lanes.stream().filter(lane -> lane.oncomingNeighbour().isPresent()))
                .hasSize(120);
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
        assertThat(lanes.getFirst().speedLimit().orElseThrow()).isCloseTo(11.176, within(1e-9));
    }

    @Test
    void theEgoDrivesTenSecondsAtThirtyHertz() {
        assertThat(recording().ego().samples()).hasSize(300);
        assertThat(recording().ego().at(0).translation()).isEqualTo(Vec3.ZERO);
        assertThat(recording().ego().endMicros()).isEqualTo(9_966_667);
    }

    @Test
    void bothRigsStandWhereThePosesPutThem() {
        assertThat(recording().rigs()).containsOnlyKeys("ftheta", "pinhole");
        Camera front = rig("ftheta").getCamera("camera_front_wide_120fov");
        assertThat(rig("pinhole").cameras()).hasSize(6);
        assertThat(front.rigFromCamera().translation().distanceTo(new Vec3(1.7310438944, -0.0343522586, 1.3317821841)))
                .isLessThan(1e-5);
        assertThat(front.rigFromCamera().rotate(Vec3.UP).x()).isGreaterThan(0.999);
        assertThat(front.model().width()).isEqualTo(1920);
    }

    @Test
    void aParkedCarStandsStillAtTheMeanOfItsLabels() {
        ActorTrack parked = actor("3");
        assertThat(parked.moving()).isFalse();
        assertThat(parked.states()).hasSize(100);
        assertThat(parked.states().stream().map(state -> state.box()).distinct())
                .hasSize(1);
        assertThat(parked.states().getFirst().worldFromActor().yaw()).isCloseTo(0.013715, within(1e-5));
    }

    @Test
    void tracksAreThereOnlyWhereTheyAreLabelled() {
        assertThat(recording().actors()).hasSize(24).extracting(ActorTrack::id).isSorted();
        assertThat(actor("61").states().getFirst().timestampMicros()).isEqualTo(1_500_000);
        assertThat(actor("62").states().getLast().timestampMicros()).isEqualTo(1_900_000);
        assertThat(framesWith("62")).containsExactlyElementsOf(range(0, 57));
        assertThat(framesWith("63")).containsExactlyElementsOf(range(0, 57, 72, 299));
        assertThat(framesWith("61")).containsExactlyElementsOf(range(45, 299));
    }

    @Test
    void afterTheLastLabelsEverybodyStays() {
        for (ActorTrack track : recording().actors()) {
            assertThat(track.findAt(FrameKeys.timestampMicros(299)).map(ActorState::box))
                    .as(track.id())
                    .isEqualTo(track.findAt(FrameKeys.timestampMicros(297)).map(ActorState::box));
        }
        assertThat(actor("1").findAt(FrameKeys.timestampMicros(299))).isPresent();
    }

    private static List<Integer> framesWith(String id) {
        return IntStream.range(0, 300)
                .filter(frame ->
                        actor(id).findAt(FrameKeys.timestampMicros(frame)).isPresent())
                .boxed()
                .toList();
    }

    /** First and last, first and last ... */
    private static List<Integer> range(int... ends) {
        return IntStream.range(0, ends.length / 2)
                .flatMap(i -> IntStream.rangeClosed(ends[2 * i], ends[2 * i + 1]))
                .boxed()
                .toList();
    }

    @Test
    void lightsShowTheStatesOfTheClip() {
        assertThat(recording().lights()).hasSize(3);
        assertThat(recording().lights().getFirst().at(0)).isEqualTo(LightState.RED);
        assertThat(recording().lights().getFirst().at(1_500_000)).isEqualTo(LightState.GREEN);
        assertThat(recording().lights().get(2).at(0)).isEqualTo(LightState.UNKNOWN);
        assertThat(elements(MapElement.TrafficLight.class).getFirst().facing()).isCloseTo(3.07, within(0.05));
    }
}
