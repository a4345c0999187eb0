package io.tailforge.conditioning.topology;

import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The junctions of a source that names none. A lane lies in one where the source says that it turns, where its middle
 * crosses that of another lane on the same level, and where it starts or ends together with such a lane. Lanes that cross,
 * start, end or follow together are one junction.
 */
public final class InferredJunctions {
    private final LaneIndex index;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final boolean[] inside;
    private final int[] parent;

    private InferredJunctions(LaneIndex index) {
        this.index = index;
        this.inside = new boolean[index.lanes().size()];
        this.parent = new int[inside.length];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
            numbers.put(index.lanes().get(i).id(), i);
        }
    }

    /**
     * @param lanes the same lanes, those in a junction now naming it
     * @param junctions {@code junction:0} and so on, in the order of their first lanes
     */
    public record Found(List<Lane> lanes, List<Junction> junctions) {
        public Found {
            lanes = List.copyOf(lanes);
            junctions = List.copyOf(junctions);
        }
    }

    /**
     * @param turning ids of lanes that the source says to turn or to lead straight over a junction
     * @param signalled ids of lanes whose traffic obeys lights
     */
    public static Found in(LaneIndex index, Set<String> turning, Set<String> signalled) {
        InferredJunctions junctions = new InferredJunctions(index);
        turning.forEach(id -> junctions.find(id).ifPresent(i -> junctions.inside[i] = true));
        junctions.markCrossing();
        junctions.addCompanions();
        junctions.joinLinked();
        return junctions.result(signalled);
    }

    private Optional<Integer> find(String id) {
        return Optional.ofNullable(numbers.get(id));
    }

    private static boolean isForCars(Lane lane) {
        return lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS;
    }

    private void markCrossing() {
        List<Lane> lanes = index.lanes();
        Map<Integer, CentreLine> centres = new HashMap<>();
        Function<Integer, CentreLine> centre = i -> centres.computeIfAbsent(i, k -> CentreLine.of(lanes.get(k)));
        for (int i = 0; i < lanes.size(); i++) {
            if (!isForCars(lanes.get(i))) {
                continue;
            }
            for (int j : index.near(LaneIndex.envelope(lanes.get(i).left()))) {
                if (j != i && isForCars(lanes.get(j)) && !isBeside(lanes.get(i), lanes.get(j))) {
                    index.spend(
                            (long) centre.apply(i).segments() * centre.apply(j).segments());
                    if (centre.apply(i).crosses(centre.apply(j))) {
                        inside[i] = true;
                        inside[j] = true;
                        join(i, j);
                    }
                }
            }
        }
    }

    private static boolean isBeside(Lane lane, Lane other) {
        Optional<String> id = Optional.of(other.id());
        return lane.leftNeighbour().equals(id)
                || lane.rightNeighbour().equals(id)
                || lane.oncomingNeighbour().equals(id)
                || lane.successors().contains(other.id())
                || lane.predecessors().contains(other.id());
    }

    /** Lanes that come from where a lane inside comes from, or lead where it leads. */
    private void addCompanions() {
        boolean[] seeds = inside.clone();
        for (Lane lane : index.lanes()) {
            addTogether(lane.successors(), seeds);
            addTogether(lane.predecessors(), seeds);
        }
    }

    private void addTogether(Collection<String> ids, boolean[] seeds) {
        List<Integer> together = ids.stream().flatMap(id -> find(id).stream()).toList();
        if (together.stream().anyMatch(i -> seeds[i])) {
            together.stream().filter(i -> isForCars(index.lanes().get(i))).forEach(i -> {
                inside[i] = true;
                join(together.getFirst(), i);
            });
        }
    }

    private void joinLinked() {
        for (int i = 0; i < inside.length; i++) {
            for (String next : index.lanes().get(i).successors()) {
                int j = find(next).orElse(i);
                if (inside[i] && inside[j]) {
                    join(i, j);
                }
            }
        }
    }

    private void join(int a, int b) {
        int first = root(a);
        int second = root(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private Found result(Set<String> signalled) {
        Map<Integer, List<Lane>> members = new TreeMap<>();
        for (int i = 0; i < inside.length; i++) {
            if (inside[i]) {
                members.computeIfAbsent(root(i), any -> new ArrayList<>())
                        .add(index.lanes().get(i));
            }
        }
        List<Junction> junctions = new ArrayList<>();
        Map<String, String> junctionOf = new LinkedHashMap<>();
        for (List<Lane> lanes : members.values()) {
            String id = "junction:" + junctions.size();
            junctions.add(new Junction(id, lanes.stream().map(Lane::id).toList(), obeysLights(lanes, signalled)));
            lanes.forEach(lane -> junctionOf.put(lane.id(), id));
        }
        return new Found(
                index.lanes().stream()
                        .map(lane -> in(lane, Optional.ofNullable(junctionOf.get(lane.id()))))
                        .toList(),
                junctions);
    }

    private static boolean obeysLights(List<Lane> lanes, Set<String> signalled) {
        return lanes.stream()
                .anyMatch(lane -> signalled.contains(lane.id())
                        || lane.predecessors().stream().anyMatch(signalled::contains));
    }

    private static Lane in(Lane lane, Optional<String> junction) {
        return new Lane(
                lane.id(),
                lane.left(),
                lane.right(),
                lane.kind(),
                lane.successors(),
                lane.predecessors(),
                lane.leftNeighbour(),
                lane.rightNeighbour(),
                lane.oncomingNeighbour(),
                junction.or(lane::junction),
                lane.speedLimit());
    }
}
