package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The lanes, in the direction of travel, and how one can go on from each. A link counts where the ends it names are
 * there, meet, and one is a way out and the other a way in.
 */
final class LaneGraph {
    /** Ends further apart than this do not meet, metres. */
    static final double TOUCH = 0.5;

    private final Findings warnings;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private final Map<String, Set<String>> predecessors = new LinkedHashMap<>();

    LaneGraph(Findings warnings) {
        this.warnings = warnings;
    }

    private record Draft(SectionShape shape, LaneSpec spec, LaneKind kind, Polyline3 left, Polyline3 right) {
        double middle() {
            return (shape.section().start() + shape.section().end()) / 2;
        }

        Vec3 endPoint(boolean atStartOfS) {
            boolean first = atStartOfS == spec.runsAlongS();
            return first ? left.first().lerp(right.first(), 0.5) : left.last().lerp(right.last(), 0.5);
        }
    }

    /** Adds the lanes of a section; lanes without any width are left out. */
    void add(SectionShape shape) {
        for (LaneSpec spec : shape.section().lanes()) {
            Optional<LaneKind> kind = spec.type().laneKind();
            if (spec.id() == 0 || kind.isEmpty() || shape.maxWidth(spec) < RoadEdges.MIN_WIDTH) {
                continue;
            }
            Polyline3 inner = shape.rail(spec, 0);
            Polyline3 outer = shape.rail(spec, 1);
            Polyline3 leftOfS = spec.id() > 0 ? outer : inner;
            Polyline3 rightOfS = spec.id() > 0 ? inner : outer;
            Draft draft = spec.runsAlongS()
                    ? new Draft(shape, spec, kind.get(), leftOfS, rightOfS)
                    : new Draft(shape, spec, kind.get(), rightOfS.reversed(), leftOfS.reversed());
            drafts.put(LaneLinks.laneId(shape.road(), shape.section(), spec.id()), draft);
        }
    }

    /** Makes successors of the links that hold. */
    void connect(List<LaneLinks.Link> links) {
        links.forEach(link -> meet(
                link.first().lane(),
                link.first().atStart(),
                link.second().lane(),
                link.second().atStart()));
    }

    private void meet(String a, boolean aAtStart, String b, boolean bAtStart) {
        Draft first = drafts.get(a);
        Draft second = drafts.get(b);
        if (first == null || second == null) {
            return;
        }
        if (first.endPoint(aAtStart).distanceTo(second.endPoint(bAtStart)) > TOUCH) {
            warnings.warn(first.spec()
                    .element()
                    .problem("MAP-LINK-GAP", "lanes " + a + " and " + b + " do not touch; their link is left out"));
            return;
        }
        boolean outOfFirst = aAtStart != first.spec().runsAlongS();
        boolean outOfSecond = bAtStart != second.spec().runsAlongS();
        if (outOfFirst && !outOfSecond) {
            link(a, b);
        } else if (outOfSecond && !outOfFirst) {
            link(b, a);
        } else if (first.spec().type().isForTraffic() && second.spec().type().isForTraffic()) {
            warnings.warn(first.spec()
                    .element()
                    .problem(
                            "MAP-LINK-AGAINST",
                            "lanes " + a + " and " + b + " run against each other; their link is left out"));
        }
    }

    private void link(String from, String to) {
        successors.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(to);
        predecessors.computeIfAbsent(to, any -> new LinkedHashSet<>()).add(from);
    }

    /** The finished lanes of one road, in the order they were added. */
    List<Lane> lanes(Road road) {
        List<Lane> lanes = new ArrayList<>();
        drafts.forEach((id, draft) -> {
            if (draft.shape().road() == road) {
                lanes.add(lane(id, draft));
            }
        });
        return lanes;
    }

    private Lane lane(String id, Draft draft) {
        Road road = draft.shape().road();
        LaneSpec spec = draft.spec();
        int toLeft = spec.runsAlongS() ? 1 : -1;
        OptionalDouble own = spec.speedLimits().at(draft.middle());
        OptionalDouble limit = own.isPresent() ? own : road.speedLimits().at(draft.middle());
        return new Lane(
                id,
                draft.left(),
                draft.right(),
                draft.kind(),
                List.copyOf(successors.getOrDefault(id, Set.of())),
                List.copyOf(predecessors.getOrDefault(id, Set.of())),
                beside(draft, toLeft, true),
                beside(draft, -toLeft, true),
                beside(draft, toLeft, false).or(() -> beside(draft, -toLeft, false)),
                road.junction().map(JunctionSpec::elementId),
                spec.type().isForTraffic() ? limit : OptionalDouble.empty());
    }

    /** The next lane for traffic on one side, if it runs the same (or the other) way. */
    private Optional<String> beside(Draft draft, int step, boolean sameWay) {
        int next = draft.spec().id() + step;
        int id = next == 0 ? step : next;
        String name = LaneLinks.laneId(draft.shape().road(), draft.shape().section(), id);
        return Optional.ofNullable(drafts.get(name))
                .filter(other -> other.spec().type().isForTraffic()
                        && draft.spec().type().isForTraffic())
                .filter(other -> (other.spec().runsAlongS() == draft.spec().runsAlongS()) == sameWay)
                .map(other -> name);
    }
}
