package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When which light shows what, and which light a lane obeys. A light belongs to the nearest lane that enters a junction
 * and that its face looks at; lanes of one approach share their lights. At a junction the approaches along one axis are
 * green together, those across it are not.
 */
final class SignalPlan {
    private static final double MAX_DISTANCE = 60;
    /** A face that looks the wrong way counts as this many metres: some files turn all their lights around. */
    private static final double TURNED_AWAY = 30;

    private static final double MAX_TURN = Math.toRadians(60);
    private static final double YELLOW_SECONDS = 3;
    private static final double ALL_RED_SECONDS = 2;

    private final Map<String, LightTimeline> timelines = new LinkedHashMap<>();
    private final Map<String, String> lightByLane = new LinkedHashMap<>();

    /** A lane from which one drives into a junction. */
    private record Approach(Lane lane, String junction, Vec3 end, double heading) {}

    private SignalPlan() {}

    /** @param given timelines that are known; lights that have none follow the seeded plan */
    static SignalPlan of(HdMap map, LaneGraph graph, List<LightTimeline> given, long seed, long endMicros) {
        SignalPlan plan = new SignalPlan();
        given.forEach(timeline -> plan.timelines.put(timeline.lightId(), timeline));
        List<Approach> approaches = listApproaches(graph);
        Map<String, Double> axes = new LinkedHashMap<>();
        for (TrafficLight light : map.listElements(TrafficLight.class)) {
            Optional<Approach> approach = findApproach(light, approaches);
            String junction = approach.map(Approach::junction).orElse("");
            double heading = approach.map(Approach::heading).orElse(Angles.wrap(light.facing() + Math.PI));
            double axis = axes.computeIfAbsent(junction, unused -> heading);
            boolean second = Angles.betweenAxes(axis, heading) > Math.PI / 4;
            plan.timelines.putIfAbsent(light.id(), timeline(light.id(), junction, second, seed, endMicros));
            approach.ifPresent(found -> plan.control(found, approaches, light.id()));
        }
        return plan;
    }

    private void control(Approach found, List<Approach> approaches, String lightId) {
        for (Approach other : approaches) {
            boolean together = other.junction().equals(found.junction())
                    && Angles.between(other.heading(), found.heading()) < Math.toRadians(20)
                    && other.end().horizontalDistanceTo(found.end()) < 12;
            if (together) {
                lightByLane.putIfAbsent(other.lane().id(), lightId);
            }
        }
    }

    private static List<Approach> listApproaches(LaneGraph graph) {
        List<Approach> approaches = new ArrayList<>();
        for (Lane lane : graph.listLanes()) {
            if (!LaneGraph.isDriven(lane) || lane.junction().isPresent()) {
                continue;
            }
            Strip strip = graph.stripOf(lane);
            graph.listSuccessors(lane).stream()
                    .flatMap(next -> next.junction().stream())
                    .findFirst()
                    .ifPresent(junction -> approaches.add(new Approach(
                            lane, junction, strip.middle(strip.size() - 1), strip.headingAt(strip.length()))));
        }
        return approaches;
    }

    private static Optional<Approach> findApproach(TrafficLight light, List<Approach> approaches) {
        Vec3 position = light.corners().point(0).lerp(light.corners().point(6), 0.5);
        Optional<Approach> nearest = Optional.empty();
        double best = MAX_DISTANCE;
        for (Approach approach : approaches) {
            boolean faces = Angles.between(light.facing() + Math.PI, approach.heading()) < MAX_TURN;
            boolean turnedAway = Angles.between(light.facing(), approach.heading()) < MAX_TURN;
            double distance = approach.end().horizontalDistanceTo(position) + (faces ? 0 : TURNED_AWAY);
            if ((faces || turnedAway) && distance < best) {
                best = distance;
                nearest = Optional.of(approach);
            }
        }
        return nearest;
    }

    private static LightTimeline timeline(String light, String junction, boolean second, long seed, long endMicros) {
        SplittableRandom random = Draws.of(seed, "signals " + junction);
        double firstGreen = Math.rint(Draws.between(random, 12, 25));
        double secondGreen = Math.rint(Draws.between(random, 10, 20));
        double cycle = firstGreen + secondGreen + 2 * (YELLOW_SECONDS + ALL_RED_SECONDS);
        double offset = cycle * random.nextDouble();
        double green = second ? secondGreen : firstGreen;
        double start = (second ? firstGreen + YELLOW_SECONDS + ALL_RED_SECONDS : 0) - offset;
        while (start > 0) {
            start -= cycle;
        }
        List<Change> changes = new ArrayList<>();
        for (double t = start; t * 1e6 <= endMicros; t += cycle) {
            append(changes, t, LightState.GREEN);
            append(changes, t + green, LightState.YELLOW);
            append(changes, t + green + YELLOW_SECONDS, LightState.RED);
        }
        return new LightTimeline(
                light,
                changes.stream()
                        .filter(change -> change.timestampMicros() <= endMicros)
                        .toList());
    }

    /** Changes before the clip collapse into the state at its start. */
    private static void append(List<Change> changes, double seconds, LightState state) {
        long micros = Math.max(0, Math.round(seconds * 1e6));
        if (!changes.isEmpty() && changes.getLast().timestampMicros() == micros) {
            changes.removeLast();
        }
        changes.add(new Change(micros, state));
    }

    /** In the order of the layout's lights, known ones first. */
    List<LightTimeline> listTimelines() {
        return List.copyOf(timelines.values());
    }

    boolean controls(String laneId) {
        return lightByLane.containsKey(laneId);
    }

    /** What the traffic of a lane that enters a junction sees; empty where no light controls it. */
    Optional<LightState> findState(String laneId, long timestampMicros) {
        return Optional.ofNullable(lightByLane.get(laneId))
                .flatMap(light -> Optional.ofNullable(timelines.get(light)))
                .map(timeline -> timeline.at(timestampMicros));
    }
}
