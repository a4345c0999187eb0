package io.tailforge.conditioning.site;

import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One direction of a road from one junction, fork or end to the next, told by the lane beside the middle of the road.
 *
 * @param lanes one after the other in the direction of travel, each the only way on from the one before
 * @param beside the driven lanes of the same direction along it, themselves included, in the order met
 * @param width the most lanes side by side
 */
record Carriageway(List<Lane> lanes, List<String> beside, int width) {
    /** Every piece of road outside junctions is on one carriageway for each direction; in map order. */
    static List<Carriageway> listOf(LaneNet net, boolean rightHand) {
        Set<String> taken = new LinkedHashSet<>();
        List<Carriageway> found = new ArrayList<>();
        for (Lane lane : net.listLanes()) {
            if (isInner(net, lane, rightHand) && lane.junction().isEmpty() && !taken.contains(lane.id())) {
                found.add(follow(net, startOf(net, lane, taken), taken));
            }
        }
        return found;
    }

    private static boolean isInner(LaneNet net, Lane lane, boolean rightHand) {
        Optional<String> inner = rightHand ? lane.leftNeighbour() : lane.rightNeighbour();
        return inner.flatMap(net::findLane).isEmpty();
    }

    private static Lane startOf(LaneNet net, Lane lane, Set<String> taken) {
        Set<String> seen = new LinkedHashSet<>(Set.of(lane.id()));
        Lane start = lane;
        while (true) {
            Optional<Lane> before =
                    onlyPredecessor(net, start).filter(other -> !taken.contains(other.id()) && seen.add(other.id()));
            if (before.isEmpty()) {
                return start;
            }
            start = before.get();
        }
    }

    private static Carriageway follow(LaneNet net, Lane start, Set<String> taken) {
        List<Lane> lanes = new ArrayList<>();
        Set<String> beside = new LinkedHashSet<>();
        int width = 0;
        Optional<Lane> next = Optional.of(start);
        while (next.isPresent()) {
            Lane lane = next.get();
            lanes.add(lane);
            Set<String> row = net.besideOf(lane);
            width = Math.max(width, row.size());
            beside.addAll(row);
            taken.addAll(row);
            next = onlySuccessor(net, lane).filter(other -> !taken.contains(other.id()));
        }
        return new Carriageway(lanes, List.copyOf(beside), width);
    }

    private static Optional<Lane> onlySuccessor(LaneNet net, Lane lane) {
        return only(net.listSuccessors(lane))
                .filter(next -> next.junction().isEmpty()
                        && only(net.listPredecessors(next)).isPresent());
    }

    private static Optional<Lane> onlyPredecessor(LaneNet net, Lane lane) {
        return only(net.listPredecessors(lane))
                .filter(before -> before.junction().isEmpty()
                        && only(net.listSuccessors(before)).isPresent());
    }

    private static Optional<Lane> only(List<Lane> lanes) {
        return lanes.size() == 1 ? Optional.of(lanes.getFirst()) : Optional.empty();
    }
}
