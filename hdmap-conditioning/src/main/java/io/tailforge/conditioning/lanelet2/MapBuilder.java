package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.conditioning.topology.InferredDrivingSide;
import io.tailforge.conditioning.topology.InferredJunctions;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.conditioning.topology.LeftHandCountries;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes the map of one document: ways, lanelets and areas in their order, then the junctions that the lanes tell. */
final class MapBuilder {
    private static final int MAX_RAIL_POINTS = 1_000_000;
    private static final Set<String> TURNS = Set.of("left", "right", "straight");

    private final OsmDocument document;
    private final String source;
    private final Findings findings;
    private final Map<Long, Way> bounds = new LinkedHashMap<>();

    MapBuilder(OsmDocument document, String source, Findings findings) {
        this.findings = findings;
        this.source = source;
        this.document = document;
    }

    /** The two bounds of a lanelet, not yet turned. */
    private record Draft(Relation relation, Way left, Way right) {}

    HdMap build(String name, String format) {
        List<Draft> drafts = drafts();
        NodePlaces places = NodePlaces.of(document, bounds.values(), findings);
        findings.throwIfRefused();
        List<Lanelet> lanelets = lanelets(drafts, places);
        List<Lanelet> roads =
                lanelets.stream().filter(lanelet -> lanelet.use().isLane()).toList();
        LaneletGraph graph = new LaneletGraph(roads);
        SpeedLimits limits = new SpeedLimits(document);
        LaneIndex index = new LaneIndex(roads.stream()
                .flatMap(road -> attempt(road.relation().element(), () -> graph.lane(road, limits)).stream())
                .toList());
        findings.throwIfRefused();
        Drivable.require(source, index.lanes());
        RoadsideSignals signals = new RoadsideSignals(document, places, index, byNumber(index.lanes()));
        InferredJunctions.Found found = InferredJunctions.in(index, turning(roads), signals.signalledLanes());
        List<MapElement> elements = new ArrayList<>(
                wayElements(new WayElements(places, lanelets, bareEdges(roads, found.lanes(), index)), signals));
        elements.addAll(relationElements(places, lanelets, byNumber(found.lanes())));
        findings.throwIfRefused();
        elements.addAll(found.junctions());
        return new HdMap(name, format, drivingSide(index, roads), places.geoReference(), elements);
    }

