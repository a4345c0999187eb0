package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.SourceLane;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.DrivingSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every lane of a file with the links it states, whether or not the ends they name touch. */
final class SourceLanes {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private final Map<String, Set<String>> predecessors = new LinkedHashMap<>();

    private record Entry(SectionShape shape, LaneSpec spec) {
        Polyline3 edge(boolean outer) {
            int edge = outer ? spec.id() : spec.id() - Integer.signum(spec.id());
            Polyline3 line = shape.line(edge, 0, shape.size() - 1, s -> spec.heightAt(s, outer ? 1 : 0));
            return spec.runsAlongS() ? line : line.reversed();
        }

        boolean outerIsLeft() {
            return spec.id() > 0 == spec.runsAlongS();
        }
    }

    private SourceLanes() {}

    static List<SourceLane> of(
            Map<String, Road> roads, Map<String, List<SectionShape>> shapes, List<LaneLinks.Link> links) {
        SourceLanes lanes = new SourceLanes();
        roads.keySet().forEach(id -> shapes.getOrDefault(id, List.of()).forEach(lanes::add));
        links.forEach(lanes::connect);
        return lanes.list();
    }

    private void add(SectionShape shape) {
        shape.section().lanes().stream()
                .filter(spec -> spec.id() != 0)
                .forEach(spec -> entries.put(
                        LaneLinks.laneId(shape.road(), shape.section(), spec.id()), new Entry(shape, spec)));
    }

    private void connect(LaneLinks.Link link) {
        Entry first = entries.get(link.first().lane());
        Entry second = entries.get(link.second().lane());
        if (first == null || second == null) {
            return;
        }
        boolean outOfFirst = link.first().atStart() != first.spec().runsAlongS();
        boolean outOfSecond = link.second().atStart() != second.spec().runsAlongS();
        if (outOfFirst && !outOfSecond) {
            connect(link.first().lane(), link.second().lane());
        } else if (outOfSecond && !outOfFirst) {
            connect(link.second().lane(), link.first().lane());
        }
    }

    private void connect(String from, String to) {
        successors.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(to);
        predecessors.computeIfAbsent(to, any -> new LinkedHashSet<>()).add(from);
    }

    private List<SourceLane> list() {
        List<SourceLane> lanes = new ArrayList<>(entries.size());
        entries.forEach((id, entry) -> lanes.add(lane(id, entry)));
        return lanes;
    }

    private SourceLane lane(String id, Entry entry) {
        LaneSpec spec = entry.spec();
        Road road = entry.shape().road();
        int toLeft = spec.runsAlongS() ? 1 : -1;
        return new SourceLane(
                id,
                kind(spec.type()),
                spec.element().attribute("type"),
                entry.edge(entry.outerIsLeft()),
                entry.edge(!entry.outerIsLeft()),
                List.copyOf(successors.getOrDefault(id, Set.of())),
                List.copyOf(predecessors.getOrDefault(id, Set.of())),
                beside(entry, toLeft, true),
                beside(entry, -toLeft, true),
                beside(entry, toLeft, false).or(() -> beside(entry, -toLeft, false)),
                road.junction().map(JunctionSpec::elementId),
                road.rightHandTraffic() ? DrivingSide.RIGHT : DrivingSide.LEFT);
    }

    private static String kind(LaneType type) {
        return type == LaneType.WALKWAY
                ? "walkway"
                : type.laneKind()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .orElse("none");
    }

    private Optional<String> beside(Entry entry, int step, boolean sameWay) {
        int next = entry.spec().id() + step;
        String name = LaneLinks.laneId(entry.shape().road(), entry.shape().section(), next == 0 ? step : next);
        return Optional.ofNullable(entries.get(name))
                .filter(other -> (other.spec().runsAlongS() == entry.spec().runsAlongS()) == sameWay)
                .map(other -> name);
    }
}
