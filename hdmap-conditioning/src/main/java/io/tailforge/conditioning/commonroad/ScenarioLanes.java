package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.commonroad.ScenarioLane.Adjacent;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The lanelets of a scenario by id, and how they connect. */
final class ScenarioLanes {
    private final Map<String, ScenarioLane> lanelets;
    private final Map<String, OptionalDouble> limits;
    private final LaneLinks links;
    private final Findings findings;

    ScenarioLanes(Map<String, ScenarioLane> lanelets, Map<String, OptionalDouble> limits, Findings findings) {
        this.lanelets = lanelets;
        this.limits = limits;
        this.findings = findings;
        Map<String, LaneLinks.Rails> rails = new LinkedHashMap<>();
        Map<String, LaneLinks.Stated> stated = new LinkedHashMap<>();
        lanelets.values().stream().filter(ScenarioLane::isLane).forEach(lane -> {
            rails.put(lane.id(), new LaneLinks.Rails(lane.left(), lane.right()));
            findings.attempt(() -> new LaneLinks.Stated(lane.successors(), lane.predecessors()))
                    .ifPresent(named -> stated.put(lane.id(), named));
        });
        this.links = new LaneLinks(rails);
        links.connectAll(stated, new LaneLinks.LeftOut() {
            @Override
            public void gap(String from, String to) {
                warn(from, "MAP-LINK-GAP", "lanelets " + from + " and " + to + " do not touch; their link is left out");
            }

            @Override
            public void unknown(String lane, String other) {
                // Where lanelets are refused it may be one of them.
                if (!findings.isRefused()) {
                    warn(lane, "MAP-DANGLING-LINK", "names lanelet " + other + ", which is no lane of this file");
                }
            }

            private void warn(String lane, String code, String detail) {
                Optional.ofNullable(lanelets.get(lane))
                        .ifPresent(found -> findings.warn(found.element().problem(code, detail)));
            }
        });
    }

    List<Lane> lanes(Function<String, Optional<String>> junctionOf) {
        return lanelets.values().stream()
                .filter(ScenarioLane::isLane)
                .flatMap(lane ->
                        findings
                                .attempt(() -> lane.element().make(() -> lane(lane, junctionOf.apply(lane.id()))))
                                .stream())
                .toList();
    }

    private Lane lane(ScenarioLane lane, Optional<String> junction) {
        return new Lane(
                lane.id(),
                lane.left(),
                lane.right(),
                lane.kind(),
                links.successors(lane.id()),
                links.predecessors(lane.id()),
                beside(lane, true, true).filter(this::isTraffic),
                beside(lane, false, true).filter(this::isTraffic),
                beside(lane, true, false).or(() -> beside(lane, false, false)).filter(this::isTraffic),
                junction,
                lane.isForVehicles() ? limits.getOrDefault(lane.id(), OptionalDouble.empty()) : OptionalDouble.empty());
    }

    private boolean isTraffic(String id) {
        return Optional.ofNullable(lanelets.get(id))
                .filter(ScenarioLane::isForVehicles)
                .isPresent();
    }

    /** The lanelet beside, if it runs the same (or the other) way and the two share that bound. */
    private Optional<String> beside(ScenarioLane lane, boolean left, boolean sameWay) {
        return lane.adjacent(left)
                .filter(found -> found.sameWay() == sameWay)
                .map(Adjacent::id)
                .filter(id -> !id.equals(lane.id()))
                .filter(id -> Optional.ofNullable(lanelets.get(id))
                        .filter(other -> shares(lane, left, other, sameWay))
                        .isPresent());
    }

    private static boolean shares(ScenarioLane lane, boolean left, ScenarioLane other, boolean sameWay) {
        Polyline3 own = left ? lane.left() : lane.right();
        Polyline3 theirs = left == sameWay ? other.right() : other.left();
        double start = own.first().distanceTo(sameWay ? theirs.first() : theirs.last());
        return start < 1.5;
    }

    /** Every lanelet with the links that the file states. */
    List<SourceLane> listAll(Function<String, Optional<String>> junctionOf, DrivingSide side) {
        return lanelets.values().stream()
                .map(lane -> new SourceLane(
                        lane.id(),
                        kind(lane),
                        String.join(" ", lane.types().stream().sorted().toList()),
                        lane.left(),
                        lane.right(),
                        lane.successors(),
                        lane.predecessors(),
                        stated(lane, true, true),
                        stated(lane, false, true),
                        stated(lane, true, false).or(() -> stated(lane, false, false)),
                        junctionOf.apply(lane.id()),
                        side))
                .toList();
    }

    private static String kind(ScenarioLane lane) {
        LaneKind kind = lane.kind();
        String other = lane.isCrosswalk() ? "crosswalk" : "walkway";
        return lane.isLane() ? kind.name().toLowerCase(Locale.ROOT) : other;
    }

    private static Optional<String> stated(ScenarioLane lane, boolean left, boolean sameWay) {
        return lane.adjacent(left).filter(found -> found.sameWay() == sameWay).map(Adjacent::id);
    }
}