    /** Every lanelet, crosswalks and walkways too, with the links of Lanelet2's routing graph. */
    List<SourceLane> listLanes(HdMap map) {
        List<Lanelet> lanelets = lanelets(drafts(), NodePlaces.asStated(document, bounds.values()));
        Map<String, Lane> lanes = new HashMap<>();
        map.listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));
        LaneletGraph graph = new LaneletGraph(lanelets);
        return lanelets.stream()
                .map(lanelet -> graph.sourceLane(
                        lanelet,
                        Optional.ofNullable(lanes.get(lanelet.id())).flatMap(Lane::junction),
                        map.drivingSide()))
                .toList();
    }

    private List<Draft> drafts() {
        List<Relation> relations = document.relations("lanelet");
        if (relations.isEmpty() && !findings.isRefused()) {
            throw document.root()
                    .bad(
                            "LANELET2-NO-LANELET",
                            "holds no lanelet (a relation with type=lanelet): plain OpenStreetMap data has no lanes to drive"
                                    + " on; draw lanelets first or convert it");
        }
        List<Draft> drafts = new ArrayList<>();
        relations.forEach(relation -> draft(relation).ifPresent(drafts::add));
        long points = 0;
        for (Draft draft : drafts) {
            points += draft.left().nodes().size() + draft.right().nodes().size();
            if (points > MAX_RAIL_POINTS) {
                throw findings.fatal(draft.relation()
                        .element()
                        .problem(
                                "MAP-TOO-LARGE",
                                "takes the map over " + MAX_RAIL_POINTS + " points along its lanes; cut it"));
            }
        }
        return drafts;
    }

    private Optional<Draft> draft(Relation relation) {
        Optional<Way> left = bound(relation, "left");
        Optional<Way> right = bound(relation, "right");
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        bounds.putIfAbsent(left.get().id(), left.get());
        bounds.putIfAbsent(right.get().id(), right.get());
        return Optional.of(new Draft(relation, left.get(), right.get()));
    }

    private Optional<Way> bound(Relation relation, String role) {
        List<OsmDocument.Member> members = relation.members(role);
        if (members.size() != 1) {
            warnOfMissing(relation.element()
                    .problem(
                            "LANELET2-BOUND",
                            "has " + members.size() + " ways in the role '" + role + "', not one; it is left out"));
            return Optional.empty();
        }
        Optional<Way> way = document.findWay(members.getFirst().ref());
        if (way.isEmpty()) {
            warnOfMissing(members.getFirst()
                    .element()
                    .problem(
                            "MAP-DANGLING-LINK",
                            "names the way " + members.getFirst().ref() + ", which is not there; lanelet "
                                    + relation.id() + " is left out"));
        }
        return way;
    }

    /** Where the document is refused its missing parts may be the refused ones. */
    private void warnOfMissing(Problem warning) {
        if (!findings.isRefused()) {
            findings.warn(warning);
        }
    }

    private <T> Optional<T> attempt(XmlElement element, Supplier<T> maker) {
        return findings.attempt(() -> element.make(maker));
    }

    private List<Lanelet> lanelets(List<Draft> drafts, NodePlaces places) {
        warnOfMissingNodes(places);
        List<Lanelet> lanelets = new ArrayList<>();
        for (Draft draft : drafts) {
            Optional<Optional<Lanelet>> lanelet = attempt(
                    draft.relation().element(),
                    () -> Lanelet.of(draft.relation(), draft.left(), draft.right(), places));
            lanelet.ifPresent(found -> found.ifPresentOrElse(
                    lanelets::add,
                    () -> findings.warn(draft.relation()
                            .element()
                            .problem("MAP-DEGENERATE", "has a bound without length; it is left out"))));
        }
        return lanelets;
    }

    private void warnOfMissingNodes(NodePlaces places) {
        for (Way way : bounds.values()) {
            long missing = way.nodes().stream()
                    .filter(node -> places.find(node).isEmpty())
                    .count();
            if (missing > 0) {
                findings.warn(way.element()
                        .problem(
                                "MAP-DANGLING-LINK",
                                "names " + missing + " nodes that are not there; they are left out"));
            }
        }
    }

    private static Map<Long, Lane> byNumber(List<Lane> lanes) {
        Map<Long, Lane> byNumber = new HashMap<>();
        lanes.forEach(lane -> byNumber.put(Long.valueOf(lane.id()), lane));
        return byNumber;
    }

    private static Set<String> turning(List<Lanelet> roads) {
        return roads.stream()
                .filter(lanelet -> TURNS.contains(lanelet.relation().tag("turn_direction", "")))
                .map(Lanelet::id)
                .collect(Collectors.toSet());
    }

    /** Bounds outside junctions beyond which no lane lies: the road ends there, whether or not the map says what stands there. */
    private static Set<Long> bareEdges(List<Lanelet> roads, List<Lane> lanes, LaneIndex index) {
        Set<String> crossing = lanes.stream()
                .filter(lane -> lane.junction().isPresent())
                .map(Lane::id)
                .collect(Collectors.toSet());
        Set<Long> edges = new HashSet<>();
        for (Lanelet road : roads) {
            if (road.use().isForVehicles() && !crossing.contains(road.id())) {
                addEdge(edges, road.left(), true, index);
                addEdge(edges, road.right(), false, index);
            }
        }
        return edges;
    }

    private static void addEdge(Set<Long> edges, Lanelet.Bound bound, boolean left, LaneIndex index) {
        if (index.isOpenBeside(bound.line(), left)) {
            edges.add(bound.way().id());
        }
    }

    private List<MapElement> wayElements(WayElements ways, RoadsideSignals signals) {
        List<MapElement> elements = new ArrayList<>();
        for (Way way : document.ways()) {
            attempt(way.element(), () -> ways.of(way)).ifPresent(elements::addAll);
            attempt(way.element(), () -> signals.of(way)).ifPresent(elements::addAll);
        }
        ways.warnOfUnused(document, findings);
        signals.warnOfRaised(findings);
        return elements;
    }

    private List<MapElement> relationElements(NodePlaces places, List<Lanelet> lanelets, Map<Long, Lane> lanes) {
        List<MapElement> elements = new ArrayList<>();
        lanelets.forEach(lanelet -> elements.add(
                switch (lanelet.use()) {
                    case WALKWAY ->
                        new MapElement.Walkway(
                                lanelet.id(),
                                lanelet.left().line(),
                                lanelet.right().line());
                    case CROSSWALK -> new MapElement.Crosswalk(lanelet.id(), outline(lanelet));
                    case DRIVING, BUS, BICYCLE, PARKING, SHOULDER, OTHER ->
                        lanes.get(lanelet.relation().id());
                }));
        Areas areas = new Areas(document, places);
        findings.attempt(() -> areas.listAll()).ifPresent(elements::addAll);
        areas.warnOfUnused(findings);
        return elements;
    }

    private static Polyline3 outline(Lanelet lanelet) {
        List<Vec3> corners = new ArrayList<>(lanelet.left().line().points());
        List<Vec3> back = new ArrayList<>(lanelet.right().line().points());
        Collections.reverse(back);
        corners.addAll(back);
        return Polyline3.of(corners);
    }

    private DrivingSide drivingSide(LaneIndex index, List<Lanelet> roads) {
        Optional<DrivingSide> side = InferredDrivingSide.of(index).or(() -> roads.stream()
                .flatMap(lanelet -> lanelet.relation().tag("region").stream())
                .findFirst()
                .map(LeftHandCountries::sideOf));
        if (side.isEmpty()) {
            findings.warn(
                    document.root()
                            .problem(
                                    "MAP-DRIVING-SIDE",
                                    "no lane has oncoming traffic beside it and no region is named; traffic is taken to keep right"));
        }
        return side.orElse(DrivingSide.RIGHT);
    }
}
