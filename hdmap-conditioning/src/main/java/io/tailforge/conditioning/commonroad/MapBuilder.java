package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SourceLane;
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
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.TrafficLight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the map, and the drive, of one scenario. */
final class MapBuilder {
    private static final int MAX_RAIL_POINTS = 1_000_000;
    /** Names of places that are not: they have no side of the road. */
    private static final Set<String> MADE_UP = Set.of("", "ZAM", "C");

    private final XmlElement root;
    private final Findings findings;
    private final Map<String, ScenarioLane> lanelets = new LinkedHashMap<>();
    private final Map<String, Junction> junctions = new LinkedHashMap<>();
    private final Map<String, String> junctionOf = new HashMap<>();
    private final ScenarioLanes lanes;
    private final LaneIndex index;

    /** What is refused is told to {@code findings}, and the rest read all the same. */
    MapBuilder(XmlElement root, String source, Findings findings) {
        this.root = root;
        this.findings = findings;
        readLanelets();
        this.lanes = new ScenarioLanes(
                lanelets, SignsAndLights.limits(lanelets.values(), root.children("trafficSign"), findings), findings);
        readIntersections();
        List<Lane> found = lanes.lanes(this::findJunction);
        if (!findings.isRefused()) {
            findings.attempt(() -> drivable(source, found));
        }
        this.index = junctions.isEmpty() ? inferJunctions(new LaneIndex(found)) : new LaneIndex(found);
    }

    private Optional<String> findJunction(String lane) {
        return Optional.ofNullable(junctionOf.get(lane));
    }

    private void readLanelets() {
        int points = 0;
        for (XmlElement element : root.children("lanelet")) {
            Optional<ScenarioLane> lane = ScenarioLane.of(element, findings);
            points += lane.map(read -> read.left().size() + read.right().size()).orElse(0);
            if (points > MAX_RAIL_POINTS) {
                throw findings.fatal(element.problem(
                        "MAP-TOO-LARGE", "takes the map over " + MAX_RAIL_POINTS + " points along its lanes; cut it"));
            }
            lane.ifPresent(read -> findings.attempt(() -> add(read)));
        }
    }

    private ScenarioLane add(ScenarioLane lane) {
        if (lanelets.putIfAbsent(lane.id(), lane) != null) {
            throw lane.element().bad("COMMONROAD-DUPLICATE-ID", "there are two lanelets with this id");
        }
        return lane;
    }

    private void readIntersections() {
        root.children("intersection").forEach(intersection -> findings.attempt(() -> junctionId(intersection)));
    }

    private String junctionId(XmlElement intersection) {
        List<String> inside = refs(intersection, "successorsRight", "successorsStraight", "successorsLeft").stream()
                .filter(id -> findLane(id).isPresent() && !junctionOf.containsKey(id))
                .toList();
        boolean signalised = refs(intersection, "incomingLanelet").stream()
                .flatMap(id -> findLane(id).stream())
                .anyMatch(lane -> !lane.lights().isEmpty());
        String id = "junction:" + intersection.attribute("id");
        if (!inside.isEmpty() && junctions.putIfAbsent(id, new Junction(id, inside, signalised)) != null) {
            throw intersection.bad("COMMONROAD-DUPLICATE-ID", "there are two intersections with this id");
        }
        inside.forEach(lane -> junctionOf.put(lane, id));
        return id;
    }

    private Optional<ScenarioLane> findLane(String id) {
        return Optional.ofNullable(lanelets.get(id)).filter(ScenarioLane::isLane);
    }

    private static List<String> refs(XmlElement intersection, String... names) {
        return intersection.children("incoming").stream()
                .flatMap(way -> Stream.of(names).flatMap(name -> ScenarioXml.refs(way, name).stream()))
                .distinct()
                .toList();
    }

    private LaneIndex inferJunctions(LaneIndex plain) {
        Set<String> turning = withType("intersection");
        Set<String> signalled = lanelets.values().stream()
                .filter(lane -> !lane.lights().isEmpty())
                .map(ScenarioLane::id)
                .collect(Collectors.toSet());
        InferredJunctions.Found found = InferredJunctions.in(plain, turning, signalled);
        found.junctions().forEach(junction -> {
            junctions.put(junction.id(), junction);
            junction.lanes().forEach(lane -> junctionOf.put(lane, junction.id()));
        });
        return new LaneIndex(found.lanes());
    }

    private Set<String> withType(String type) {
        return lanelets.values().stream()
                .filter(lane -> lane.types().contains(type))
                .map(ScenarioLane::id)
                .collect(Collectors.toSet());
    }

