package io.tailforge.variation.prompt;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the ego drives on, in words, as far as the layout says it: lanes, limit, junction and crossing near its path. */
final class RoadWords {
    private static final double NEAR_PATH_METRES = 30;
    private static final double LANE_METRES = 4;
    private static final double MOTORWAY_METRES_PER_SECOND = 80 / 3.6;
    private static final double URBAN_METRES_PER_SECOND = 60 / 3.6;

    private final HdMap map;
    private final List<Vec3> path = new ArrayList<>();
    private final Map<String, Lane> lanes = new HashMap<>();

    RoadWords(Scene scene, HdMap map) {
        this.map = map;
        for (int step = 0; step <= 8; step++) {
            path.add(scene.ego().at(scene.grid().durationMicros() * step / 8).translation());
        }
        map.listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));
    }

    /** For example {@code on an urban road with two lanes in its direction, at a signalised junction}. */
    String describe() {
        Optional<Lane> lane = egoLane();
        List<String> parts = new ArrayList<>();
        parts.add("on " + lane.map(this::road).orElse("a road"));
        junction().ifPresent(parts::add);
        if (map.listElements(MapElement.Crosswalk.class).stream().anyMatch(crossing -> nearPath(crossing.area()))) {
            parts.add("with a pedestrian crossing");
        }
        return String.join(", ", parts);
    }

    private String road(Lane lane) {
        int count = 1 + beside(lane, true) + beside(lane, false);
        double limit = lane.speedLimit().orElse(0);
        if (limit >= MOTORWAY_METRES_PER_SECOND
                && count >= 2
                && lane.oncomingNeighbour().isEmpty()) {
            return "a fast multi-lane road with " + words(count) + " lanes in its direction";
        }
        String kind = limit > 0 && limit <= URBAN_METRES_PER_SECOND ? "an urban road" : "a road";
        return kind + " with " + (count == 1 ? "one lane" : words(count) + " lanes") + " in its direction";
    }

    private int beside(Lane lane, boolean left) {
        Set<String> seen = new HashSet<>();
        Optional<Lane> next = neighbour(lane, left);
        while (next.isPresent()
                && next.get().kind() == LaneKind.DRIVING
                && seen.add(next.get().id())) {
            next = neighbour(next.get(), left);
        }
        return seen.size();
    }

    private Optional<Lane> neighbour(Lane lane, boolean left) {
        return (left ? lane.leftNeighbour() : lane.rightNeighbour()).map(lanes::get);
    }

    private Optional<String> junction() {
        return map.listElements(MapElement.Junction.class).stream()
                .filter(junction -> junction.lanes().stream()
                        .map(lanes::get)
                        .anyMatch(lane -> lane != null && (nearPath(lane.left()) || nearPath(lane.right()))))
                .findFirst()
                .map(junction -> junction.signalised() ? "at a junction with traffic lights" : "at a junction");
    }

    private Optional<Lane> egoLane() {
        Optional<Lane> best = Optional.empty();
        double bestDistance = LANE_METRES;
        for (Lane lane : lanes.values().stream()
                .filter(lane ->
                        lane.kind() == LaneKind.DRIVING && lane.junction().isEmpty())
                .sorted(java.util.Comparator.comparing(Lane::id))
                .toList()) {
            double distance = distanceToCentre(lane, path.getFirst());
            if (distance < bestDistance) {
                bestDistance = distance;
                best = Optional.of(lane);
            }
        }
        return best;
    }

    /** From samples of both rails at equal shares of their lengths. */
    private static double distanceToCentre(Lane lane, Vec3 point) {
        double best = Double.POSITIVE_INFINITY;
        int steps = (int) Math.clamp(lane.left().length() / 2, 2, 500);
        for (int i = 0; i <= steps; i++) {
            Vec3 left = lane.left().pointAt(lane.left().length() * i / steps);
            Vec3 right = lane.right().pointAt(lane.right().length() * i / steps);
            best = Math.min(best, left.lerp(right, 0.5).horizontalDistanceTo(point));
        }
        return best;
    }

    private boolean nearPath(Polyline3 line) {
        for (Vec3 vertex : line.points()) {
            for (Vec3 at : path) {
                if (vertex.horizontalDistanceTo(at) < NEAR_PATH_METRES) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String words(int count) {
        return switch (count) {
            case 2 -> "two";
            case 3 -> "three";
            case 4 -> "four";
            default -> Integer.toString(count);
        };
    }
}
