package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A straight street from x = 0 to 400 with one lane each way (3.5 m), parking lanes (2.2 m) and walkways (2.5 m) on both
 * sides, a crossing at x = 200..204 and posts along the walkways; optionally the stretch 180..230 is a signalised junction.
 */
final class Street {
    static final double LANE = 3.5;
    static final double PARKING = 2.2;
    static final double WALK = 2.5;
    static final double LENGTH = 400;

    private final DrivingSide side;
    private final boolean signals;
    private boolean crossing = true;

    Street(DrivingSide side, boolean signals) {
        this.side = side;
        this.signals = signals;
    }

    Street withoutCrossing() {
        crossing = false;
        return this;
    }

    LayoutReading read() {
        return new LayoutReading(map(), Optional.empty(), List.of());
    }

    HdMap map() {
        List<MapElement> elements = new ArrayList<>();
        for (int way = 1; way >= -1; way -= 2) {
            String name = way > 0 ? "east" : "west";
            double[] cuts = way > 0 ? new double[] {0, 180, 230, LENGTH} : new double[] {LENGTH, 230, 180, 0};
            for (int part = 0; part < 3; part++) {
                elements.add(lane(name, part, cuts[part], cuts[part + 1], way));
            }
            elements.add(strip(name + "-parking", way, 0, LENGTH, LANE, LANE + PARKING));
            double inner = LANE + PARKING;
            elements.add(new Walkway(
                    name + "-walk",
                    along(0, LENGTH, outer(way) * inner),
                    along(0, LENGTH, outer(way) * (inner + WALK))));
            for (double x = 10; x < LENGTH; x += 25) {
                Polyline3 axis = Polyline3.of(x, outer(way) * (inner + 0.5), 0, x, outer(way) * (inner + 0.5), 5);
                elements.add(new Pole(name + "-pole-" + x, axis, PoleKind.TREE, 0.15));
            }
        }
        if (crossing) {
            elements.add(
                    new Crosswalk("crossing", Polyline3.of(200, -LANE, 0, 204, -LANE, 0, 204, LANE, 0, 200, LANE, 0)));
        }
        if (signals) {
            elements.add(new WaitLine("stop-east", Polyline3.of(178, 0, 0, 178, outer(1) * LANE, 0)));
            elements.add(light("light-east", 179, outer(1) * (LANE + 1), Math.PI));
            elements.add(light("light-west", 231, outer(-1) * (LANE + 1), 0));
        }
        return new HdMap("street", "test", side, Optional.empty(), elements);
    }

    /** Sign of y of the lane that goes east (way 1) or west. */
    private double outer(int way) {
        return way * (side == DrivingSide.RIGHT ? -1 : 1);
    }

    private Lane lane(String name, int part, double from, double to, int way) {
        double middle = 0;
        double edge = outer(way) * LANE;
        boolean keepsRight = side == DrivingSide.RIGHT;
        return new Lane(
                name + "-" + part,
                along(from, to, keepsRight ? middle : edge),
                along(from, to, keepsRight ? edge : middle),
                LaneKind.DRIVING,
                part < 2 ? List.of(name + "-" + (part + 1)) : List.of(),
                part > 0 ? List.of(name + "-" + (part - 1)) : List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                signals && part == 1 ? Optional.of("junction") : Optional.empty(),
                OptionalDouble.of(13.9));
    }

    private Lane strip(String id, int way, double from, double to, double inner, double outer) {
        boolean keepsRight = side == DrivingSide.RIGHT;
        double a = outer(way) * inner;
        double b = outer(way) * outer;
        return new Lane(
                id,
                way > 0 ? along(from, to, keepsRight ? a : b) : along(to, from, keepsRight ? a : b),
                way > 0 ? along(from, to, keepsRight ? b : a) : along(to, from, keepsRight ? b : a),
                LaneKind.PARKING,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static TrafficLight light(String id, double x, double y, double facing) {
        Cuboid box = new Cuboid(Pose.ofYaw(x, y, 3, facing), new Vec3(0.3, 0.3, 0.9));
        return new TrafficLight(id, box.corners(), facing);
    }

    private static Polyline3 along(double from, double to, double y) {
        int n = (int) Math.abs(to - from) / 5;
        double[] xyz = new double[3 * (n + 1)];
        for (int i = 0; i <= n; i++) {
            xyz[3 * i] = from + (to - from) * i / n;
            xyz[3 * i + 1] = y;
        }
        return Polyline3.of(xyz);
    }
}
