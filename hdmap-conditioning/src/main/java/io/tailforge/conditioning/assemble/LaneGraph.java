package io.tailforge.conditioning.assemble;

import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The lanes of a layout, their middle lines and how one goes on into another. */
final class LaneGraph {
    /** Metres per second where a lane states no limit: 50 km/h in town, 70 on a country road, 100 where lanes lie side by side. */
    private static final double TOWN_LIMIT = 13.9;

    private static final double COUNTRY_LIMIT = 19.4;
    private static final double MOTORWAY_LIMIT = 27.8;

    private static final int MAX_LANES_IN_ROUTE = 400;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Strip> strips = new LinkedHashMap<>();
    private final boolean town;

    LaneGraph(HdMap map) {
        town = map.elements().stream().anyMatch(LaneGraph::isTown);
        for (Lane lane : map.listElements(Lane.class)) {
            lanes.put(lane.id(), lane);
            strips.put(lane.id(), Strip.between(lane.left(), lane.right()));
        }
    }

    List<Lane> listLanes() {
        return List.copyOf(lanes.values());
    }

    Optional<Lane> findLane(String id) {
        return Optional.ofNullable(lanes.get(id));
    }

    Lane getLane(String id) {
        return findLane(id).orElseThrow(() -> new IllegalArgumentException("the layout has no lane " + id));
    }

    Strip stripOf(Lane lane) {
        Strip strip = strips.get(lane.id());
        if (strip == null) {
            throw new IllegalArgumentException("the layout has no lane " + lane.id());
        }
        return strip;
    }

    static boolean isDriven(Lane lane) {
        return lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS;
    }

    /** Metres per second; by the kind of place where the lane states none. */
    double limitOf(Lane lane) {
        if (lane.speedLimit().isPresent() || town) {
            return lane.speedLimit().orElse(TOWN_LIMIT);
        }
        boolean beside =
                lane.leftNeighbour().isPresent() || lane.rightNeighbour().isPresent();
        return beside ? MOTORWAY_LIMIT : COUNTRY_LIMIT;
    }

    private static boolean isTown(MapElement element) {
        return switch (element) {
            case Walkway walkway -> true;
            case Crosswalk crosswalk -> true;
            case TrafficLight light -> true;
            case Junction junction -> true;
            default -> false;
        };
    }

    /** Lanes of the same use that this one goes on into. */
    List<Lane> listSuccessors(Lane lane) {
        return listOfSameUse(lane, lane.successors());
    }

    /** Lanes of the same use that go on into this one. */
    List<Lane> listPredecessors(Lane lane) {
        return listOfSameUse(lane, lane.predecessors());
    }

    private List<Lane> listOfSameUse(Lane lane, List<String> ids) {
        List<Lane> linked = new ArrayList<>();
        for (String id : ids) {
            findLane(id)
                    .filter(other -> other.kind() == lane.kind() || isDriven(other) && isDriven(lane))
                    .ifPresent(linked::add);
        }
        return linked;
    }

    /** From a lane onwards, at each fork as the dice fall, until the lanes add up to a length or end. */
    List<Lane> drawRoute(Lane start, double length, SplittableRandom random) {
        List<Lane> route = new ArrayList<>();
        double covered = 0;
        Optional<Lane> lane = Optional.of(start);
        while (lane.isPresent() && covered < length && route.size() < MAX_LANES_IN_ROUTE) {
            route.add(lane.get());
            covered += stripOf(lane.get()).length();
            List<Lane> next = listSuccessors(lane.get());
            lane = next.isEmpty() ? Optional.empty() : Optional.of(next.get(random.nextInt(next.size())));
        }
        return route;
    }

    double lengthOf(List<Lane> route) {
        return route.stream().mapToDouble(lane -> stripOf(lane).length()).sum();
    }
}
