package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/**
 * The roads that meet in a junction. Where lanes come in or go out there is a port; ports whose roads outside are the same
 * are one arm, and so are a way in and a way out that lie close together and look the same way, as on a divided road.
 */
final class JunctionArms {
    /** A way in and a way out of one divided road are not further apart than this, metres. */
    private static final double WIDEST_MEDIAN = 30;

    private static final double SAME_WAY = Math.toRadians(30);

    /** Ports as close as this and as parallel are one road, even if the map does not call their lanes neighbours. */
    private static final double TOUCHING = 15;

    private static final double PARALLEL = Math.toRadians(20);

    private static final double DIRECTION_REACH = 3;

    /** More lanes than this meet nowhere; the work grows with their cube. */
    private static final int MOST_PORTS = 200;

    private final LaneNet net;
    private final Set<String> inside;
    private final Set<String> ported = new LinkedHashSet<>();
    private final List<Arm> arms = new ArrayList<>();

    JunctionArms(LaneNet net, List<Lane> lanes) {
        this.net = net;
        inside = new LinkedHashSet<>(lanes.stream().map(Lane::id).toList());
        lanes.forEach(this::addPorts);
        mergeAll(JunctionArms::ofOneRoad);
        mergeAll(JunctionArms::sideBySide);
        mergeAll(JunctionArms::wayInAndOut);
    }

    private static final class Arm {
        private final Set<String> road = new LinkedHashSet<>();
        private final Set<String> entering = new TreeSet<>();
        private boolean leaving;
        private double x;
        private double y;
        private double outX;
        private double outY;
        private int ports = 1;

        /** @param entering the lane that comes in here; empty where one goes out */
        Arm(Vec3 port, Vec3 out, String entering) {
            double length = Math.max(1e-6, port.horizontalDistanceTo(port.plus(out)));
            x = port.x();
            y = port.y();
            outX = out.x() / length;
            outY = out.y() / length;
            leaving = entering.isEmpty();
            if (!leaving) {
                this.entering.add(entering);
            }
        }

        Vec3 middle() {
            return new Vec3(x / ports, y / ports, 0);
        }

        double heading() {
            return StrictMath.atan2(outY, outX);
        }
    }

    private void addPorts(Lane lane) {
        List<Lane> before = net.listPredecessors(lane);
        List<Lane> after = net.listSuccessors(lane);
        before.stream().filter(this::isOutside).forEach(outer -> addPort(outer, true));
        after.stream().filter(this::isOutside).forEach(outer -> addPort(outer, false));
        if (before.isEmpty()) {
            addEdge(lane, true);
        }
        if (after.isEmpty()) {
            addEdge(lane, false);
        }
    }

    private boolean isOutside(Lane lane) {
        return !inside.contains(lane.id());
    }

    /** Where a lane outside comes in or goes on. */
    private void addPort(Lane outer, boolean in) {
        if (arms.size() >= MOST_PORTS || !ported.add(outer.id())) {
            return;
        }
        Polyline3 middle = net.middleOf(outer);
        Vec3 port = in ? middle.last() : middle.first();
        Vec3 out = middle.pointAt(in ? middle.length() - DIRECTION_REACH : DIRECTION_REACH);
        Arm arm = new Arm(port, out.minus(port), in ? outer.id() : "");
        arm.road.addAll(net.roadOf(outer));
        arms.add(arm);
    }

    /** Where a lane inside begins or ends, and the map with it. */
    private void addEdge(Lane inner, boolean in) {
        if (arms.size() >= MOST_PORTS) {
            return;
        }
        Polyline3 middle = net.middleOf(inner);
        Vec3 port = in ? middle.first() : middle.last();
        Vec3 inward = middle.pointAt(in ? DIRECTION_REACH : middle.length() - DIRECTION_REACH);
        arms.add(new Arm(port, port.minus(inward), in ? inner.id() : ""));
    }

    private void mergeAll(ToDoubleBiFunction<Arm, Arm> difference) {
        boolean merged = true;
        while (merged) {
            merged = mergeClosest(difference);
        }
    }

    /** Joins the two arms that are most alike, of those that are one. */
    private boolean mergeClosest(ToDoubleBiFunction<Arm, Arm> difference) {
        double least = Double.POSITIVE_INFINITY;
        int first = 0;
        int second = 0;
        for (int i = 0; i < arms.size(); i++) {
            for (int j = i + 1; j < arms.size(); j++) {
                double value = difference.applyAsDouble(arms.get(i), arms.get(j));
                if (value < least) {
                    least = value;
                    first = i;
                    second = j;
                }
            }
        }
        if (least < Double.POSITIVE_INFINITY) {
            merge(arms.get(first), arms.remove(second));
        }
        return least < Double.POSITIVE_INFINITY;
    }

    private static double ofOneRoad(Arm a, Arm b) {
        return a.road.stream().anyMatch(b.road::contains) ? 0 : Double.POSITIVE_INFINITY;
    }

    private static double sideBySide(Arm a, Arm b) {
        return apart(a, b) < TOUCHING && turn(a, b) < PARALLEL ? turn(a, b) : Double.POSITIVE_INFINITY;
    }

    private static double wayInAndOut(Arm a, Arm b) {
        boolean pair = isOneWay(a) && isOneWay(b) && a.leaving != b.leaving;
        return pair && apart(a, b) < WIDEST_MEDIAN && turn(a, b) < SAME_WAY ? turn(a, b) : Double.POSITIVE_INFINITY;
    }

    private static double apart(Arm a, Arm b) {
        return a.middle().horizontalDistanceTo(b.middle());
    }

    private static double turn(Arm a, Arm b) {
        return Math.abs(CourseLine.turnBetween(a.heading(), b.heading()));
    }

    private static boolean isOneWay(Arm arm) {
        return arm.leaving == arm.entering.isEmpty();
    }

    private static void merge(Arm into, Arm other) {
        into.road.addAll(other.road);
        into.entering.addAll(other.entering);
        into.leaving |= other.leaving;
        into.x += other.x;
        into.y += other.y;
        into.outX += other.outX;
        into.outY += other.outY;
        into.ports += other.ports;
    }

    int count() {
        return arms.size();
    }

    /** Lanes that come in. */
    Set<String> entering() {
        Set<String> all = new TreeSet<>();
        arms.forEach(arm -> all.addAll(arm.entering));
        return all;
    }

    /** Radians between the two neighbouring arms that are closest in direction; empty for fewer than two. */
    OptionalDouble sharpestAngle() {
        double[] headings = arms.stream().mapToDouble(Arm::heading).sorted().toArray();
        if (headings.length < 2) {
            return OptionalDouble.empty();
        }
        double least = headings[0] + 2 * Math.PI - headings[headings.length - 1];
        for (int i = 1; i < headings.length; i++) {
            least = Math.min(least, headings[i] - headings[i - 1]);
        }
        return OptionalDouble.of(least);
    }
}