    LayoutReading build(String name, String format) {
        checkVersion();
        SignsAndLights beside = new SignsAndLights(lanelets.values(), index, country());
        BoundLines bounds = new BoundLines(index);
        Map<String, Lane> byId = new HashMap<>();
        index.lanes().forEach(lane -> byId.put(lane.id(), lane));
        List<MapElement> elements = new ArrayList<>();
        for (ScenarioLane lanelet : lanelets.values()) {
            boolean inJunction = findJunction(lanelet.id()).isPresent();
            attempt(lanelet.element(), () -> bounds.of(lanelet, inJunction)).ifPresent(elements::addAll);
            attempt(lanelet.element(), () -> stopLine(lanelet))
                    .flatMap(Function.identity())
                    .ifPresent(elements::add);
            surface(lanelet, byId).ifPresent(elements::add);
        }
        root.children("trafficSign")
                .forEach(sign -> attempt(sign, () -> beside.sign(sign)).ifPresent(elements::addAll));
        root.children("trafficLight")
                .forEach(light -> attempt(light, () -> beside.light(light)).ifPresent(elements::addAll));
        elements.addAll(junctions.values());
        DrivingSide side = drivingSide();
        Optional<GeoReference> place =
                attempt(root, () -> ScenarioPlace.of(root, middle(), findings)).flatMap(Function.identity());
        Optional<Recording> recording = attempt(
                        root, () -> new Drive(root, index, findings).recording(lights(elements)))
                .flatMap(Function.identity());
        findings.throwIfRefused();
        HdMap map = new HdMap(name, format, side, place, elements);
        return new LayoutReading(map, recording, findings.warnings());
    }

    private <T> Optional<T> attempt(XmlElement element, Supplier<T> maker) {
        return findings.attempt(() -> element.make(maker));
    }

    private static List<Lane> drivable(String source, List<Lane> lanes) {
        Drivable.require(source, lanes);
        return lanes;
    }

    private static Set<String> lights(List<MapElement> elements) {
        return elements.stream()
                .filter(TrafficLight.class::isInstance)
                .map(MapElement::id)
                .collect(Collectors.toSet());
    }

    List<SourceLane> listLanes() {
        findings.throwIfRefused();
        return lanes.listAll(this::findJunction, drivingSide());
    }

    private void checkVersion() {
        String version = root.attribute("commonRoadVersion", "none");
        if (!version.equals("2018b") && !version.equals("2020a")) {
            findings.warn(root.problem(
                    "COMMONROAD-VERSION", "is of another version than 2018b and 2020a; it is read as the latter"));
        }
    }

    /** Empty where the lane was refused. */
    private static Optional<MapElement> surface(ScenarioLane lanelet, Map<String, Lane> lanes) {
        if (lanelet.isWalkway()) {
            return Optional.of(new MapElement.Walkway(lanelet.id(), lanelet.left(), lanelet.right()));
        }
        if (lanelet.isCrosswalk()) {
            List<Vec3> corners = new ArrayList<>(lanelet.left().points());
            List<Vec3> back = new ArrayList<>(lanelet.right().points());
            Collections.reverse(back);
            corners.addAll(back);
            return Optional.of(new MapElement.Crosswalk(lanelet.id(), Polyline3.of(corners)));
        }
        return Optional.ofNullable(lanes.get(lanelet.id()));
    }

    /** Where it has no points of its own it lies across the lanelet's end. */
    private static Optional<MapElement> stopLine(ScenarioLane lanelet) {
        return lanelet.element().find("stopLine").map(line -> {
            List<Vec3> stated = ScenarioXml.points(line);
            List<Vec3> points = stated.size() >= 2
                    ? stated
                    : List.of(lanelet.left().last(), lanelet.right().last());
            return new MapElement.WaitLine("stop:" + lanelet.id(), Polyline3.of(points));
        });
    }

    private Vec3 middle() {
        return index.lanes().stream()
                .findFirst()
                .map(lane -> lane.left().first())
                .orElse(Vec3.ZERO);
    }

    /** The country that the benchmark's name starts with, three letters; empty where it does not. */
    private String country() {
        String id = root.attribute("benchmarkID", "");
        String plain = id.startsWith("C-") ? id.substring(2) : id;
        return plain.matches("[A-Z]{3}_.*") ? plain.substring(0, 3).toLowerCase(Locale.ROOT) : "";
    }

    private DrivingSide drivingSide() {
        Optional<DrivingSide> seen = InferredDrivingSide.of(index);
        boolean known = !MADE_UP.contains(country().toUpperCase(Locale.ROOT));
        if (seen.isEmpty() && !known && !findings.isRefused()) {
            findings.warn(root.problem(
                    "MAP-DRIVING-SIDE",
                    "no lane has oncoming traffic beside it and no country is named; traffic is taken to keep right"));
        }
        return seen.orElseGet(() -> LeftHandCountries.sideOf(country()));
    }
}
