package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The start of a planning problem, driven on: along its lane and the first lane after each, at its speed and its distance
 * from the left rail. A scenario tells no more of the ego vehicle.
 */
final class EgoStart {
    /** From the middle of the vehicle, which a state describes, back to the rear axle. */
    private static final double AXLE = 1.4;

    private static final long STEP_MICROS = 100_000;
    private static final int MAX_STEPS = 6_000;
    private static final int MAX_LANES = 200;
    private static final int MAX_POINTS = 20_000;

    private EgoStart() {}

    /** Empty where there is no planning problem or it does not start on a lane. */
    static Optional<EgoTrajectory> of(XmlElement root, LaneIndex index, long endMicros) {
        Map<String, Lane> lanes = new HashMap<>();
        index.lanes().forEach(lane -> lanes.put(lane.id(), lane));
        for (XmlElement state : root.at("planningProblem", "initialState")) {
            Optional<Vec3> start = state.find("position")
                    .flatMap(position -> position.find("point"))
                    .map(ScenarioXml::point);
            Optional<Lane> lane = start.flatMap(index::findLaneAt);
            if (lane.isPresent()) {
                double speed = Math.clamp(ScenarioXml.value(state, "velocity").orElse(0), 0, 80);
                return Optional.of(drive(rail(lane.get(), lanes), start.get(), speed, endMicros));
            }
        }
        return Optional.empty();
    }

    private static Polyline3 rail(Lane first, Map<String, Lane> lanes) {
        List<Vec3> points = new ArrayList<>(first.left().points());
        Set<String> seen = new HashSet<>(Set.of(first.id()));
        Optional<Lane> next = Optional.of(first);
        while (next.isPresent() && seen.size() < MAX_LANES) {
            next = next.get().successors().stream()
                    .findFirst()
                    .filter(seen::add)
                    .map(lanes::get);
            next.ifPresent(lane -> points.addAll(lane.left().points()));
        }
        return Polyline3.of(points.subList(0, Math.min(points.size(), MAX_POINTS)));
    }

    private static EgoTrajectory drive(Polyline3 rail, Vec3 start, double speed, long endMicros) {
        double along = nearest(rail, start);
        double beside = rail.pointAt(along).horizontalDistanceTo(start);
        List<TimedPose> poses = new ArrayList<>();
        long steps = Math.min(MAX_STEPS, endMicros / STEP_MICROS);
        for (long k = 0; k <= steps; k++) {
            long micros = k * STEP_MICROS;
            poses.add(new TimedPose(micros, pose(rail, along + speed * micros * 1e-6, beside)));
        }
        return new EgoTrajectory(poses);
    }

    private static Pose pose(Polyline3 rail, double along, double beside) {
        double length = rail.length();
        Vec3 back = rail.pointAt(Math.min(along, length) - 1);
        Vec3 ahead = rail.pointAt(Math.max(0.5, Math.min(along, length)) + 0.5);
        double heading = StrictMath.atan2(ahead.y() - back.y(), ahead.x() - back.x());
        Vec3 at = rail.pointAt(along);
        double cos = StrictMath.cos(heading);
        double sin = StrictMath.sin(heading);
        return Pose.ofYaw(at.x() + beside * sin - AXLE * cos, at.y() - beside * cos - AXLE * sin, at.z(), heading);
    }

    /** Distance along the line to the point of it that is nearest. */
    private static double nearest(Polyline3 line, Vec3 point) {
        double best = Double.POSITIVE_INFINITY;
        double at = 0;
        double before = 0;
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.point(i - 1);
            Vec3 step = line.point(i).minus(a);
            double squared = step.dot(step);
            double t = squared == 0 ? 0 : Math.clamp(point.minus(a).dot(step) / squared, 0, 1);
            double distance = a.plus(step.times(t)).horizontalDistanceTo(point);
            if (distance < best) {
                best = distance;
                at = before + t * step.norm();
            }
            before += step.norm();
        }
        return at;
    }
}
