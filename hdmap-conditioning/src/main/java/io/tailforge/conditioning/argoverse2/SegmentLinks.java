package io.tailforge.conditioning.argoverse2;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.conditioning.topology.LaneLinks.Stated;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lane segments as lanes: a neighbour that runs the other way is oncoming; links that lead out of the map end there. */
final class SegmentLinks implements LaneLinks.LeftOut {
    private final List<LaneSegment> segments;
    private final Findings findings;
    private final Map<String, LaneSegment> byId = new LinkedHashMap<>();
    private final LaneLinks links;
    private final Set<String> outside = new TreeSet<>();

    SegmentLinks(List<LaneSegment> segments, Findings findings) {
        this.segments = segments;
        this.findings = findings;
        Map<String, LaneLinks.Rails> rails = new LinkedHashMap<>();
        segments.forEach(segment -> {
            byId.put(segment.id(), segment);
            rails.put(segment.id(), new LaneLinks.Rails(segment.left(), segment.right()));
        });
        links = new LaneLinks(rails);
    }

    List<Lane> lanes(List<Junction> junctions) {
        Map<String, String> junctionOf = new TreeMap<>();
        junctions.forEach(junction -> junction.lanes().forEach(lane -> junctionOf.put(lane, junction.id())));
        links.connectAll(stated(), this);
        segments.forEach(this::neighbours);
        warnOutside();
        return segments.stream()
                .map(segment -> new Lane(
                        segment.id(),
                        segment.left(),
                        segment.right(),
                        segment.kind(),
                        links.successors(segment.id()),
                        links.predecessors(segment.id()),
                        links.left(segment.id()),
                        links.right(segment.id()),
                        links.oncoming(segment.id()),
                        Optional.ofNullable(junctionOf.get(segment.id())),
                        OptionalDouble.empty()))
                .toList();
    }

    private Map<String, Stated> stated() {
        Map<String, Stated> stated = new LinkedHashMap<>();
        segments.forEach(segment -> stated.put(segment.id(), new Stated(segment.successors(), segment.predecessors())));
        return stated;
    }

    private void neighbours(LaneSegment segment) {
        segment.leftNeighbour().flatMap(this::findSegment).ifPresent(other -> left(segment, other));
        segment.rightNeighbour().flatMap(this::findSegment).ifPresent(other -> right(segment, other));
    }

    private Optional<LaneSegment> findSegment(String id) {
        Optional<LaneSegment> found = Optional.ofNullable(byId.get(id));
        if (found.isEmpty()) {
            outside.add(id);
        }
        return found;
    }

    @Override
    public void gap(String from, String to) {
        findings.warn(Problem.of(
                "MAP-LINK-GAP", source(), "lanes " + from + " and " + to + " do not touch; their link is left out"));
    }

    @Override
    public void unknown(String lane, String other) {
        outside.add(other);
    }

    private String source() {
        return segments.getFirst().view().source();
    }

    private void left(LaneSegment segment, LaneSegment other) {
        double sameWay = apart(
                segment.left().first(),
                other.right().first(),
                segment.left().last(),
                other.right().last());
        double oncoming = apart(
                segment.left().first(),
                other.left().last(),
                segment.left().last(),
                other.left().first());
        if (sameWay <= oncoming) {
            links.putLeft(segment.id(), other.id());
        } else {
            links.putOncoming(segment.id(), other.id());
        }
    }

    private void right(LaneSegment segment, LaneSegment other) {
        double sameWay = apart(
                segment.right().first(),
                other.left().first(),
                segment.right().last(),
                other.left().last());
        double oncoming = apart(
                segment.right().first(),
                other.right().last(),
                segment.right().last(),
                other.right().first());
        if (sameWay <= oncoming) {
            links.putRight(segment.id(), other.id());
        } else {
            links.putOncoming(segment.id(), other.id());
        }
    }

    private static double apart(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
        return a.distanceTo(b) + c.distanceTo(d);
    }

    private void warnOutside() {
        if (!outside.isEmpty()) {
            String few = String.join(", ", outside.stream().limit(5).toList());
            findings.warn(Problem.of(
                    "MAP-DANGLING-LINK",
                    source(),
                    outside.size() + " lanes that others link to are not in the file (" + few
                            + (outside.size() > 5 ? ", ..." : "") + "); the links end there"));
        }
    }
}
