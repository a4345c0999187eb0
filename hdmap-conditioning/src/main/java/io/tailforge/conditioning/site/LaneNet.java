package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The driven lanes of a map, their middle lines, and which lie beside which. */
final class LaneNet {
    /** A road of more lanes than this is none. */
    private static final int MOST_BESIDE = 32;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Polyline3> middles = new LinkedHashMap<>();

    LaneNet(HdMap map) {
        for (Lane lane : map.listElements(Lane.class)) {
            if (lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS) {
                lanes.put(lane.id(), lane);
            }
        }
    }

    List<Lane> listLanes() {
        return List.copyOf(lanes.values());
    }

    Optional<Lane> findLane(String id) {
        return Optional.ofNullable(lanes.get(id));
    }

    List<Lane> listSuccessors(Lane lane) {
        return listLanes(lane.successors());
    }

    List<Lane> listPredecessors(Lane lane) {
        return listLanes(lane.predecessors());
    }

    private List<Lane> listLanes(List<String> ids) {
        return ids.stream().distinct().flatMap(id -> findLane(id).stream()).toList();
    }

    /** The line between the rails, in the direction of travel. */
    Polyline3 middleOf(Lane lane) {
        return middles.computeIfAbsent(lane.id(), id -> middle(lane));
    }

    private static Polyline3 middle(Lane lane) {
        boolean paired = lane.left().size() == lane.right().size();
        int points = paired
                ? lane.left().size()
                : Math.max(lane.left().size(), lane.right().size());
        Polyline3 left = paired ? lane.left() : Resampled.into(lane.left(), points);
        Polyline3 right = paired ? lane.right() : Resampled.into(lane.right(), points);
        List<Vec3> middle = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            middle.add(left.point(i).lerp(right.point(i), 0.5));
        }
        return Polyline3.of(middle);
    }

    /** The lanes of one direction side by side, this one among them. */
    Set<String> besideOf(Lane lane) {
        return spread(lane, false);
    }

    /** The same and the lanes of the other direction beside them. */
    Set<String> roadOf(Lane lane) {
        return spread(lane, true);
    }

    private Set<String> spread(Lane lane, boolean oncoming) {
        Set<String> found = new LinkedHashSet<>(Set.of(lane.id()));
        Deque<Lane> open = new ArrayDeque<>(List.of(lane));
        while (!open.isEmpty() && found.size() < MOST_BESIDE) {
            Lane next = open.remove();
            List<Optional<String>> beside = oncoming
                    ? List.of(next.leftNeighbour(), next.rightNeighbour(), next.oncomingNeighbour())
                    : List.of(next.leftNeighbour(), next.rightNeighbour());
            for (Optional<String> id : beside) {
                id.flatMap(this::findLane)
                        .filter(other -> found.add(other.id()))
                        .ifPresent(open::add);
            }
        }
        return found;
    }

    /** The highest limit stated on any of them. */
    OptionalDouble limitOf(Iterable<String> ids) {
        OptionalDouble highest = OptionalDouble.empty();
        for (String id : ids) {
            OptionalDouble limit = findLane(id).map(Lane::speedLimit).orElse(OptionalDouble.empty());
            if (limit.isPresent() && limit.getAsDouble() > highest.orElse(-1)) {
                highest = limit;
            }
        }
        return highest;
    }
}
