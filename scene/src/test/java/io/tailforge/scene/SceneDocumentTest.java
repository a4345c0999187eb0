package io.tailforge.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimeSpan;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SceneDocumentTest {
    @Test
    void aSceneSurvivesItsDocumentBitForBit() {
        Scene scene = scene(aMap());
        byte[] document = SceneDocument.write(scene);

        assertThat(SceneDocument.read("scene.json", document)).isEqualTo(scene);
        assertThat(SceneDocument.write(SceneDocument.read("scene.json", document)))
                .isEqualTo(document);
    }

    @Test
    void aMapSurvivesItsDocumentBitForBit() {
        HdMap map = aMap();
        byte[] document = MapDocument.write(map);

        assertThat(MapDocument.read("layout.json", document)).isEqualTo(map);
        assertThat(MapDocument.write(MapDocument.read("layout.json", document))).isEqualTo(document);
    }

    @Test
    void aRenamedMapIsTheSameLayoutAndAMovedLineIsAnother() {
        HdMap map = aMap();
        HdMap renamed = new HdMap("other", map.format(), map.drivingSide(), map.geoReference(), map.elements());
        HdMap shorter = new HdMap(
                "street",
                map.format(),
                map.drivingSide(),
                map.geoReference(),
                map.elements().subList(0, 3));

        assertThat(LayoutRef.of(renamed).sha256()).isEqualTo(LayoutRef.of(map).sha256());
        assertThat(LayoutRef.of(shorter).sha256())
                .isNotEqualTo(LayoutRef.of(map).sha256());
    }

    @Test
    void aMisspeltKeyIsRefusedWithItsPlaceAndAHint() {
        String text = new String(SceneDocument.write(scene(aMap())), StandardCharsets.UTF_8)
                .replace("\"cloud_cover\"", "\"cloud_cove\"");

        assertThatThrownBy(() -> SceneDocument.read("mine.json", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mine.json:1 /variation/weather/cloud_cove")
                .hasMessageContaining("did you mean 'cloud_cover'?");
    }

    @Test
    void whatAConstructorRefusesIsRefusedAtItsPlace() {
        String text = new String(SceneDocument.write(scene(aMap())), StandardCharsets.UTF_8)
                .replace("\"frames\":12", "\"frames\":0");

        assertThatThrownBy(() -> SceneDocument.read("mine.json", text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("/clip/frames")
                .hasMessageContaining("between 1 and 100000");
    }

    @Test
    void clipsThatDifferInAnyPartOfTheSlotHaveDifferentIds() {
        ClipId id = ClipId.of("a".repeat(64), "s", "v", "r", 1);

        assertThat(List.of(
                        ClipId.of("b".repeat(64), "s", "v", "r", 1),
                        ClipId.of("a".repeat(64), "t", "v", "r", 1),
                        ClipId.of("a".repeat(64), "s", "w", "r", 1),
                        ClipId.of("a".repeat(64), "s", "v", "q", 1),
                        ClipId.of("a".repeat(64), "s", "v", "r", 2)))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    private static HdMap aMap() {
        Polyline3 line = Polyline3.of(0, 0, 0, 10.1, 1 / 3.0, 0.25);
        Polyline3 area = Polyline3.of(0, 0, 0, 1, 0, 0, 1, 1, 0);
        Polyline3 corners = new Cuboid(Pose.ofYaw(5, 5, 5, 0.3), new Vec3(0.3, 0.3, 1)).corners();
        return new HdMap(
                "street",
                "opendrive",
                DrivingSide.LEFT,
                Optional.of(new GeoReference(48.1, 11.5, "+proj=tmerc")),
                List.of(
                        new MapElement.LaneLine(
                                "a", line, MapElement.LineColour.YELLOW, MapElement.LineStyle.SOLID_GROUP),
                        new MapElement.RoadBoundary("b", line, MapElement.BoundaryKind.KERB),
                        new MapElement.WaitLine("c", line),
                        new MapElement.Crosswalk("d", area),
                        new MapElement.RoadMarking("e", area, MapElement.MarkingKind.ARROW),
                        new MapElement.Pole("f", line, MapElement.PoleKind.TREE, 0.1),
                        new MapElement.TrafficLight("g", corners, 1.5),
                        new MapElement.TrafficSign("h", corners, -1.5, "de:205"),
                        new MapElement.Lane(
                                "i",
                                line,
                                line,
                                MapElement.LaneKind.DRIVING,
                                List.of("x"),
                                List.of(),
                                Optional.of("y"),
                                Optional.empty(),
                                Optional.of("z"),
                                Optional.of("j"),
                                OptionalDouble.of(13.9)),
                        new MapElement.Junction("j", List.of("i"), true),
                        new MapElement.Kerb("k", line, 0.12),
                        new MapElement.Walkway("l", line, line),
                        new MapElement.DrivableArea("m", area)));
    }

    private static Scene scene(HdMap map) {
        Camera front = new Camera(
                "camera_front",
                new FThetaCamera(
                        640,
                        352,
                        319.5,
                        175.25,
                        List.of(0.0, 1e-3, 2e-9, -1e-12, 0.0, 1e-19),
                        FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE,
                        1,
                        1e-4,
                        -1e-4,
                        0.98),
                new Pose(new Vec3(1.7, 0, 1.4), Quaternion.ofRollPitchYaw(0.1, 0.2, 0.3)));
        Camera rear = new Camera("camera_rear", PinholeCamera.ofHorizontalFov(640, 352, 1.2), Pose.IDENTITY);
        Rig rig = new Rig(
                "test", List.of(front, rear), List.of(new Lidar("lidar_top", "hdl-32e", Pose.ofYaw(1, 0, 1.9, 0), 10)));
        ActorTrack car = new ActorTrack(
                "7",
                ActorClass.CAR,
                "Automobile",
                true,
                List.of(
                        new ActorState(0, new Cuboid(Pose.ofYaw(10, 0, 0.8, 0.1), new Vec3(4.5, 1.8, 1.5))),
                        new ActorState(100_000, new Cuboid(Pose.ofYaw(11, 0, 0.8, 0.2), new Vec3(4.5, 1.8, 1.5)))));
        ActorTrack glimpsed = new ActorTrack(
                "8",
                ActorClass.BUS,
                "",
                true,
                car.states(),
                List.of(new TimeSpan(0, 40_000), new TimeSpan(100_000, 900_000)));
        return new Scene(
                "first-scene",
                LayoutRef.of(map),
                rig,
                new EgoTrajectory(
                        List.of(new TimedPose(0, Pose.IDENTITY), new TimedPose(33_333, Pose.ofYaw(0.4, 0.1, 0, 0.01)))),
                List.of(car, glimpsed),
                List.of(new LightTimeline("g", List.of(new LightTimeline.Change(0, LightTimeline.LightState.RED)))),
                new Variation(
                        "foggy-dusk",
                        new Weather(0.7, 2.5, 0, 60, 0.4, 0),
                        new SunPosition(-0.05, 2),
                        new Region(
                                "uk",
                                DrivingSide.LEFT,
                                MapElement.LineColour.WHITE,
                                MapElement.LineColour.WHITE,
                                "vienna",
                                "a British town")),
                new FrameGrid(12, 30, 640, 352),
                -1);
    }
}
