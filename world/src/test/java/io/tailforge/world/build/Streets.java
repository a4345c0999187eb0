package io.tailforge.world.build;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A straight street on a grade, two lanes each way, walkways, a signalised crossing; and what moves on it. */
final class Streets {
    static final double SLOPE = 0.02;
    static final double LANE = 3.5;
    static final Region EUROPE =
            new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a European city");

    private Streets() {}

    static HdMap town(DrivingSide side) {
        List<MapElement> elements = new ArrayList<>();
        for (int i = -2; i < 2; i++) {
            boolean forward = side == DrivingSide.RIGHT ? i < 0 : i >= 0;
            Polyline3 low = line(i * LANE, 0);
            Polyline3 high = line((i + 1) * LANE, 0);
            elements.add(new Lane(
                    "lane" + (i + 2),
                    forward ? high : low.reversed(),
                    forward ? low : high.reversed(),
                    LaneKind.DRIVING,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.of(13.9)));
        }
        elements.add(new LaneLine("centre", line(0, 0), LineColour.OTHER, LineStyle.SOLID_GROUP));
        elements.add(new LaneLine("dash1", line(LANE, 0), LineColour.WHITE, LineStyle.LONG_DASHED_SINGLE));
        elements.add(new LaneLine("dash2", line(-LANE, 0), LineColour.WHITE, LineStyle.LONG_DASHED_SINGLE));
        elements.add(new RoadBoundary("edge1", line(2 * LANE, 0), BoundaryKind.KERB));
        elements.add(new RoadBoundary("edge2", line(-2 * LANE, 0), BoundaryKind.KERB));
        elements.add(new Walkway("walk1", line(2 * LANE + 3, 0), line(2 * LANE, 0)));
        elements.add(new Walkway("walk2", line(-2 * LANE, 0), line(-2 * LANE - 3, 0)));
        elements.add(new Crosswalk("crossing", corners(60, 64, -2 * LANE, 2 * LANE)));
        elements.add(new WaitLine("stop", Polyline3.of(58, -7, 58 * SLOPE, 58, 0, 58 * SLOPE)));
        elements.add(new TrafficLight("signal", box(65, -8, 3, 0.3, 0.4, 1.0), Math.PI));
        elements.add(new TrafficSign("sign", box(40, -8, 2.4, 0.05, 0.6, 0.6), Math.PI, "de:274"));
        return new HdMap("street", "test", side, Optional.empty(), elements);
    }

    static HdMap country() {
        List<MapElement> elements = new ArrayList<>(town(DrivingSide.RIGHT).listElements(Lane.class));
        return new HdMap("country", "test", DrivingSide.RIGHT, Optional.empty(), elements);
    }

    private static Polyline3 line(double y, double z) {
        List<Vec3> points = new ArrayList<>();
        for (double x = -120; x <= 200; x += 5) {
            points.add(new Vec3(x, y, x * SLOPE + z));
        }
        return Polyline3.of(points);
    }

    private static Polyline3 corners(double x0, double x1, double y0, double y1) {
        return Polyline3.of(x0, y0, x0 * SLOPE, x1, y0, x1 * SLOPE, x1, y1, x1 * SLOPE, x0, y1, x0 * SLOPE);
    }

    private static Polyline3 box(double x, double y, double height, double length, double width, double tall) {
        return new Cuboid(Pose.ofYaw(x, y, x * SLOPE + height, 0), new Vec3(length, width, tall)).corners();
    }

    static ActorTrack actor(String id, ActorClass kind, double x, double y, Vec3 size, double speed) {
        List<ActorState> states = new ArrayList<>();
        for (int i = 0; i <= 12; i++) {
            double at = x + speed * i / 10;
            Pose pose = Pose.ofYaw(at, y, at * SLOPE + size.z() / 2, 0);
            states.add(new ActorState(i * 100_000L, new Cuboid(pose, size)));
        }
        return new ActorTrack(id, kind, "", speed != 0, states);
    }

    static List<ActorTrack> oneOfEach() {
        List<ActorTrack> actors = new ArrayList<>();
        for (ActorClass kind : ActorClass.values()) {
            actors.add(actor(
                    kind.name(), kind, 10 + 6 * kind.ordinal(), -5, size(kind), kind == ActorClass.CONE ? 0 : 1.4));
        }
        return actors;
    }

    static Vec3 size(ActorClass kind) {
        return switch (kind) {
            case CAR -> new Vec3(4.5, 1.9, 1.5);
            case VAN -> new Vec3(5.3, 2.0, 2.2);
            case TRUCK -> new Vec3(8.5, 2.5, 3.4);
            case BUS -> new Vec3(12, 2.55, 3.2);
            case TRAM -> new Vec3(28, 2.6, 3.6);
            case TRAILER -> new Vec3(9, 2.5, 3.5);
            case MOTORCYCLE -> new Vec3(2.2, 0.8, 1.7);
            case BICYCLE -> new Vec3(1.8, 0.6, 1.75);
            case PEDESTRIAN -> new Vec3(0.7, 0.6, 1.78);
            case CHILD -> new Vec3(0.5, 0.45, 1.2);
            case STROLLER -> new Vec3(1.0, 0.6, 1.05);
            case ANIMAL -> new Vec3(0.9, 0.35, 0.65);
            case DEBRIS -> new Vec3(0.7, 0.5, 0.4);
            case CONE -> new Vec3(0.35, 0.35, 0.7);
            case OTHER -> new Vec3(1, 1, 1);
        };
    }

    static Scene scene(List<ActorTrack> actors, long seed, Weather weather) {
        EgoTrajectory ego = new EgoTrajectory(List.of(
                new TimedPose(0, Pose.ofYaw(0, -5.25, 0, 0)),
                new TimedPose(1_000_000, Pose.ofYaw(10, -5.25, 10 * SLOPE, 0))));
        LightTimeline signal =
                new LightTimeline("signal", List.of(new LightTimeline.Change(0, LightTimeline.LightState.RED)));
        return new Scene(
                "street",
                new LayoutRef("street", "test", "ab".repeat(32)),
                new Rig("none", List.of(), List.of()),
                ego,
                actors,
                List.of(signal),
                new Variation("clear", weather, new SunPosition(0.8, 0.4), EUROPE),
                new FrameGrid(12, 12, 640, 352),
                seed);
    }
}
