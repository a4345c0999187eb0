package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Draws maps for tests: lanes as bands about a line, their links told afterwards. */
final class Roads {
    static final double WIDTH = 3.5;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<MapElement> others = new ArrayList<>();

    /** A lane about a line from 0 to 1, this far left of it. */
    Roads lane(String id, DoubleFunction<Vec3> line, double offset) {
        return lane(id, line, offset, Optional.empty());
    }

    Roads lane(String id, DoubleFunction<Vec3> line, double offset, Optional<String> junction) {
        lanes.put(
                id,
                new Lane(
                        id,
                        rail(line, offset + WIDTH / 2),
                        rail(line, offset - WIDTH / 2),
                        LaneKind.DRIVING,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        junction,
                        OptionalDouble.empty()));
        return this;
    }

    private static Polyline3 rail(DoubleFunction<Vec3> line, double offset) {
        List<Vec3> points = new ArrayList<>();
        int steps = 200;
        for (int i = 0; i <= steps; i++) {
            Vec3 at = line.apply((double) i / steps);
            Vec3 on = line.apply((i + 0.01) / steps);
            double heading = StrictMath.atan2(on.y() - at.y(), on.x() - at.x());
            points.add(at.plus(new Vec3(-StrictMath.sin(heading) * offset, StrictMath.cos(heading) * offset, 0)));
        }
        return Polyline3.of(points);
    }

    static DoubleFunction<Vec3> straight(Vec3 from, Vec3 to) {
        return t -> from.plus(to.minus(from).times(t));
    }

    /** About a middle, from one angle (degrees) to another; counter-clockwise where the second is greater. */
    static DoubleFunction<Vec3> arc(Vec3 middle, double radius, double fromDegrees, double toDegrees) {
        return t -> {
            double angle = Math.toRadians(fromDegrees + (toDegrees - fromDegrees) * t);
            return middle.plus(new Vec3(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 0));
        };
    }

    static DoubleFunction<Vec3> back(DoubleFunction<Vec3> line) {
        return t -> line.apply(1 - t);
    }

    Roads link(String from, String to) {
        Lane a = get(from);
        lanes.put(from, with(a, plus(a.successors(), to), a.predecessors(), a.leftNeighbour(), a.rightNeighbour()));
        Lane b = get(to);
        lanes.put(to, with(b, b.successors(), plus(b.predecessors(), from), b.leftNeighbour(), b.rightNeighbour()));
        return this;
    }

    Roads beside(String left, String right) {
        Lane a = get(left);
        lanes.put(left, with(a, a.successors(), a.predecessors(), a.leftNeighbour(), Optional.of(right)));
        Lane b = get(right);
        lanes.put(right, with(b, b.successors(), b.predecessors(), Optional.of(left), b.rightNeighbour()));
        return this;
    }

    private Lane get(String id) {
        return Optional.ofNullable(lanes.get(id)).orElseThrow();
    }

    private static List<String> plus(List<String> ids, String more) {
        List<String> all = new ArrayList<>(ids);
        all.add(more);
        return all;
    }

    private static Lane with(
            Lane lane,
            List<String> successors,
            List<String> predecessors,
            Optional<String> left,
            Optional<String> right) {
        return new Lane(
                lane.id(),
                lane.left(),
                lane.right(),
                lane.kind(),
                successors,
                predecessors,
                left,
                right,
                lane.oncomingNeighbour(),
                lane.junction(),
                lane.speedLimit());
    }

    Roads add(MapElement element) {
        others.add(element);
        return this;
    }

    Roads junction(String id, boolean signalised) {
        List<String> members = lanes.values().stream()
                .filter(lane -> lane.junction().filter(id::equals).isPresent())
                .map(Lane::id)
                .toList();
        return add(new Junction(id, members, signalised));
    }

    Roads crosswalk(String id, double minX, double minY, double maxX, double maxY) {
        return add(new Crosswalk(id, Polyline3.of(minX, minY, 0, maxX, minY, 0, maxX, maxY, 0, minX, maxY, 0)));
    }

    /** Roads of 100 m from all the arms given (degrees), meeting within 12 m; one can go from each to each other. */
    static Roads crossroads(String junction, boolean signalised, double... arms) {
        Roads roads = new Roads();
        for (int i = 0; i < arms.length; i++) {
            DoubleFunction<Vec3> out = straight(at(12, arms[i]), at(112, arms[i]));
            roads.lane("in-" + i, back(out), -WIDTH / 2).lane("out-" + i, out, -WIDTH / 2);
        }
        for (int i = 0; i < arms.length; i++) {
            for (int j = 0; j < arms.length; j++) {
                if (i != j) {
                    String id = "from-" + i + "-to-" + j;
                    roads.lane(id, bend(at(12, arms[i]), at(12, arms[j])), -WIDTH / 2, Optional.of(junction))
                            .link("in-" + i, id)
                            .link(id, "out-" + j);
                }
            }
        }
        return roads.junction(junction, signalised);
    }

    /** From one point to another by way of the origin's neighbourhood, leaving and arriving along the lines to it. */
    private static DoubleFunction<Vec3> bend(Vec3 from, Vec3 to) {
        return t -> from.times((1 - t) * (1 - t)).plus(to.times(t * t));
    }

    private static Vec3 at(double radius, double degrees) {
        double angle = Math.toRadians(degrees);
        return new Vec3(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 0);
    }

    HdMap map(DrivingSide side) {
        List<MapElement> all = new ArrayList<>(lanes.values());
        all.addAll(others);
        return new HdMap("roads", "test", side, Optional.empty(), all);
    }
}
