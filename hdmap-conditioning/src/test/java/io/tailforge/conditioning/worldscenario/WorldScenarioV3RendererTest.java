package io.tailforge.conditioning.worldscenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldScenarioV3RendererTest {
    private static final FrameGrid GRID = new FrameGrid(2, 10, 1280, 720);
    /** 640 pixels focal length, the axis through the middle of the picture. */
    private static final CameraModel PINHOLE = new PinholeCamera(1280, 720, 640, 640, 640, 360);

    private static final CameraModel FISHEYE = new FThetaCamera(
            1280, 720, 640, 360, List.of(0.0, 640.0), FThetaCamera.Direction.ANGLE_TO_PIXEL_DISTANCE, 1, 0, 0, 1);

    @Test
    void isInstalled() {
        assertThat(ConditioningStyles.get("world-scenario-v3")).isInstanceOf(WorldScenarioV3Renderer.class);
    }

    @Test
    void coloursAndWidthsFadeEvenlyTo200Metres() {
        Frame near = draw(pole(20));
        Frame far = draw(pole(120));

        assertThat(rgb(near, 640, 340)).isEqualTo(faded(0xb745b1, 0.9));
        assertThat(rgb(far, 640, 355)).isEqualTo(faded(0xb745b1, 0.4));
        assertThat(area(near, 340)).isCloseTo(5 * 0.9, within(0.3));
        assertThat(area(far, 355)).isCloseTo(5 * 0.4, within(0.3));
        assertThat(isBlack(draw(pole(201)))).isTrue();
    }

    @Test
    void levelLinesAreThinnerThanUprightOnesByThePicturesAspect() {
        Frame frame = draw(new RoadBoundary("b", Polyline3.of(20, -9, 0, 20, 9, 0), BoundaryKind.KERB));

        int lit = 0;
        for (int y = 0; y < 720; y++) {
            lit += frame.sample(640, y, 0) > 0 ? 1 : 0;
        }
        assertThat((double) lit).isCloseTo(12 * 0.9 * 720 / 1280, within(1.1));
    }

    @Test
    void whatIsNearerHidesWhatIsFarther() {
        ActorTrack car = box("a", ActorClass.CAR, 30);

        Frame behind = draw(List.of(car), pole(60));
        Frame before = draw(List.of(car), pole(10));

        assertThat(rgb(behind, 640, 380)).isEqualTo(rgb(draw(List.of(car)), 640, 380));
        assertThat(rgb(before, 640, 380)).isEqualTo(faded(0xb745b1, 0.95));
    }

    @Test
    void aBoxGoesFromItsFrontColourToItsRearColour() {
        Frame rear = draw(List.of(box("a", ActorClass.CAR, 30)));

        assertThat(rgb(rear, 640, 380)).isEqualTo(faded(0x7eceff, 1 - 28 / 200.0));
    }

    @Test
    void lightsShowTheirStateInEveryFrame() {
        TrafficLight light =
                new TrafficLight("l", new Cuboid(Pose.ofYaw(40, 0, 4, 0), new Vec3(0.4, 0.4, 1)).corners(), Math.PI);
        LightTimeline states =
                new LightTimeline("l", List.of(new Change(0, LightState.RED), new Change(100_000, LightState.GREEN)));
        Scene scene = scene(PINHOLE, List.of(), List.of(states));
        Scene silent = scene(PINHOLE, List.of(), List.of());

        int y = 360 - (int) (2.5 * 640 / 40);
        assertThat(rgb(draw(scene, 0, light), 640, y)).isEqualTo(faded(0xf03232, 1 - 39.8 / 200));
        assertThat(rgb(draw(scene, 1, light), 640, y)).isEqualTo(faded(0x82f084, 1 - 39.8 / 200));
        assertThat(rgb(draw(silent, 1, light), 640, y)).isEqualTo(faded(0x646464, 1 - 39.8 / 200));
    }

    @Test
    void dentsOfCrosswalksStayOpenThoseOfMarkingsOnlyIfMended() {
        // A U that is open away from the camera.
        Polyline3 u = Polyline3.of(10, 3, 0, 10, -3, 0, 16, -3, 0, 16, -2, 0, 12, -2, 0, 12, 2, 0, 16, 2, 0, 16, 3, 0);
        RoadMarking marking = new RoadMarking("m", u, MarkingKind.OTHER);
        DrawingOptions mended = new DrawingOptions(Set.of(), true);
        int dentX = 640 + (int) (1.5 * 640 / 14);
        int dentY = 360 + (int) (1.5 * 640 / 14);

        assertThat(rgb(draw(new Crosswalk("c", u)), dentX, dentY)).isZero();
        assertThat(rgb(draw(marking), dentX, dentY)).isNotZero();
        assertThat(rgb(draw(scene(PINHOLE, List.of(), List.of()), 0, mended, marking), dentX, dentY))
                .isZero();
    }

    @Test
    void whatLiesOnALevelBelowTheRoadIsLeftOut() {
        assertThat(isBlack(draw(boundary(-5)))).isTrue();
        assertThat(isBlack(draw(boundary(-2.9)))).isFalse();
        // Far down a slope it lies above the cone.
        assertThat(isBlack(draw(new RoadBoundary("b", Polyline3.of(90, -9, -4, 90, 9, -4), BoundaryKind.KERB))))
                .isFalse();
    }

    @Test
    void whatIsBehindIsNotDrawnAndWhatReachesBehindIsCutOff() {
        ActorTrack around = box("a", ActorClass.TRUCK, 0);
        for (CameraModel model : List.of(PINHOLE, FISHEYE)) {
            Frame behind = draw(scene(model, List.of(box("b", ActorClass.CAR, -20)), List.of()), 0);
            Frame inside = draw(scene(model, List.of(around), List.of()), 0);

            assertThat(isBlack(behind)).isTrue();
            assertThat(rgb(inside, 640, 360)).isNotZero();
        }
    }

    @Test
    void layersAreDrawnAloneAndUnknownOnesRefused() {
        DrawingOptions boxes = new DrawingOptions(Set.of("boxes"), false);
        Scene scene = scene(PINHOLE, List.of(box("a", ActorClass.CAR, 30)), List.of());

        assertThat(draw(scene, 0, boxes, pole(10)).bytes())
                .isEqualTo(draw(scene, 0).bytes());
        assertThatThrownBy(() -> draw(scene, 0, new DrawingOptions(Set.of("trees"), false)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LAYER-UNKNOWN");
    }

    @Test
    void aFrameDoesNotDependOnTheOnesBeforeIt() {
        HdMap map = Scenes.map(pole(20), boundary(0));
        Scene scene = scene(FISHEYE, List.of(moving()), List.of());
        var painter = new WorldScenarioV3Renderer()
                .open(scene, map, DrawingOptions.EXACT)
                .painter(scene.rig().cameras().getFirst());
        Frame first = Frame.rgb24(1280, 720);
        Frame again = Frame.rgb24(1280, 720);

        painter.draw(0, first);
        painter.draw(1, again);
        assertThat(again.bytes()).isNotEqualTo(first.bytes());
        painter.draw(0, again);

        assertThat(again.bytes()).isEqualTo(first.bytes());
    }

    @Test
    void wildCoordinatesNeitherFailNorHang() {
        double far = 1e8;
        Frame frame = draw(
                new RoadBoundary("b", Polyline3.of(-far, far, 0, far, -far, 1), BoundaryKind.KERB),
                new Crosswalk("c", Polyline3.of(1e-9, far, 0, far, -far, 5, -far, -far, -9, 1, 1, 1)),
                new Crosswalk("flat", Polyline3.of(5, 0, 0, 5, 0, 0, 5, 0, 0)),
                new RoadMarking("m", Polyline3.of(0, 0, 1.5, 0, 0, 1.5, 1e-300, 0, 1.5), MarkingKind.OTHER));

        assertThat(frame.bytes()).isNotNull();
    }

    private static Pole pole(double x) {
        return new Pole("p" + x, Polyline3.of(x, 0, 0, x, 0, 3), PoleKind.SIGN, 0.05);
    }

    private static RoadBoundary boundary(double z) {
        return new RoadBoundary("b" + z, Polyline3.of(20, -9, z, 20, 9, z), BoundaryKind.KERB);
    }

    /** 4 by 2 by 1.6 metres, seen from behind. */
    private static ActorTrack box(String id, ActorClass kind, double x) {
        Cuboid box = new Cuboid(Pose.ofYaw(x, 0, 0.8, 0), new Vec3(4, 2, 1.6));
        return new ActorTrack(id, kind, "", false, List.of(new ActorState(0, box)));
    }

    private static ActorTrack moving() {
        Vec3 size = new Vec3(4, 2, 1.6);
        Cuboid later = new Cuboid(new Pose(new Vec3(12, 3, 0.8), Quaternion.ofYaw(1)), size);
        return new ActorTrack(
                "m",
                ActorClass.BICYCLE,
                "",
                true,
                List.of(
                        new ActorState(0, new Cuboid(Pose.ofYaw(15, -3, 0.8, 0), size)),
                        new ActorState(100_000, later)));
    }

    private static Scene scene(CameraModel model, List<ActorTrack> actors, List<LightTimeline> lights) {
        Rig rig = Scenes.rig(model);
        return Scenes.of(rig, Scenes.STANDING, actors, lights, GRID);
    }

    private static Frame draw(MapElement... elements) {
        return draw(List.of(), elements);
    }

    private static Frame draw(List<ActorTrack> actors, MapElement... elements) {
        return draw(scene(PINHOLE, actors, List.of()), 0, elements);
    }

    private static Frame draw(Scene scene, int frame, MapElement... elements) {
        return draw(scene, frame, DrawingOptions.EXACT, elements);
    }

    private static Frame draw(Scene scene, int frame, DrawingOptions options, MapElement... elements) {
        Frame out = Frame.rgb24(GRID.width(), GRID.height());
        new WorldScenarioV3Renderer()
                .open(scene, Scenes.map(elements), options)
                .painter(scene.rig().cameras().getFirst())
                .draw(frame, out);
        return out;
    }

    private static int rgb(Frame frame, int x, int y) {
        return frame.sample(x, y, 0) << 16 | frame.sample(x, y, 1) << 8 | frame.sample(x, y, 2);
    }

    private static int faded(int rgb, double fade) {
        return (int) Math.round((rgb >> 16) * fade) << 16
                | (int) Math.round((rgb >> 8 & 0xff) * fade) << 8
                | (int) Math.round((rgb & 0xff) * fade);
    }

    /** How many pixels of a row are covered, partly covered ones in part. */
    private static double area(Frame frame, int y) {
        double sum = 0;
        double most = 0;
        for (int x = 0; x < frame.width(); x++) {
            sum += frame.sample(x, y, 0);
            most = Math.max(most, frame.sample(x, y, 0));
        }
        return sum / most;
    }

    private static boolean isBlack(Frame frame) {
        for (byte value : frame.bytes()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
