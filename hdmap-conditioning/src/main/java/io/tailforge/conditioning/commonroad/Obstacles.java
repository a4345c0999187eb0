package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Obstacles of a scenario as tracks; the format has no heights of things, so they get usual ones. */
final class Obstacles {
    private static final int MAX_STEP = 10_000_000;

    private final LaneIndex index;
    private final double stepMicros;
    private final Findings findings;

    /** @param stepMicros length of a time step */
    Obstacles(LaneIndex index, double stepMicros, Findings findings) {
        this.index = index;
        this.stepMicros = stepMicros;
        this.findings = findings;
    }

    static List<XmlElement> in(XmlElement root) {
        return root.children().stream()
                .filter(child -> child.name().equals("obstacle")
                        || child.name().equals("staticObstacle")
                        || child.name().equals("dynamicObstacle"))
                .toList();
    }

    /** Empty, with a warning, for an obstacle that has no box or no known place. */
    Optional<ActorTrack> track(XmlElement obstacle) {
        Optional<double[]> size = size(obstacle);
        Optional<ActorState> first =
                size.flatMap(box -> obstacle.find("initialState").flatMap(state -> state(obstacle, state, box)));
        if (first.isEmpty()) {
            findings.warn(obstacle.problem(
                    "COMMONROAD-OBSTACLE", "has no rectangle, circle or polygon at a known place; it is left out"));
            return Optional.empty();
        }
        List<ActorState> states = new ArrayList<>();
        states.add(first.get());
        List<XmlElement> stated = obstacle.at("trajectory", "state");
        stated.forEach(state -> findings.attempt(() -> next(states.getLast(), obstacle, state, size.orElseThrow()))
                .ifPresent(states::add));
        String type = ScenarioXml.text(obstacle, "type");
        String id = obstacle.attribute("id");
        boolean moving = states.size() > 1;
        if (stated.isEmpty() && !isStatic(obstacle)) {
            findings.warn(obstacle.problem("COMMONROAD-OBSTACLE", "moves in a way other than a trajectory; it stands"));
        }
        return Optional.of(new ActorTrack(id, actorClass(type), type, moving, states, List.of(present(states))));
    }

    private static TimeSpan present(List<ActorState> states) {
        return new TimeSpan(
                states.getFirst().timestampMicros(), states.getLast().timestampMicros() + ActorTrack.HOLD_MICROS);
    }

    private static boolean isStatic(XmlElement obstacle) {
        return obstacle.name().equals("staticObstacle")
                || ScenarioXml.text(obstacle, "role").equals("static");
    }

    private ActorState next(ActorState last, XmlElement obstacle, XmlElement element, double[] size) {
        ActorState state = state(obstacle, element, size)
                .orElseThrow(() -> element.bad("COMMONROAD-STATE", "needs a position that is a point"));
        if (state.timestampMicros() <= last.timestampMicros()) {
            throw element.bad("COMMONROAD-STATE", "must be later than the state before it");
        }
        return state;
    }

    private Optional<ActorState> state(XmlElement obstacle, XmlElement state, double[] size) {
        Optional<Vec3> place = state.find("position").flatMap(Obstacles::place);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        double step = ScenarioXml.value(state, "time").orElse(0);
        if (!(step >= 0 && step <= MAX_STEP)) {
            throw state.bad("COMMONROAD-STATE", "has the time step " + step + "; 0 to " + MAX_STEP + " are read");
        }
        double heading = ScenarioXml.value(state, "orientation").orElse(0);
        double height = height(actorClass(ScenarioXml.text(obstacle, "type")));
        Vec3 ground = new Vec3(place.get().x(), place.get().y(), groundAt(place.get()));
        Cuboid box = new Cuboid(
                Pose.ofYaw(ground.x(), ground.y(), ground.z() + height / 2, heading),
                new Vec3(size[0], size[1], height));
        return Optional.of(new ActorState(Math.round(step * stepMicros), box));
    }

    /** A point, or the centre of the shape within which the obstacle is. */
    private static Optional<Vec3> place(XmlElement position) {
        Optional<XmlElement> point = position.find("point");
        if (point.isPresent()) {
            return point.map(ScenarioXml::point);
        }
        return position.children().stream()
                .flatMap(shape -> shape.find("center").stream())
                .findFirst()
                .map(ScenarioXml::point);
    }

    double groundAt(Vec3 place) {
        Optional<Lane> lane = index.findLaneAt(place);
        if (lane.isEmpty()) {
            return place.z();
        }
        Vec3 nearest = lane.get().left().first();
        for (Vec3 point : lane.get().left().points()) {
            nearest = point.horizontalDistanceTo(place) < nearest.horizontalDistanceTo(place) ? point : nearest;
        }
        return nearest.z();
    }

    /** Length and width. */
    private static Optional<double[]> size(XmlElement obstacle) {
        for (XmlElement shape : obstacle.at("shape", "rectangle")) {
            return Optional.of(new double[] {
                metres(shape, ScenarioXml.metres(shape, "length")), metres(shape, ScenarioXml.metres(shape, "width"))
            });
        }
        for (XmlElement shape : obstacle.at("shape", "circle")) {
            double across = metres(shape, 2 * ScenarioXml.metres(shape, "radius"));
            return Optional.of(new double[] {across, across});
        }
        return obstacle.at("shape", "polygon").stream().findFirst().map(Obstacles::extent);
    }

    private static double[] extent(XmlElement polygon) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Vec3 point : ScenarioXml.points(polygon)) {
            low = new double[] {Math.min(low[0], point.x()), Math.min(low[1], point.y())};
            high = new double[] {Math.max(high[0], point.x()), Math.max(high[1], point.y())};
        }
        return new double[] {metres(polygon, high[0] - low[0]), metres(polygon, high[1] - low[1])};
    }

    private static double metres(XmlElement shape, double size) {
        if (!(size > 0 && size <= 1000)) {
            throw shape.bad("COMMONROAD-OBSTACLE", "is " + size + " m long or wide; above 0 and up to 1000 are read");
        }
        return size;
    }

    static ActorClass actorClass(String type) {
        return switch (type) {
            case "car", "taxi", "parkedVehicle", "priorityVehicle" -> ActorClass.CAR;
            case "truck" -> ActorClass.TRUCK;
            case "bus" -> ActorClass.BUS;
            case "train" -> ActorClass.TRAM;
            case "motorcycle" -> ActorClass.MOTORCYCLE;
            case "bicycle" -> ActorClass.BICYCLE;
            case "pedestrian" -> ActorClass.PEDESTRIAN;
            default -> ActorClass.OTHER;
        };
    }

    private static double height(ActorClass actorClass) {
        return switch (actorClass) {
            case CAR -> 1.5;
            case TRUCK, BUS, TRAM -> 3.2;
            case MOTORCYCLE, BICYCLE, PEDESTRIAN -> 1.75;
            default -> 1;
        };
    }
}
