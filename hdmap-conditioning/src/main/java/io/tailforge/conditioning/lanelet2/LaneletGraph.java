package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.lanelet2.Lanelet.Bound;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How one can go on from each lanelet, as Lanelet2's routing graph has it: a lanelet follows another where both its bounds
 * start with the nodes in which those of the other end; lanelets that share a way lie beside each other.
 */
final class LaneletGraph {
    private static final int MAX_LINKS = 1_000_000;
    private static final int MAX_TWO_WAY = 64;

    private final Map<Ends, List<Lanelet>> starts = new HashMap<>();
    private final Map<Ends, List<String>> twoWayEnds = new HashMap<>();
    private final Map<Side, Lanelet> beside = new HashMap<>();
    private final Map<String, List<String>> successors = new LinkedHashMap<>();
    private final Map<String, List<String>> predecessors = new LinkedHashMap<>();
    private int links;

    /** @param traffic what may use both: cars and buses share their lanes, others have their own */
    private record Ends(long left, long right, String traffic) {}

    private record Side(long way, boolean reversed, boolean left, String traffic) {}

    LaneletGraph(List<Lanelet> lanelets) {
        for (Lanelet lanelet : lanelets) {
            starts.computeIfAbsent(
                            new Ends(lanelet.left().startNode(), lanelet.right().startNode(), traffic(lanelet)),
                            any -> new ArrayList<>())
                    .add(lanelet);
            beside.putIfAbsent(side(lanelet, lanelet.left(), true), lanelet);
            beside.putIfAbsent(side(lanelet, lanelet.right(), false), lanelet);
        }
        lanelets.forEach(this::connect);
        lanelets.stream()
                .filter(lanelet -> lanelet.relation().tag("one_way", "yes").matches("no|false"))
                .forEach(lanelet -> twoWayEnds
                        .computeIfAbsent(
                                new Ends(
                                        lanelet.left().endNode(),
                                        lanelet.right().endNode(),
                                        traffic(lanelet)),
                                any -> new ArrayList<>())
                        .add(lanelet.id()));
    }

    private static String traffic(Lanelet lanelet) {
        return lanelet.use().isForVehicles() ? "vehicles" : lanelet.use().name();
    }

    private static Side side(Lanelet lanelet, Bound bound, boolean left) {
        return new Side(bound.way().id(), bound.reversed(), left, traffic(lanelet));
    }

    private void connect(Lanelet lanelet) {
        Ends end = new Ends(lanelet.left().endNode(), lanelet.right().endNode(), traffic(lanelet));
        for (Lanelet next : starts.getOrDefault(end, List.of())) {
            if (next != lanelet) {
                if (++links > MAX_LINKS) {
                    throw lanelet.relation()
                            .element()
                            .bad("MAP-TOO-LARGE", "takes the map over " + MAX_LINKS + " links between lanelets");
                }
                successors
                        .computeIfAbsent(lanelet.id(), any -> new ArrayList<>())
                        .add(next.id());
                predecessors
                        .computeIfAbsent(next.id(), any -> new ArrayList<>())
                        .add(lanelet.id());
            }
        }
    }

    Lane lane(Lanelet lanelet, SpeedLimits limits) {
        Bound left = lanelet.left();
        Bound right = lanelet.right();
        return new Lane(
                lanelet.id(),
                left.line(),
                right.line(),
                lanelet.use().laneKind(),
                successors.getOrDefault(lanelet.id(), List.of()),
                predecessors.getOrDefault(lanelet.id(), List.of()),
                find(lanelet, left, left.reversed(), false),
                find(lanelet, right, right.reversed(), true),
                oncoming(lanelet),
                Optional.empty(),
                lanelet.use().isForVehicles() ? limits.of(lanelet.relation()) : OptionalDouble.empty());
    }

    /**
     * A lanelet with every link of the routing graph: also those into lanelets that may be driven both ways
     * ({@code one_way=no}) and run against it.
     */
    SourceLane sourceLane(Lanelet lanelet, Optional<String> junction, DrivingSide side) {
        Bound left = lanelet.left();
        Bound right = lanelet.right();
        return new SourceLane(
                lanelet.id(),
                lanelet.use().name().toLowerCase(Locale.ROOT),
                lanelet.relation().tag("subtype", ""),
                left.line(),
                right.line(),
                Stream.concat(
                                successors.getOrDefault(lanelet.id(), List.of()).stream(),
                                twoWayEnds.getOrDefault(endMirrored(lanelet), List.of()).stream()
                                        .limit(MAX_TWO_WAY))
                        .filter(id -> !id.equals(lanelet.id()))
                        .toList(),
                predecessors.getOrDefault(lanelet.id(), List.of()),
                find(lanelet, left, left.reversed(), false),
                find(lanelet, right, right.reversed(), true),
                oncoming(lanelet),
                junction,
                side);
    }

    /** The end as it looks to who comes the other way. */
    private static Ends endMirrored(Lanelet lanelet) {
        return new Ends(lanelet.right().endNode(), lanelet.left().endNode(), traffic(lanelet));
    }

    private Optional<String> oncoming(Lanelet lanelet) {
        return find(lanelet, lanelet.left(), !lanelet.left().reversed(), true)
                .or(() -> find(lanelet, lanelet.right(), !lanelet.right().reversed(), false));
    }

    /** The lanelet that has a way as its left (or right) bound, running so. */
    private Optional<String> find(Lanelet lanelet, Bound bound, boolean reversed, boolean asLeft) {
        return Optional.ofNullable(beside.get(new Side(bound.way().id(), reversed, asLeft, traffic(lanelet))))
                .filter(other -> other != lanelet)
                .map(Lanelet::id);
    }
}
