package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.WaitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Everything about the place that placing needs: the layout and its indices, the lights, the ego's line, the clip's length. */
record Site(HdMap map, LaneGraph graph, Ground ground, SignalPlan signals, ReferenceLine reference, int steps) {
    private static final double BEFORE_LINE = 0.6;

    double seconds() {
        return steps * Body.STEP_MICROS * 1e-6;
    }

    /** Where a path meets lines to stop at: painted ones where they are, else just before the junction. */
    static List<Driver.StopLine> stopLines(HdMap map, SignalPlan signals, DrivePath path) {
        List<Driver.StopLine> lines = new ArrayList<>();
        for (int k = 0; k + 1 < path.lanes().size(); k++) {
            Lane lane = path.lanes().get(k);
            if (signals.controls(lane.id())
                    && path.lanes().get(k + 1).junction().isPresent()) {
                double entry = path.startOf(k + 1);
                double painted = findPainted(map, path, entry - 25, entry + 1).orElse(entry);
                lines.add(new Driver.StopLine(painted - BEFORE_LINE, lane.id()));
            }
        }
        return lines;
    }

    private static OptionalDouble findPainted(HdMap map, DrivePath path, double from, double to) {
        for (WaitLine wait : map.listElements(WaitLine.class)) {
            for (int i = path.indexOf(from); i < path.indexOf(to); i++) {
                Vec3 a = new Vec3(path.x(i), path.y(i), path.z(i));
                Vec3 b = new Vec3(path.x(i + 1), path.y(i + 1), path.z(i + 1));
                if (crosses(wait.line(), a, b)) {
                    return OptionalDouble.of(i * DrivePath.STEP);
                }
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean crosses(Polyline3 line, Vec3 a, Vec3 b) {
        for (int i = 0; i + 1 < line.size(); i++) {
            Vec3 c = line.point(i);
            Vec3 d = line.point(i + 1);
            if (turn(a, b, c) * turn(a, b, d) <= 0
                    && turn(c, d, a) * turn(c, d, b) <= 0
                    && Math.abs(c.z() - a.z()) < 3) {
                return true;
            }
        }
        return false;
    }

    private static double turn(Vec3 a, Vec3 b, Vec3 c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }
}
